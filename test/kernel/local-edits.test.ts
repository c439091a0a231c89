// Edits here and there: the mesh stays closed and manifold, what is taken back was never done, and faults are all seen.
import { describe, expect, it } from 'vitest';
import { bodyOf } from '../../src/core/print-model.js';
import { compactBody } from '../../src/kernel/compact-body.js';
import { localEdits, placeOf } from '../../src/kernel/local-edits.js';
import { localFaults } from '../../src/kernel/local-faults.js';
import { selfIntersections } from '../../src/kernel/self-intersections.js';
import { topologyOf } from '../../src/kernel/topology.js';
import { triangleTree } from '../../src/kernel/triangle-tree.js';
import { seeded } from '../fixtures/masks.js';
import { torusMesh } from '../fixtures/shapes.js';

describe('localEdits', () => {
  it('keeps a manifold, takes back all of it, and counts what the search finds', () => {
    const mesh = torusMesh(10, 3, 24, 12);
    const body = bodyOf(mesh, 'anatomy');
    const edits = localEdits(body);
    const reach = 2;
    const faults = localFaults(edits, triangleTree(mesh), reach);
    const random = seeded(7);
    const pick = (n: number): number => Math.floor(n * random());
    const state = () => [
      edits.positions.slice(),
      edits.corners.slice(),
      [...edits.turned],
      [...edits.changed],
    ];
    let done = 0;
    for (let n = 0; n < 400; n++) {
      const t = pick(edits.corners.length / 3);
      const [u, v] = [edits.corners[3 * t], edits.corners[3 * t + 1]];
      if (u === 0xffffffff) continue;
      const before = state();
      edits.begin();
      const [x, y, z] = placeOf(edits, u);
      const lift = (): boolean => {
        edits.move(u, [x, y + 0.3, z]);
        return true;
      };
      const made = n % 3 === 0 ? edits.merge(u, v) : n % 3 === 1 ? edits.turn(u, v) : lift();
      const tooFar = made && edits.farness(u, placeOf(edits, u)) > 1;
      if (!made || tooFar || n % 2 === 0) {
        edits.undo();
        expect(state()).toEqual(before);
        for (const w of [u, v])
          for (const f of edits.around(w)) expect(edits.corners.subarray(3 * f, 3 * f + 3)).toContain(w);
      } else done++;
    }
    expect(done).toBeGreaterThan(50);
    const { body: after, faces } = compactBody(edits.positions, edits.corners, edits.origin);
    const { openEdges, nonManifoldEdges, misorientedEdges, nonManifoldVertices, euler } = topologyOf(
      after.mesh,
    );
    expect(
      [openEdges, nonManifoldEdges, misorientedEdges, nonManifoldVertices].map(({ count }) => count),
    ).toEqual([0, 0, 0, 0]);
    expect(euler).toBe(0);
    const pairs = selfIntersections(after.mesh);
    expect(pairs.length).toBeGreaterThan(0);
    const flat = topologyOf(after.mesh).degenerateTriangles.count;
    expect(faults.count(faults.watch([...faces]))).toBe(pairs.length / 2 + flat);
    const sick = new Set([...pairs].map((t) => faces[t]));
    for (const t of faces) expect(faults.partner(t) >= 0).toBe(sick.has(t));
  });
});
