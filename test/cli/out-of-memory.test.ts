import { expect, it } from 'vitest';
import { outOfMemory } from '../../src/cli/out-of-memory.js';

const thrownBy = (work: () => unknown): unknown => {
  try {
    return work();
  } catch (error) {
    return error;
  }
};

it('knows the ways in which memory runs out', () => {
  const tiny = new WebAssembly.Memory({ initial: 1, maximum: 1 });
  for (const work of [
    () => new ArrayBuffer(2 ** 52),
    () => new SharedArrayBuffer(2 ** 52),
    () => new Float32Array(2 ** 50),
    () => tiny.grow(1),
  ])
    expect(outOfMemory(thrownBy(work))).toBe(true);
  expect(outOfMemory(Object.assign(new Error('limit'), { code: 'ERR_WORKER_OUT_OF_MEMORY' }))).toBe(true);
  expect(outOfMemory(new RangeError('Maximum call stack size exceeded'))).toBe(false);
  expect(outOfMemory(new Error('a worker ended'))).toBe(false);
  expect(outOfMemory('text')).toBe(false);
});
