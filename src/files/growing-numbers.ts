// A list of numbers that may grow beyond what a plain array can hold, outside of the engine's heap.

export interface GrowingNumbers {
  data: Float64Array;
  length: number;
}

export const growingNumbers = (): GrowingNumbers => ({ data: new Float64Array(1 << 10), length: 0 });

export function append(list: GrowingNumbers, value: number): void {
  if (list.length === list.data.length) {
    const data = new Float64Array(2 * list.length);
    data.set(list.data);
    list.data = data;
  }
  list.data[list.length++] = value;
}

/** What is in the list so far; not a copy. */
export const numbersIn = (list: GrowingNumbers): Float64Array => list.data.subarray(0, list.length);
