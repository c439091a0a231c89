// What booleans leave behind is mended: sound afterwards, near where it was, and untouched where it was sound.
import { describe, expect, it } from 'vitest';
import { UserError } from '../../src/core/errors.js';
import { type Mesh, signedVolume } from '../../src/core/mesh.js';
import { type Body, bodyOf, originNumber } from '../../src/core/print-model.js';
import { booleans } from '../../src/kernel/booleans.js';
import { finished } from '../../src/kernel/finished.js';
import { mended, mostMended } from '../../src/kernel/mend-body.js';
import { nearestTriangle } from '../../src/kernel/nearest-triangle.js';
import { triangleTree } from '../../src/kernel/triangle-tree.js';
import { checkMesh } from '../../src/solid/check-mesh.js';
import { ballMesh, boxMesh, movedMesh, together, torusMesh } from '../fixtures/shapes.js';

const sound = {
  closed: true,
  manifold: true,
  orientedOutward: true,
  degenerateTriangles: 0,
  duplicateTriangles: 0,
  coincidentVertices: 0,
  selfIntersections: 0,
};

/** Far from the origin, where float32 is coarse, as patients are. */
const far = [137.123, -90.456, 250.789] as const;

/** The farthest that a vertex of one lies from the surface of the other, mm. */
function farthest(from: Mesh, to: Mesh): number {
  const nearest = nearestTriangle(triangleTree(to));
  let most = 0;
  for (let v = 0; v < from.positions.length; v += 3) {
    nearest.slotAt(from.positions[v], from.positions[v + 1], from.positions[v + 2], -1);
    most = Math.max(most, nearest.distance());
  }
  return most;
}

describe('mended', () => {
  it('gives back what is sound as it is', () => {
    const body = bodyOf(movedMesh(torusMesh(20, 5), far), 'anatomy');
    expect(mended(body, 'it')).toBe(body);
  });

  it('mends what a copy turned by a hair leaves, near where it was, and the same each time', async () => {
    const shapes = await booleans();
    const one = shapes.solid(bodyOf(movedMesh(ballMesh(20, 48), far), 'anatomy'), 'one');
    let faulty = 0;
    for (const by of [
      [1e-3, 2e-3, 5e-4],
      [3e-5, 1e-5, 2e-5],
      [1e-2, 3e-3, 2e-2],
    ] as const) {
      const two = shapes.marked(one.translate([...by]), originNumber('support'));
      for (const raw of [shapes.union([one, two]), shapes.difference(one, [two])]) {
        const before = shapes.body(raw, 'it');
        const facts = checkMesh(before.mesh);
        faulty += facts.degenerateTriangles + facts.coincidentVertices + (facts.selfIntersections ?? 0);
        let after: Body;
        try {
          after = mended(before, 'it');
        } catch (error) {
          // A sickle that is a film all over.
          expect(error).toBeInstanceOf(UserError);
          continue;
        }
        expect(checkMesh(after.mesh)).toMatchObject(sound);
        expect(after.origin.length).toBe(after.mesh.triangles.length / 3);
        expect(farthest(after.mesh, before.mesh)).toBeLessThan(mostMended);
        if (facts.volume > 1000) expect(farthest(before.mesh, after.mesh)).toBeLessThan(mostMended);
        expect(mended(before, 'it')).toEqual(after);
      }
    }
    expect(faulty).toBeGreaterThan(10);
  });

  it('parts vertices that share a place, and triangles without area', () => {
    // Two boxes that touch at a corner; a box with a flat triangle on an edge.
    const touching = together(boxMesh([0, 0, 0], [1, 2, 3]), boxMesh([1, 2, 3], [5, 6, 7]));
    expect(checkMesh(touching).coincidentVertices).toBe(1);
    const apart = mended(bodyOf(touching, 'anatomy'), 'it');
    expect(checkMesh(apart.mesh)).toMatchObject(sound);
    expect(signedVolume(apart.mesh)).toBeCloseTo(6 + 64, 1);

    const { positions, triangles } = boxMesh([0, 0, 0], [2, 2, 2]);
    const [a, b, c] = triangles;
    const middle = [0, 1, 2].map((d) => (positions[3 * a + d] + positions[3 * b + d]) / 2);
    // The first triangle and a flat one take the place of the first.
    const flat = {
      positions: Float32Array.from([...positions, ...middle]),
      triangles: Uint32Array.from([a, 8, c, 8, b, c, a, b, 8, ...triangles.subarray(3)]),
    };
    expect(checkMesh(flat)).toMatchObject({ closed: true, degenerateTriangles: 1 });
    const whole = mended(bodyOf(flat, 'anatomy'), 'it');
    expect(checkMesh(whole.mesh)).toMatchObject(sound);
    expect(signedVolume(whole.mesh)).toBeCloseTo(8, 2);
  });

  it('drops films, and keeps thin walls that have room', () => {
    const box = boxMesh([0, 0, 0], [4, 4, 4]);
    const film = boxMesh([10, 0, 0], [14, 4, 0.0002]);
    const wall = boxMesh([20, 0, 0], [24, 4, 0.01]);
    const { mesh } = mended(bodyOf(together(box, film, wall), 'anatomy'), 'it');
    expect(checkMesh(mesh)).toMatchObject({ ...sound, parts: 2, vertices: 16 });
    expect(() => mended(bodyOf(film, 'anatomy'), 'it')).toThrow(UserError);
  });

  it('says where, if it cannot', () => {
    const crossing = together(boxMesh([0, 0, 0], [4, 4, 4]), boxMesh([1, 1, 1], [5, 5, 5]));
    expect(() => mended(bodyOf(crossing, 'anatomy'), 'bone')).toThrow(/bone: .* mm/);
  });

  it('keeps origins, and faces that were cut flat', async () => {
    const shapes = await booleans();
    const bone = shapes.solid(bodyOf(movedMesh(torusMesh(20, 5, 300, 150), far), 'anatomy'), 'bone');
    const [above] = shapes.split(bone, [0, 0, 1], 250.75);
    const { mesh, origin } = finished(shapes, above, 'bone');
    expect(checkMesh(mesh)).toMatchObject(sound);
    let cut = 0;
    for (let t = 0; t < origin.length; t++) {
      if (origin[t] !== originNumber('cut')) continue;
      cut++;
      for (let k = 0; k < 3; k++) expect(mesh.positions[3 * mesh.triangles[3 * t + k] + 2]).toBe(250.75);
    }
    expect(cut).toBeGreaterThan(100);
  });
});
