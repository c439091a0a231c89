// A number and what it counts, in the singular or the plural.

export const counted = (n: number, one: string, many: string): string => `${n} ${n === 1 ? one : many}`;
