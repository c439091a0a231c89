import { Vector3 } from 'three';
import { describe, expect, it } from 'vitest';
import { edgeLetters } from '../../src/preview/edge-letters.js';

describe('edgeLetters', () => {
  it.each([
    [[-1, 0, 0], 'R'],
    [[1, 0, 0], 'L'],
    [[0, -1, 0], 'A'],
    [[0, 1, 0], 'P'],
    [[0, 0, 1], 'S'],
    [[0, 0, -1], 'I'],
    [[-0.8, -0.6, 0], 'RA'],
    [[0.6, -0.8, 0], 'AL'],
    [[-0.95, 0.3, 0], 'R'],
  ] as const)('towards %j stands %s', (edge, letters) => {
    expect(edgeLetters(new Vector3(...edge))).toBe(letters);
  });
});
