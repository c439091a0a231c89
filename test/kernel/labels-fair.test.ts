// Surfaces between parts: sound, shared, near their voxels, and where they belong.
import { describe, expect, it } from 'vitest';
import { quietContext } from '../../src/core/context.js';
import { type Affine, determinant, type Vec3 } from '../../src/core/grid.js';
import { boundsOf, type Mesh, signedVolume } from '../../src/core/mesh.js';
import type { Scan } from '../../src/core/scan.js';
import type { PartFaces } from '../../src/core/shared-surfaces.js';
import { labelRegions } from '../../src/kernel/label-regions.js';
import { labelsFair } from '../../src/kernel/labels-fair.js';
import { labelsIn } from '../../src/kernel/labels-in.js';
import { regionMeshes } from '../../src/kernel/region-meshes.js';
import { selfIntersections } from '../../src/kernel/self-intersections.js';
import { checkMesh } from '../../src/solid/check-mesh.js';
import { ballInShell, checkered, labelMap, placeOf, specks, threeBlocks } from '../fixtures/label-maps.js';
import { seeded } from '../fixtures/masks.js';
import { tilted } from '../volume/scan-of.js';

const meshIn = (faces: PartFaces, region: number): Mesh => regionMeshes(faces, 9).meshOf(region);

const oblique = tilted([1, 1.2, 1.5], 0.3, 0.2, [3, -8, 5]);
const mirrored: Affine = [-1, 0, 0, 20, 0, 1.1, 0, 0, 0, 0.3, 2, -9];
const frames: readonly (readonly [string, Affine])[] = [
  ['an oblique', oblique],
  ['a mirrored, sheared', mirrored],
];

async function surfacesOf({ voxels, ...scan }: Scan) {
  const ids = voxels instanceof Int16Array ? labelsIn(voxels) : [];
  const regions = labelRegions(
    { ...scan, voxels },
    ids.map((id) => [id]),
  );
  const { faces } = await labelsFair(regions, quietContext);
  const voxel = Math.abs(determinant(scan.grid.affine));
  const parts = ids.map((id, n) => {
    const mesh = meshIn(faces, n + 1);
    return { id, mesh, facts: checkMesh(mesh), voxels: regions.voxels[n + 1] * voxel };
  });
  return { faces, parts, all: signedVolume(meshIn(faces, 0)) };
}

async function sound(scan: Scan) {
  const { faces, parts, all } = await surfacesOf(scan);
  expect(selfIntersections(faces).length).toBe(0);
  for (const { facts } of parts)
    expect(facts).toMatchObject({
      closed: true,
      manifold: true,
      orientedOutward: true,
      coincidentVertices: 0,
      degenerateTriangles: 0,
    });
  const sum = parts.reduce((whole, { facts }) => whole + facts.volume, 0);
  expect(Math.abs(sum / all - 1)).toBeLessThan(1e-6);
  return parts;
}

describe.each(frames)('on %s grid', (_, affine) => {
  it('three blocks hold what their voxels do, and lie where these lie', async () => {
    const parts = await sound(threeBlocks(affine));
    for (const { facts, voxels } of parts) expect(Math.abs(facts.volume / voxels - 1)).toBeLessThan(0.08);
    const middles: readonly Vec3[] = [
      [16.5, 9.5, 8.5],
      [7.5, 12, 8.5],
      [7.5, 6, 8.5],
    ];
    parts.forEach(({ mesh }, n) => {
      const { min, max } = boundsOf(mesh);
      const at = placeOf(affine, middles[n]);
      for (const d of [0, 1, 2]) expect(Math.abs((min[d] + max[d]) / 2 - at[d])).toBeLessThan(0.5);
    });
  });

  it('a ball keeps its shell, and both their volumes', async () => {
    const parts = await sound(ballInShell(affine));
    for (const { facts, voxels } of parts) expect(Math.abs(facts.volume / voxels - 1)).toBeLessThan(0.05);
    expect(parts.map(({ facts }) => facts.parts)).toEqual([1, 2]);
  });

  it('what is a voxel small, or is nothing but corners, is there and sound', async () => {
    expect((await sound(specks(affine))).map(({ id }) => id)).toEqual([1, 2, 3, 4]);
    expect((await sound(checkered(affine))).length).toBe(8);
  });

  it('noise is sound', async () => {
    const random = seeded(11);
    await sound(labelMap([7, 6, 6], affine, () => Math.floor(random() * 5)));
  });
});

describe('labelsFair', () => {
  it('takes the steps off a slanted plane between two parts', async () => {
    const parts = await sound(
      labelMap([40, 24, 24], [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0], ([i, j, k]) => {
        if (Math.hypot(j - 12, k - 12) > 9 || i < 3 || i > 36) return 0;
        return k > 0.17 * i + 9 ? 1 : 2;
      }),
    );
    const [{ mesh }, other] = parts;
    const shared = new Set<string>();
    const key = (p: Float32Array, v: number): string => p.subarray(3 * v, 3 * v + 3).join();
    for (let v = 0; v < other.mesh.positions.length / 3; v++) shared.add(key(other.mesh.positions, v));
    let squares = 0;
    let count = 0;
    for (let v = 0; v < mesh.positions.length / 3; v++) {
      const [x, y, z] = mesh.positions.subarray(3 * v, 3 * v + 3);
      if (!shared.has(key(mesh.positions, v)) || Math.abs(y - 12) > 5 || x < 8 || x > 31) continue;
      squares += ((z - 0.17 * x - 9) / Math.hypot(1, 0.17)) ** 2;
      count++;
    }
    expect(count).toBeGreaterThan(300);
    // The steps themselves are 0.29 of a voxel off, root mean square.
    expect(Math.sqrt(squares / count)).toBeLessThan(0.1);
  });
});
