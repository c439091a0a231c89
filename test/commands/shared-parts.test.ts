// The parts of a label map as the command makes them: neighbours share what lies between them, to the last bit.
import { describe, expect, it } from 'vitest';
import { makeParts } from '../../src/commands/make-parts.js';
import { type Mesh, signedVolume } from '../../src/core/mesh.js';
import type { Scan } from '../../src/core/scan.js';
import { labelsIn } from '../../src/kernel/labels-in.js';
import { selfIntersections } from '../../src/kernel/self-intersections.js';
import type { Given } from '../../src/run.js';
import { ballInShell, checkered, labelMap, threeBlocks } from '../fixtures/label-maps.js';
import { seeded } from '../fixtures/masks.js';
import { tilted } from '../volume/scan-of.js';

const affine = tilted([1, 1.2, 1.5], 0.3, 0.2, [3, -8, 5], true);

async function partsOf(scan: Scan, given: Given = {}) {
  const ids = scan.voxels instanceof Int16Array ? labelsIn(scan.voxels) : [];
  const wanted = ids.map((id) => ({ name: `label-${id}`, colour: null, labels: [id] }));
  return makeParts(scan, wanted, { given });
}

const corner = ({ positions }: Mesh, v: number): string => positions.subarray(3 * v, 3 * v + 3).join();

/** All parts as one mesh that shares vertices; each triangle once, and what its other side belongs to. */
function together(meshes: readonly Mesh[]) {
  const numbers = new Map<string, number>();
  const positions: number[] = [];
  const faces = new Map<string, readonly [number, number, number]>();
  let shared = 0;
  for (const mesh of meshes)
    for (let h = 0; h < mesh.triangles.length; h += 3) {
      const [a, b, c] = [0, 1, 2].map((k) => {
        const v = mesh.triangles[h + k];
        const key = corner(mesh, v);
        const known = numbers.get(key);
        if (known !== undefined) return known;
        positions.push(...mesh.positions.subarray(3 * v, 3 * v + 3));
        numbers.set(key, numbers.size);
        return numbers.size - 1;
      });
      const turn = (x: number, y: number, z: number): string =>
        x < y && x < z ? [x, y, z].join() : y < z ? [y, z, x].join() : [z, x, y].join();
      if (faces.delete(turn(a, c, b))) shared++;
      else faces.set(turn(a, b, c), [a, b, c]);
    }
  const outer = {
    positions: Float32Array.from(positions),
    triangles: Uint32Array.from([...faces.values()].flat()),
  };
  return { outer, shared };
}

async function shares(scan: Scan, given: Given = {}) {
  const { made, findings } = await partsOf(scan, given);
  const meshes = made.map(({ part }) => part.mesh);
  const { outer, shared } = together(meshes);
  const sum = meshes.reduce((whole, mesh) => whole + signedVolume(mesh), 0);
  expect(shared).toBeGreaterThan(0);
  expect(Math.abs(sum / signedVolume(outer) - 1)).toBeLessThan(1e-6);
  for (const { facts } of made)
    expect(facts.mesh).toMatchObject({
      closed: true,
      manifold: true,
      orientedOutward: true,
      selfIntersections: 0,
      coincidentVertices: 0,
      degenerateTriangles: 0,
    });
  return { made, findings, outer };
}

describe('parts of a label map', () => {
  it('share what lies between them, within the tolerance, with as few triangles as it allows', async () => {
    const { made, findings, outer } = await shares(threeBlocks(affine), { decimate: { tolerance: 0.1 } });
    expect(findings).toEqual([]);
    expect(selfIntersections(outer).length).toBe(0);
    for (const { facts } of made) {
      const [found, last] = facts.ledger;
      expect(last.triangles).toBeLessThan(0.5 * found.triangles);
      for (const way of [last.toReference, last.fromReference]) expect(way?.bound).toBeLessThan(0.1 + 1e-6);
      expect(facts.steps.map(({ name }) => name)).toEqual(['share', 'decimate', 'solid']);
    }
  });

  it.each([
    ['a ball in its shell', ballInShell(affine)],
    ['eight labels at every corner', checkered(affine)],
  ])('do so as %s', async (_, scan) => {
    expect((await shares(scan)).findings).toEqual([]);
  });

  it('do so in noise', async () => {
    const random = seeded(21);
    const scan = labelMap([8, 7, 7], affine, () => Math.floor(random() * 4));
    expect((await shares(scan, { decimate: { tolerance: 0.3 } })).findings).toEqual([]);
  });

  it('come to a share or a number of triangles', async () => {
    const whole = await shares(ballInShell(affine), { decimate: { keep: 1 } });
    const all = whole.made.map(({ facts }) => facts.mesh.triangles);
    const tenth = await shares(ballInShell(affine), { decimate: { keep: 0.3, tolerance: 1 } });
    tenth.made.forEach(({ facts }, n) => {
      expect(facts.mesh.triangles / all[n]).toBeGreaterThan(0.1);
      expect(facts.mesh.triangles / all[n]).toBeLessThan(0.5);
    });
    const few = await shares(ballInShell(affine), { decimate: { triangles: 600, tolerance: 1 } });
    const count = few.made.reduce((sum, { facts }) => sum + facts.mesh.triangles, 0);
    expect(Math.abs(count / 1200 - 1)).toBeLessThan(0.1);
  });

  it('do so in a draft, of which nothing is proven', async () => {
    const { made, findings } = await partsOf(threeBlocks(affine), {
      solid: { draft: true },
      decimate: { draft: true },
    });
    expect(findings.map(({ code }) => code)).toEqual(['draft']);
    expect(made.map(({ facts }) => facts.ledger)).toEqual([[], [], []]);
    expect(together(made.map(({ part }) => part.mesh)).shared).toBeGreaterThan(0);
  });

  it('are made apart where something works on one part alone', async () => {
    const { findings } = await partsOf(threeBlocks(affine), { open: { by: 1 } });
    expect(findings.map(({ code }) => code)).toContain('boundaries-not-shared');
  });
});
