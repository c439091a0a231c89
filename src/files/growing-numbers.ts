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

export function appendAll(list: GrowingNumbers, values: Float64Array): void {
  const length = list.length + values.length;
  if (length > list.data.length) {
    const data = new Float64Array(Math.max(length, 2 * list.data.length));
    data.set(numbersIn(list));
    list.data = data;
  }
  list.data.set(values, list.length);
  list.length = length;
}

/** What is in the list so far; not a copy. */
export const numbersIn = (list: GrowingNumbers): Float64Array => list.data.subarray(0, list.length);
