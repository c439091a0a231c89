// The smoothing step: what it does with its options, what it tells, and that it stops when told to.
import { describe, expect, it } from 'vitest';
import { smooth } from '../../src/surface/smooth.js';
import { listener } from '../fixtures/listener.js';
import { ball, isosurface, speckle } from '../fixtures/solids.js';

const noise = speckle(2);
const mesh = isosurface((x, y, z) => ball([6, 6, 6], 4)(x, y, z) + 0.1 * noise(x, y, z), [25, 25, 25], 0.5);
const surface = { mesh, reference: mesh, within: 0 };

describe('smooth', () => {
  it('moves vertices by half the tolerance at most, and keeps the reference', async () => {
    const context = listener();
    const result = await smooth(surface, { tolerance: 0.08 }, context);
    expect(result.reference).toBe(mesh);
    let most = 0;
    for (let v = 0; v < mesh.positions.length; v += 3)
      most = Math.max(
        most,
        Math.hypot(...[0, 1, 2].map((d) => mesh.positions[v + d] - result.mesh.positions[v + d])),
      );
    expect(most).toBeLessThanOrEqual(0.04);
    expect(most).toBeGreaterThan(0.03);
    expect(context.notes.map((note) => note.name)).toEqual([
      'mean displacement',
      'volume change',
      'vertices held back against self-intersection',
    ]);
    expect(context.progresses.every((done, n, all) => done <= 1 && (n === 0 || done >= all[n - 1]))).toBe(
      true,
    );
  });

  it('does nothing, and says nothing, where it is not wanted', async () => {
    for (const options of [{ method: 'none' as const }, { tolerance: 0 }, { passes: 0 }]) {
      const result = await smooth(surface, options);
      expect(result.mesh.positions).toEqual(mesh.positions);
      const values = {
        method: 'taubin' as const,
        passes: 10,
        passband: 0.1,
        tolerance: 0.1,
        draft: false,
        ...options,
      };
      expect(smooth.declaration.says(values)).toBe('');
    }
  });

  it('stops when told to', async () => {
    const stop = new AbortController();
    const context = { ...listener(stop.signal), progress: () => stop.abort() };
    await expect(smooth(surface, {}, context)).rejects.toThrow(/abort/i);
  });
});
