// Reads the numbers that a header gives in a row.

const decimal = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/;

/** Separated by spaces or commas; null where one of them is no finite decimal number. */
export function numberList(text: string): number[] | null {
  const words = text.split(/[\s,]+/).filter((word) => word !== '');
  if (words.length === 0 || !words.every((word) => word.length <= 64 && decimal.test(word))) return null;
  const numbers = words.map(Number);
  return numbers.every(Number.isFinite) ? numbers : null;
}

/** The same for whole numbers that are not negative and no greater than 2⁵³. */
export function wholeList(text: string): number[] | null {
  const numbers = numberList(text);
  return numbers?.every((n) => Number.isSafeInteger(n) && n >= 0) ? numbers : null;
}
