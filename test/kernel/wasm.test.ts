import { expect, it } from 'vitest';
import { wasmInstance } from '../../src/kernel/wasm.js';

it('lays out aligned blocks that do not overlap, and grows when they need it', () => {
  const wasm = wasmInstance();
  const sizes = [1, 64, 0, 3_000_001, 17];
  const at = wasm.take(sizes);
  at.forEach((address, b) => {
    expect(address % 64).toBe(0);
    if (b > 0) expect(address).toBeGreaterThanOrEqual(at[b - 1] + sizes[b - 1]);
  });
  expect(wasm.bytes().length).toBeGreaterThanOrEqual(at[4] + 17);
});

it('keeps the memories of two instances apart', () => {
  const [one, other] = [wasmInstance(), wasmInstance()];
  const [address] = one.take([4]);
  one.bytes()[address] = 7;
  expect(other.bytes()[address]).toBe(0);
});
