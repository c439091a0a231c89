// Scaling: every length by the factor, and nobody can overlook it.
import { describe, expect, it } from 'vitest';
import { quietContext } from '../../src/core/context.js';
import type { Finding } from '../../src/core/errors.js';
import { boundsOf, signedVolume } from '../../src/core/mesh.js';
import { printModel } from '../../src/core/print-model.js';
import { scale } from '../../src/shape/scale.js';
import { boxMesh } from '../fixtures/shapes.js';

const model = printModel([{ name: 'box', mesh: boxMesh([10, -4, 2], [12, -1, 6]), colour: [1, 1, 1] }]);

describe('scale', () => {
  it('does nothing at 1', async () => {
    expect(await scale(model)).toBe(model);
    expect(scale.declaration.says({ factor: 1 })).toBe('');
  });

  it('scales about the origin, and says so', async () => {
    const found: Finding[] = [];
    const half = await scale(model, { factor: 0.5 }, { ...quietContext, find: (one) => found.push(one) });
    expect(boundsOf(half.parts[0].mesh)).toEqual({ min: [5, -2, 1], max: [6, -0.5, 3] });
    expect(signedVolume(half.parts[0].mesh)).toBeCloseTo(24 / 8, 6);
    expect(half.scale).toBe(0.5);
    expect(found.map(({ code }) => code)).toEqual(['scaled']);
    expect((await scale(half, { factor: 2 })).scale).toBe(1);
  });
});
