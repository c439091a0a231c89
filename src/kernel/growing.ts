// Typed arrays that grow while a kernel writes to them.

export interface GrowingFloats {
  data: Float32Array;
  length: number;
}

export interface GrowingIndices {
  data: Uint32Array;
  length: number;
}

/** Room for three more values. */
export function roomForPoint(list: GrowingFloats): void {
  if (list.length + 3 <= list.data.length) return;
  const data = new Float32Array(list.data.length * 2);
  data.set(list.data);
  list.data = data;
}

/** Room for three more values. */
export function roomForTriangle(list: GrowingIndices): void {
  if (list.length + 3 <= list.data.length) return;
  const data = new Uint32Array(list.data.length * 2);
  data.set(list.data);
  list.data = data;
}
