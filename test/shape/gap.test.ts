// Neighbouring parts: as far apart as asked for where they touched, as they were elsewhere.
import { describe, expect, it } from 'vitest';
import { type Context, quietContext } from '../../src/core/context.js';
import { boundsOf, type Mesh, signedVolume } from '../../src/core/mesh.js';
import {
  bodyOf,
  originNumber,
  type PrintModel,
  type PrintPart,
  printModel,
} from '../../src/core/print-model.js';
import { booleans } from '../../src/kernel/booleans.js';
import { signedDistance } from '../../src/kernel/signed-distance.js';
import { targetSurface } from '../../src/kernel/target-surface.js';
import { gap } from '../../src/shape/gap.js';
import { ballMesh, boxMesh, movedMesh } from '../fixtures/shapes.js';
import { expectSound } from './expect-sound.js';

const named = (...meshes: readonly Mesh[]): PrintModel =>
  printModel(meshes.map((mesh, n) => ({ name: `part ${n + 1}`, mesh, colour: [1, 1, 1] })));

async function difference(from: Mesh, without: Mesh): Promise<Mesh> {
  const shapes = await booleans();
  const [a, b] = [from, without].map((mesh) => shapes.solid(bodyOf(mesh, 'anatomy'), 'one'));
  return shapes.body(shapes.difference(a, [b]), 'what is left').mesh;
}

/** From the places of the part's triangles (corners and middles) to the other one: least, and over what was cut the greatest. */
function clearance({ mesh: { positions: p, triangles: t }, origin }: PrintPart, other: Mesh) {
  const distance = signedDistance(targetSurface(other));
  let least = Number.POSITIVE_INFINITY;
  let most = 0;
  for (let h = 0; h < t.length; h += 3) {
    const corner = (k: number, d: number): number => p[3 * t[h + k] + d];
    const at = [0, 1, 2].map((d) => (corner(0, d) + corner(1, d) + corner(2, d)) / 3);
    const found = [distance(corner(0, 0), corner(0, 1), corner(0, 2)), distance(at[0], at[1], at[2])];
    least = Math.min(least, ...found);
    if (origin[h / 3] === originNumber('cut')) most = Math.max(most, ...found);
  }
  return { least, most };
}

describe('gap', () => {
  it('does nothing unless asked, or where parts are far apart', async () => {
    const model = named(ballMesh(5), movedMesh(ballMesh(5), [11, 0, 0]));
    expect(await gap(model)).toBe(model);
    const far = await gap(model, { width: 0.5 });
    expect(far.parts).toEqual(model.parts);
    expect(gap.declaration.says({ width: 0 })).toBe('');
  });

  it('moves the wall of the later of two boxes that touch', async () => {
    const model = named(boxMesh([0, 0, 0], [10, 12, 9]), boxMesh([10, 1, -4], [23, 9, 8]));
    const { parts } = await gap(model, { width: 0.4 });
    expect(parts[0]).toBe(model.parts[0]);
    expectSound(parts[1], 1);
    const { least, most } = clearance(parts[1], parts[0].mesh);
    expect(least).toBeGreaterThan(0.35);
    expect(most).toBeLessThan(0.45);
    expect(boundsOf(parts[1].mesh).max).toEqual([23, 9, 8]);
    expect(boundsOf(parts[1].mesh).min.map((x) => Math.round(100 * x) / 100)).toEqual([10, 1, -4]);
    expect(signedVolume(parts[1].mesh)).toBeCloseTo(
      13 * 8 * 12 - 0.4 * 8 * 8 - (Math.PI * 0.4 ** 2 * 8) / 4,
      0,
    );
  });

  it.each([0.2, 0.5])('frees a ball of its socket by %f mm', async (width) => {
    const ball = movedMesh(ballMesh(4, 80), [3, -40, 7]);
    const socket = await difference(boxMesh([-3, -46, 1], [9, -34, 6]), ball);
    const notes = new Map<string, number | string>();
    const context: Context = { ...quietContext, note: (name, value) => notes.set(name, value) };
    const { parts } = await gap(named(ball, socket), { width }, context);
    expectSound(parts[1], 1);
    const { least, most } = clearance(parts[1], ball);
    expect(least).toBeGreaterThan(width - 0.05);
    expect(most).toBeLessThan(width + 0.05);
    expect(notes.get('part 2 lost to the gap beside part 1')).toBeCloseTo(
      signedVolume(socket) - signedVolume(parts[1].mesh),
      3,
    );
    const kept = new Set<string>();
    const { positions } = parts[1].mesh;
    for (let v = 0; v < positions.length; v += 3) kept.add(positions.subarray(v, v + 3).join());
    for (const corner of [
      [-3, -46, 1],
      [9, -34, 1],
      [9, -46, 6],
    ])
      expect(kept.has(corner.join())).toBe(true);
  });

  it('takes from what overlaps, and from the third what is near to both', async () => {
    const model = named(ballMesh(5), movedMesh(ballMesh(5), [8, 0, 0]), movedMesh(ballMesh(4), [4, 6, 0]));
    const { parts } = await gap(model, { width: 0.6 });
    for (const part of parts) expectSound(part, 1);
    expect(clearance(parts[1], parts[0].mesh).least).toBeGreaterThan(0.55);
    expect(clearance(parts[2], parts[0].mesh).least).toBeGreaterThan(0.55);
    expect(clearance(parts[2], parts[1].mesh).least).toBeGreaterThan(0.55);
  });

  it('says which part would be gone', async () => {
    const model = named(ballMesh(5), movedMesh(ballMesh(1), [5, 0, 0]));
    await expect(gap(model, { width: 3 })).rejects.toThrow(/'part 2' lies wholly within 3 mm of 'part 1'/);
  });
});
