// How the numbers of a file become values, and how values become these numbers again.

/** The kinds of number that a file is written in. */
export type StoredType = 'uint8' | 'int8' | 'uint16' | 'int16' | 'uint32' | 'int32' | 'float32' | 'float64';

/** value = slope · stored + intercept. */
export interface Rescaling {
  readonly slope: number;
  readonly intercept: number;
}

export const asStored: Rescaling = { slope: 1, intercept: 0 };

/** The number that a file holds for a value; whole where its kind of number is. */
export function storedNumber(value: number, { slope, intercept }: Rescaling, whole: boolean): number {
  const stored = (value - intercept) / slope;
  return whole ? Math.round(stored) : stored;
}

const makers = {
  uint8: (n: number) => new Uint8Array(n),
  int8: (n: number) => new Int8Array(n),
  uint16: (n: number) => new Uint16Array(n),
  int16: (n: number) => new Int16Array(n),
  uint32: (n: number) => new Uint32Array(n),
  int32: (n: number) => new Int32Array(n),
  float32: (n: number) => new Float32Array(n),
  float64: (n: number) => new Float64Array(n),
} as const;

/** Numbers of this kind, all 0; the caller's. */
export const storedNumbers = (type: StoredType, count: number): ReturnType<(typeof makers)[StoredType]> =>
  makers[type](count);

export const isWholeType = (type: StoredType): boolean => !type.startsWith('float');
