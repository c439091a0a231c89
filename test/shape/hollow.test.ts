// Hollow parts: walls as thick as asked for, on whichever side, cavities and islands among them.
import { describe, expect, it } from 'vitest';
import { type Context, quietContext } from '../../src/core/context.js';
import type { Finding } from '../../src/core/errors.js';
import { boundsOf, type Mesh, signedVolume } from '../../src/core/mesh.js';
import { originNumber, type PrintModel, printModel } from '../../src/core/print-model.js';
import { signedDistance } from '../../src/kernel/signed-distance.js';
import { targetSurface } from '../../src/kernel/target-surface.js';
import { hollow } from '../../src/shape/hollow.js';
import { ballMesh, boxMesh, movedMesh, together, torusMesh, turnedOver } from '../fixtures/shapes.js';
import { expectSound } from './expect-sound.js';

const named = (...meshes: readonly Mesh[]): PrintModel =>
  printModel(meshes.map((mesh, n) => ({ name: `part ${n + 1}`, mesh, colour: [1, 1, 1] })));

const ofOrigin = (
  { parts: [{ mesh, origin }] }: PrintModel,
  name: 'inside' | 'offset' | 'anatomy',
): Mesh => ({
  positions: mesh.positions,
  triangles: mesh.triangles.filter((_, h) => origin[Math.floor(h / 3)] === originNumber(name)),
});

/** Of the vertices and middles of the triangles, the least and the greatest of `formula`. */
function range({ positions: p, triangles: t }: Mesh, formula: (x: number, y: number, z: number) => number) {
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  const look = (x: number, y: number, z: number): void => {
    const found = formula(x, y, z);
    least = Math.min(least, found);
    most = Math.max(most, found);
  };
  for (let h = 0; h < t.length; h += 3) {
    const [a, b, c] = [3 * t[h], 3 * t[h + 1], 3 * t[h + 2]];
    look(p[a], p[a + 1], p[a + 2]);
    look(
      (p[a] + p[b] + p[c]) / 3,
      (p[a + 1] + p[b + 1] + p[c + 1]) / 3,
      (p[a + 2] + p[b + 2] + p[c + 2]) / 3,
    );
  }
  return { least, most };
}

const told = (): Context & { readonly findings: Finding[]; readonly notes: Map<string, number | string> } => {
  const findings: Finding[] = [];
  const notes = new Map<string, number | string>();
  return {
    ...quietContext,
    findings,
    notes,
    find: (one) => findings.push(one),
    note: (name, value) => notes.set(name, value),
  };
};

const odd = [31.7, -88.2, 4.4] as const;
const torus = movedMesh(torusMesh(11, 5.5, 112, 64), odd);
const fromTorus = (x: number, y: number, z: number): number =>
  Math.hypot(Math.hypot(x - odd[0], y - odd[1]) - 11, z - odd[2]) - 5.5;

describe('hollow', () => {
  it('does nothing unless asked', async () => {
    const model = named(ballMesh(5));
    expect(await hollow(model)).toBe(model);
    expect(hollow.declaration.says({ wall: 0, side: 'inside', voxel: 0, smallest: 50 })).toBe('');
  });

  it('leaves the outside as it is, with the wall inside', async () => {
    const context = told();
    const model = await hollow(named(torus), { wall: 2 }, context);
    expectSound(model.parts[0], 2);
    expect(ofOrigin(model, 'anatomy').triangles).toEqual(torus.triangles);
    const { least, most } = range(ofOrigin(model, 'inside'), fromTorus);
    expect(least).toBeGreaterThan(-2.05);
    expect(most).toBeLessThan(-1.95);
    expect(context.notes.get('hollows')).toBe(1);
    expect(context.notes.get('material saved')).toBeCloseTo(100 * (3.5 / 5.5) ** 2, 0);
  });

  it('puts the wall outside, and the part becomes the hollow', async () => {
    const model = await hollow(named(torus), { wall: 1.5, side: 'outside' });
    expectSound(model.parts[0], 2);
    expect(signedVolume(ofOrigin(model, 'anatomy'))).toBeCloseTo(-signedVolume(torus), 3);
    const { least, most } = range(ofOrigin(model, 'offset'), fromTorus);
    expect(least).toBeGreaterThan(1.45);
    expect(most).toBeLessThan(1.55);
  });

  it('puts half of it on each side', async () => {
    const model = await hollow(named(torus), { wall: 2, side: 'centred' });
    expectSound(model.parts[0], 2);
    expect(ofOrigin(model, 'anatomy').triangles.length).toBe(0);
    const outer = range(ofOrigin(model, 'offset'), fromTorus);
    const inner = range(ofOrigin(model, 'inside'), fromTorus);
    for (const x of [outer.least, outer.most]) expect(Math.abs(x - 1)).toBeLessThan(0.05);
    for (const x of [inner.least, inner.most]) expect(Math.abs(x + 1)).toBeLessThan(0.05);
  });

  it('keeps to the wall under flat sides, and does not thin it at edges', async () => {
    const box = boxMesh([0, 0, 0], [21, 17, 13]);
    const model = await hollow(named(box), { wall: 3 });
    expectSound(model.parts[0], 2);
    const inner = ofOrigin(model, 'inside');
    expect(range(inner, signedDistance(targetSurface(box))).most).toBeLessThan(-2.95);
    const { min, max } = boundsOf({ ...inner, positions: inner.positions.subarray(24) });
    for (let d = 0; d < 3; d++) {
      expect(min[d]).toBeCloseTo(3, 1);
      expect(max[d]).toBeCloseTo([18, 14, 10][d], 1);
    }
  });

  it('takes a cavity that would hang loose into the hollow, and walls up one near the surface', async () => {
    const cavity = (x: number): Mesh => turnedOver(movedMesh(ballMesh(2, 96), [x, 0, 0]));
    const deep = await hollow(named(together(ballMesh(11, 128), cavity(0))), { wall: 2 });
    expectSound(deep.parts[0], 2);
    expect(signedVolume(deep.parts[0].mesh)).toBeCloseTo((4 / 3) * Math.PI * (11 ** 3 - 9 ** 3), -2);
    const shallow = await hollow(named(together(ballMesh(11, 128), cavity(7.5))), { wall: 2 });
    expectSound(shallow.parts[0], 3);
    const wall = range(ofOrigin(shallow, 'inside'), (x, y, z) => Math.hypot(x - 7.5, y, z) - 2);
    expect(wall.least).toBeGreaterThan(1.95);
  });

  it('hollows what lies in a cavity for itself', async () => {
    const nested = together(
      ballMesh(14),
      turnedOver(ballMesh(9)),
      ballMesh(7),
      turnedOver(movedMesh(ballMesh(1, 24), [5, 0, 0])),
    );
    const model = await hollow(named(nested), { wall: 1.5, voxel: 0.5 });
    // The outside, its hollow (the cavity is in it), the ball in that, its hollow and, near its surface, its cavity.
    expectSound(model.parts[0], 5);
  });

  it('makes hollows of several parts, and tells which one is too thin', async () => {
    const context = told();
    const model = await hollow(
      named(ballMesh(8), movedMesh(boxMesh([0, 0, 0], [20, 20, 3]), [30, 0, 0])),
      { wall: 2 },
      context,
    );
    expectSound(model.parts[0], 2);
    expectSound(model.parts[1], 1);
    expect(context.findings.map(({ code, message }) => `${code} ${message}`)).toEqual([
      expect.stringMatching(/^not-hollowed part 2 .* 3\.0 mm thick/),
    ]);
  });

  it('says how thick it is where nothing can be hollowed, and what voxels a wall needs', async () => {
    await expect(hollow(named(boxMesh([0, 0, 0], [20, 20, 3])), { wall: 2 })).rejects.toThrow(
      /3\.0 mm thick at most/,
    );
    await expect(hollow(named(ballMesh(8)), { wall: 20 })).rejects.toThrow(/thick at most/);
    await expect(hollow(named(ballMesh(8)), { wall: 0.2 })).rejects.toThrow(/too thin for voxels/);
    await expect(hollow(named(ballMesh(8)), { wall: 2, smallest: 1e6 })).rejects.toThrow(/less than 1000000/);
  });
});
