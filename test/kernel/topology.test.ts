// Known answers for how the triangles of small meshes hang together.
import { describe, expect, it } from 'vitest';
import type { Mesh } from '../../src/core/mesh.js';
import { type Topology, topologyOf } from '../../src/kernel/topology.js';
import { ball, box, flipped, meshOf, random, together, torus } from './solids.js';

const counts = (t: Topology) => ({
  open: t.openEdges.count,
  crowded: t.nonManifoldEdges.count,
  same: t.misorientedEdges.count,
  pinched: t.nonManifoldVertices.count,
  double: t.duplicateTriangles.count,
  flat: t.degenerateTriangles.count,
  coincident: t.coincidentVertices.count,
});
const clean = { open: 0, crowded: 0, same: 0, pinched: 0, double: 0, flat: 0, coincident: 0 };
const tetrahedron = meshOf([0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1], [0, 2, 1, 0, 1, 3, 0, 3, 2, 1, 2, 3]);
const without = (mesh: Mesh, ...gone: number[]): Mesh => ({
  positions: mesh.positions,
  triangles: mesh.triangles.filter((_, h) => !gone.includes(Math.floor(h / 3))),
});
const plus = (mesh: Mesh, ...more: number[]): Mesh => ({
  positions: mesh.positions,
  triangles: Uint32Array.from([...mesh.triangles, ...more]),
});

describe('topologyOf', () => {
  it.each([
    ['a tetrahedron', tetrahedron, 0, 1, 1 / 6],
    ['a box', box([1, 2, 3], [2, 3, 4]), 0, 1, 24],
    ['an inside-out box', flipped(box([1, 2, 3], [2, 3, 4])), 0, 1, -24],
    ['a ring', torus(10, 3, 24, 12), 1, 1, null],
    ['a ball', ball(2, 5), 0, 1, null],
    ['two rings', together(torus(10, 3, 24, 12), torus(5, 1, 8, 8)), 2, 2, null],
    ['nothing', meshOf([], []), 0, 0, null],
  ])('finds no fault in %s', (_, mesh, genus, parts, volume) => {
    const t = topologyOf(mesh);
    expect(counts(t)).toEqual(clean);
    expect(t.genus).toBe(genus);
    expect(t.components.length).toBe(parts);
    if (volume !== null) expect(t.components[0].volume).toBeCloseTo(volume, 12);
  });

  it('tells a box with a cavity as two components of opposite volume', () => {
    const t = topologyOf(together(box([0, 0, 0], [4, 4, 4]), flipped(box([1, 1, 1], [2, 2, 2]))));
    expect(t.components).toEqual([
      { triangles: 12, first: 0, volume: 64 },
      { triangles: 12, first: 12, volume: -8 },
    ]);
    expect(t.genus).toBe(0);
  });

  it('finds the rim of an open box, and no pinched vertex on it', () => {
    const t = topologyOf(without(box([0, 0, 0], [1, 1, 1]), 10, 11));
    expect(counts(t)).toEqual({ ...clean, open: 4 });
    expect([...t.openEdges.places].sort()).toEqual([
      [0, 0.5, 1],
      [0.5, 0, 1],
      [0.5, 1, 1],
      [1, 0.5, 1],
    ]);
    expect(t.genus).toBeNull();
  });

  it('finds a vertex where two solids meet', () => {
    const bowTie = meshOf(
      [0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1, -1, 0, 0, 0, -1, 0, 0, 0, -1],
      [0, 2, 1, 0, 1, 3, 0, 3, 2, 1, 2, 3, 0, 4, 5, 0, 6, 4, 0, 5, 6, 4, 6, 5],
    );
    const t = topologyOf(bowTie);
    expect(counts(t)).toEqual({ ...clean, pinched: 1 });
    expect(t.nonManifoldVertices.places).toEqual([[0, 0, 0]]);
    expect(t.components.length).toBe(2);
  });

  it('finds an edge of four triangles and its pinched ends', () => {
    const p = [0, 0, 0, 0, 0, 1, 1, 0, 0, 0, 1, 0, -1, 0, 0, 0, -1, 0];
    const t = topologyOf(meshOf(p, [0, 2, 3, 1, 3, 2, 0, 3, 1, 0, 1, 2, 0, 4, 5, 1, 5, 4, 0, 5, 1, 0, 1, 4]));
    expect(counts(t)).toEqual({ ...clean, crowded: 1, pinched: 2 });
    expect(t.nonManifoldEdges.places).toEqual([[0, 0, 0.5]]);
    expect(t.components.length).toBe(1);
  });

  it('finds the three edges of a triangle turned round', () => {
    const b = box([0, 0, 0], [1, 1, 1]);
    const [x, y, z] = b.triangles;
    expect(counts(topologyOf(plus(without(b, 0), x, z, y)))).toEqual({ ...clean, same: 3 });
  });

  it('finds the seam of a Möbius band', () => {
    const n = 7;
    const p: number[] = [];
    const t: number[] = [];
    for (let i = 0; i < n; i++) {
      const u = (2 * Math.PI * i) / n;
      for (const w of [-1, 1]) {
        const r = 5 + w * Math.cos(u / 2);
        p.push(r * Math.cos(u), r * Math.sin(u), w * Math.sin(u / 2));
      }
      const [a, b] = [2 * i, 2 * i + 1];
      const [c, d] = i === n - 1 ? [1, 0] : [a + 2, b + 2];
      t.push(a, c, b, b, c, d);
    }
    const found = topologyOf(meshOf(p, t));
    expect(counts(found)).toEqual({ ...clean, open: 2 * n, same: 1 });
    expect(found.genus).toBeNull();
  });

  it('finds a copied triangle, turned or inside out', () => {
    expect(counts(topologyOf(plus(tetrahedron, 2, 1, 0)))).toEqual({
      ...clean,
      double: 1,
      crowded: 3,
      pinched: 3,
    });
    expect(counts(topologyOf(plus(tetrahedron, 1, 2, 0, 3, 1, 2))).double).toBe(2);
    const pillow = topologyOf(meshOf([0, 0, 0, 1, 0, 0, 0, 1, 0], [0, 1, 2, 2, 1, 0]));
    expect(counts(pillow)).toEqual({ ...clean, double: 1 });
  });

  it('decides flatness exactly', () => {
    const flat = [0.1, 0.2, 0.3, 0.2, 0.4, 0.6].map(Math.fround);
    const third = (up: number): number[] => [
      Math.fround(2 * flat[3] - flat[0]),
      Math.fround(2 * flat[4] - flat[1]) + up,
      Math.fround(2 * flat[5] - flat[2]),
    ];
    const onLine = topologyOf(meshOf([0.5, 0.25, 0, 1, 0.5, 0, 1e6, 5e5, 0], [0, 1, 2, 0, 1, 1]));
    expect(onLine.degenerateTriangles.count).toBe(2);
    expect(topologyOf(meshOf([...flat, ...third(2 ** -24)], [0, 1, 2])).degenerateTriangles.count).toBe(0);
    const needle = meshOf([0, 0, 0, 1000, 0, 0, 500, 1e-30, 0], [0, 1, 2]);
    expect(topologyOf(needle).degenerateTriangles.count).toBe(0);
  });

  it('finds vertices at one place', () => {
    const t = topologyOf(meshOf([0, 0, 0, 1, 0, 0, -0, 0, 0, 1, 0, 0, 0, 1, 0], [0, 1, 4]));
    expect(t.coincidentVertices.count).toBe(2);
    expect([...t.coincidentVertices.at]).toEqual([2, 3]);
    expect(t.unusedVertices).toBe(2);
  });

  it('agrees with counting edges in a table, on random triangles', () => {
    const next = random(7);
    for (let round = 0; round < 50; round++) {
      const t = Array.from({ length: 60 }, () => Math.floor(next() * 9));
      const mesh = meshOf(Array.from({ length: 27 }, next), t);
      const ends = new Map<string, string[]>();
      const triples = new Map<string, number>();
      for (let h = 0; h < t.length; h += 3) {
        const c = t.slice(h, h + 3);
        if (new Set(c).size < 3) continue;
        const key = [...c].sort().join();
        triples.set(key, (triples.get(key) ?? 0) + 1);
        for (let k = 0; k < 3; k++) {
          const edge = [c[k], c[(k + 1) % 3]];
          const list = ends.get([...edge].sort().join()) ?? [];
          ends.set([...edge].sort().join(), [...list, edge.join()]);
        }
      }
      const lists = [...ends.values()];
      const found = topologyOf(mesh);
      expect(found.openEdges.count).toBe(lists.filter((l) => l.length === 1).length);
      expect(found.nonManifoldEdges.count).toBe(lists.filter((l) => l.length > 2).length);
      expect(found.misorientedEdges.count).toBe(lists.filter((l) => l.length === 2 && l[0] === l[1]).length);
      expect(found.duplicateTriangles.count).toBe([...triples.values()].reduce((n, m) => n + m - 1, 0));
    }
  });
});
