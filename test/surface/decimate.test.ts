// The decimation step: shares, tolerance, what it tells, and that it stops when told to.
import { describe, expect, it } from 'vitest';
import { quietContext } from '../../src/core/context.js';
import { triangleCount } from '../../src/core/mesh.js';
import { exceeding } from '../../src/kernel/exceeding.js';
import { measureDeviation } from '../../src/kernel/surface-distance.js';
import { targetSurface } from '../../src/kernel/target-surface.js';
import { decimate } from '../../src/surface/decimate.js';
import { smooth } from '../../src/surface/smooth.js';
import { listener } from '../fixtures/listener.js';
import { ball, box, isosurface, speckle } from '../fixtures/solids.js';

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
    expect(decimate.declaration.says({ keep: 1, triangles: 0, tolerance: 0.1, draft: false })).toBe('');
  });

  it('comes to a number of triangles, or as few as the tolerance allows', async () => {
    const count = async (options: { triangles?: number; keep?: number; tolerance?: number }) =>
      triangleCount((await decimate(await smooth(surface, options), options)).mesh);
    const all = triangleCount(mesh);
    expect(Math.abs((await count({ triangles: 2001 })) - 2001)).toBeLessThanOrEqual(1);
    expect(Math.abs((await count({ keep: 0.5 })) - all / 2)).toBeLessThanOrEqual(1);
    // Of both, the one that asks for more triangles.
    expect(Math.abs((await count({ keep: 0.1, triangles: 3000 })) - 3000)).toBeLessThanOrEqual(1);
    const counts = await Promise.all([0.05, 0.1, 0.25].map((tolerance) => count({ tolerance })));
    expect(counts[2]).toBeLessThan(0.5 * counts[1]);
    expect(counts[1]).toBeLessThan(0.7 * counts[0]);
    // Who asks for fewer than that gets them, as far as the tolerance allows.
    expect(await count({ triangles: 4 })).toBeLessThan(0.7 * counts[1]);
  });

  it('moves the surface by much less than the tolerance on average', async () => {
    const { mesh: fewer } = await decimate(surface, { tolerance: 0.1 });
    const { rms, mean } = await measureDeviation(fewer, mesh, quietContext);
    expect(rms).toBeLessThan(0.015);
    expect(Math.abs(mean)).toBeLessThan(0.002);
  });

  it('tells what became of the size, and how thin the walls are', async () => {
    const sheet = isosurface(box([5, 6, 2], [3.9, 4.8, 0.3]), [21, 25, 13], 0.5);
    const context = listener();
    await decimate({ mesh: sheet, reference: sheet, within: 0 }, { tolerance: 0.2 }, context);
    const told = (name: string) => Number(context.notes.find((note) => note.name === name)?.value);
    expect(told('thinnest wall')).toBeCloseTo(0.6, 2);
    expect(told('surface with a smaller limit, where walls or gaps are thin')).toBeGreaterThan(80);
    expect(Math.abs(told('volume change'))).toBeLessThan(0.1);
    expect(Math.abs(told('largest change of a diameter'))).toBeLessThan(0.1);
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
