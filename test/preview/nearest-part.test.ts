import { describe, expect, it } from 'vitest';
import { nearestPart } from '../../src/preview/nearest-part.js';

describe('nearestPart', () => {
  it('is the part with the nearest vertex, the first of several', () => {
    const parts = [Float32Array.of(0, 0, 0, 9, 0, 0), Float32Array.of(5, 1, 0), Float32Array.of(5, 1, 0)];
    expect(nearestPart(parts, [4, 0, 0])).toBe(1);
    expect(nearestPart(parts, [8, 0, 0])).toBe(0);
    expect(nearestPart([new Float32Array(0)], [8, 0, 0])).toBe(0);
  });
});
