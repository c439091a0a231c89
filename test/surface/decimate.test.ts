// The decimation step: shares, tolerance, what it tells, and that it stops when told to.
import { describe, expect, it } from 'vitest';
import { triangleCount } from '../../src/core/mesh.js';
import { exceeding } from '../../src/kernel/exceeding.js';
import { targetSurface } from '../../src/kernel/target-surface.js';
import { decimate } from '../../src/surface/decimate.js';
import { smooth } from '../../src/surface/smooth.js';
import { listener } from '../fixtures/listener.js';
import { ball, isosurface, speckle } from '../fixtures/solids.js';

const noise = speckle(2);
const mesh = isosurface((x, y, z) => ball([6, 6, 6], 4)(x, y, z) + 0.1 * noise(x, y, z), [25, 25, 25], 0.5);
const surface = { mesh, reference: mesh, within: 0 };

describe('decimate', () => {
  it('keeps the promise together with smoothing', async () => {
    const context = listener();
    const smoothed = await smooth(surface, { tolerance: 0.1 });
    const result = await decimate(smoothed, { keep: 0.2, tolerance: 0.1 }, context);
    expect(result.reference).toBe(mesh);
    expect(triangleCount(result.mesh)).toBeLessThan(0.25 * triangleCount(mesh));
    expect(
      exceeding(result.mesh, 0.1, targetSurface(mesh)).length +
        exceeding(mesh, 0.1, targetSurface(result.mesh)).length,
    ).toBe(0);
    expect(context.findings).toEqual([]);
    expect(context.notes.find((note) => note.name === 'triangles')?.value).toBe(triangleCount(result.mesh));
    expect(context.progresses.every((done, n, all) => done <= 1 && (n === 0 || done >= all[n - 1]))).toBe(
      true,
    );
  });

  it('leaves the surface untouched where it is not wanted', async () => {
    expect((await decimate(surface, { keep: 1 })).mesh).toBe(mesh);
    expect((await decimate(surface, { tolerance: 0 })).mesh).toBe(mesh);
    expect(decimate.declaration.says({ keep: 1, tolerance: 0.1 })).toBe('');
  });

  it('says so where the surface is not closed', async () => {
    const open = { positions: mesh.positions, triangles: mesh.triangles.slice(3) };
    const context = listener();
    const result = await decimate({ mesh: open, reference: open, within: 0 }, {}, context);
    expect(result.mesh).toBe(open);
    expect(context.findings.map((finding) => finding.code)).toEqual(['not-decimated']);
  });

  it('stops when told to', async () => {
    const stop = new AbortController();
    const context = { ...listener(stop.signal), progress: () => stop.abort() };
    await expect(decimate(surface, {}, context)).rejects.toThrow(/abort/i);
  });
});
