// Typed arrays that grow while a kernel's answers are added to them.

export interface Growing<T extends Float32Array | Uint32Array> {
  data: T;
  length: number;
}

type Filled = Growing<Float32Array> | Growing<Uint32Array>;

/** Room for `more` more values, at least twice what there was. */
function grown<T extends Float32Array | Uint32Array>(
  list: Growing<T>,
  more: number,
  make: (n: number) => T,
): T {
  if (list.length + more <= list.data.length) return list.data;
  const data = make(Math.max(2 * list.data.length, list.length + more));
  data.set(list.data.subarray(0, list.length));
  return data;
}

const isFloats = (list: Filled): list is Growing<Float32Array> => list.data instanceof Float32Array;

/** Adds `count` values, of the list's own kind, that lie in `buffer` from byte `at` on. */
export function append(list: Filled, buffer: ArrayBufferLike, at: number, count: number): void {
  if (isFloats(list)) {
    list.data = grown(list, count, (n) => new Float32Array(n));
    list.data.set(new Float32Array(buffer, at, count), list.length);
  } else {
    list.data = grown(list, count, (n) => new Uint32Array(n));
    list.data.set(new Uint32Array(buffer, at, count), list.length);
  }
  list.length += count;
}
