// The complex of any labels: closed parts that share what lies between them.
import { describe, expect, it } from 'vitest';
import { type Mesh, signedVolume } from '../../src/core/mesh.js';
import type { PartFaces } from '../../src/core/shared-surfaces.js';
import { type LabelsComplex, labelsComplex } from '../../src/kernel/labels-complex.js';
import { safePlaces } from '../../src/kernel/labels-safe.js';
import { regionMeshes } from '../../src/kernel/region-meshes.js';
import { selfIntersections } from '../../src/kernel/self-intersections.js';
import { checkMesh } from '../../src/solid/check-mesh.js';
import { seeded } from '../fixtures/masks.js';

const facesOf = (complex: LabelsComplex) => ({ ...complex, positions: Float32Array.from(complex.places) });

const meshIn = (faces: PartFaces, region: number): Mesh => regionMeshes(faces, 9).meshOf(region);

describe('labelsComplex', () => {
  it.each([2, 3, 5, 9])('of noise of %d labels bounds each by a sound surface', (labels) => {
    const random = seeded(labels);
    const region = Uint16Array.from({ length: 7 * 6 * 5 }, () => Math.floor(random() * labels));
    const faces = facesOf(labelsComplex({ size: [7, 6, 5], region }));
    expect(selfIntersections(faces).length).toBe(0);
    let sum = 0;
    for (let n = 1; n < labels; n++) {
      const facts = checkMesh(meshIn(faces, n));
      expect(facts).toMatchObject({
        closed: true,
        manifold: true,
        orientedOutward: true,
        selfIntersections: 0,
        coincidentVertices: 0,
        degenerateTriangles: 0,
      });
      sum += facts.volume;
    }
    expect(sum).toBeCloseTo(signedVolume(meshIn(faces, 0)), 9);
  });

  it('stays sound wherever in their simplices the vertices are', () => {
    const random = seeded(7);
    const region = Uint16Array.from({ length: 6 ** 3 }, () => Math.floor(random() * 4));
    const complex = labelsComplex({ size: [6, 6, 6], region });
    const wild = complex.places.map((x) => x + 2 * (random() - 0.5));
    const places = safePlaces(wild, complex);
    expect(selfIntersections(facesOf({ ...complex, places })).length).toBe(0);
  });

  it('gives a single voxel a small body around it, and nothing where there is no label', () => {
    const region = new Uint16Array(27);
    expect(labelsComplex({ size: [3, 3, 3], region }).front.length).toBe(0);
    region[13] = 4;
    const faces = facesOf(labelsComplex({ size: [3, 3, 3], region }));
    expect([...new Set(faces.back)]).toEqual([4]);
    expect(checkMesh(meshIn(faces, 4))).toMatchObject({ triangles: 24, genus: 0, parts: 1 });
  });

  it('has no direction that is better than another', () => {
    const ways = [-1, 0, 1];
    for (const k of ways)
      for (const j of ways)
        for (const i of ways) {
          const apart = Math.abs(i) + Math.abs(j) + Math.abs(k);
          if (apart === 0) continue;
          const region = new Uint16Array(125);
          const other = 2 + i + 5 * (2 + j + 5 * (2 + k));
          region[62] = 1;
          region[other] = 2;
          const two = labelsComplex({ size: [5, 5, 5], region });
          // Labels touch across faces alone; one label holds together across edges too.
          expect(two.front.some((part) => part === 1)).toBe(apart === 1);
          region[other] = 1;
          const one = facesOf(labelsComplex({ size: [5, 5, 5], region }));
          expect(checkMesh(meshIn(one, 1)).parts).toBe(apart === 3 ? 2 : 1);
        }
  });
});
