// Whether two solids have room in common, decided exactly; walls that they share triangle by triangle are none.
import { boundsOf, type Mesh } from '../core/mesh.js';
import { edgesOf } from './edges.js';
import { placesOf } from './places.js';
import { selfIntersections } from './self-intersections.js';
import { shellsAround } from './shells-around.js';
import { componentsOf } from './topology.js';
import { trees } from './trees.js';

/**
 * True where surfaces cross or touch other than in whole triangles, edges or vertices that both have at the same places, or
 * where one lies inside the other. Each mesh is closed, oriented outward and free of self-intersection. Only what lies in
 * the box that both have in common is compared.
 */
export function bodiesOverlap(a: Mesh, b: Mesh): boolean {
  const box = commonBox(a, b);
  if (box === null) return false;
  const [ofA, ofB] = [within(a, box), within(b, box)];
  const both = welded(ofA, ofB);
  if (both === null || selfIntersections(both.mesh, 1).length > 0) return true;
  return liesIn(a, b, box, both.shared) || liesIn(b, a, box, both.shared);
}

type Box = { readonly min: readonly number[]; readonly max: readonly number[] };

/** Null where they have none, or one without room. */
function commonBox(a: Mesh, b: Mesh): Box | null {
  const [p, q] = [boundsOf(a), boundsOf(b)];
  const min = p.min.map((low, d) => Math.max(low, q.min[d]));
  const max = p.max.map((high, d) => Math.min(high, q.max[d]));
  return min.every((low, d) => low < max[d]) ? { min, max } : null;
}

interface Piece {
  readonly of: Mesh;
  readonly faces: Uint32Array;
}

/** The triangles that touch the box. */
function within(of: Mesh, { min, max }: Box): Piece {
  const { positions: p, triangles } = of;
  const faces = new Uint32Array(triangles.length / 3);
  let n = 0;
  for (let t = 0; t < faces.length; t++) {
    const a = 3 * triangles[3 * t];
    const b = 3 * triangles[3 * t + 1];
    const c = 3 * triangles[3 * t + 2];
    let touches = true;
    for (let d = 0; d < 3; d++)
      if (Math.max(p[a + d], p[b + d], p[c + d]) < min[d] || Math.min(p[a + d], p[b + d], p[c + d]) > max[d])
        touches = false;
    if (touches) faces[n++] = t;
  }
  return { of, faces: faces.subarray(0, n) };
}

/** Nine numbers a triangle. */
function cornersOf({ of: { positions, triangles }, faces }: Piece): Float32Array {
  const corners = new Float32Array(9 * faces.length);
  for (let n = 0; n < 3 * faces.length; n++) {
    const v = 3 * triangles[3 * faces[Math.floor(n / 3)] + (n % 3)];
    for (let d = 0; d < 3; d++) corners[3 * n + d] = positions[v + d];
  }
  return corners;
}

type Shared = ReadonlyMap<Mesh, ReadonlySet<number>>;

/** Both as one mesh without the triangles that they share back to back; null where they share one facing the same way. */
function welded(a: Piece, b: Piece): { readonly mesh: Mesh; readonly shared: Shared } | null {
  const count = a.faces.length;
  const all = count + b.faces.length;
  const positions = new Float32Array(9 * all);
  positions.set(cornersOf(a));
  positions.set(cornersOf(b), 9 * count);
  const { first } = placesOf(positions);
  const lowest = (t: number): number => Math.min(first[3 * t], first[3 * t + 1], first[3 * t + 2]);
  const byLowest = new Map<number, number[]>();
  // A triangle of b whose corners are all places of a may be one of a.
  for (let t = count; t < all; t++) {
    if (Math.max(first[3 * t], first[3 * t + 1], first[3 * t + 2]) >= 3 * count) continue;
    const own = byLowest.get(lowest(t));
    if (own === undefined) byLowest.set(lowest(t), [t]);
    else own.push(t);
  }
  const gone = new Uint8Array(all);
  const shared = new Map([a, b].map(({ of }) => [of, new Set<number>()]));
  for (let s = 0; s < count; s++)
    for (const t of byLowest.get(lowest(s)) ?? []) {
      const turn = turnBetween(first, s, t);
      if (turn > 0) return null;
      if (turn === 0) continue;
      gone[s] = 1;
      gone[t] = 1;
      shared.get(a.of)?.add(a.faces[s]);
      shared.get(b.of)?.add(b.faces[t - count]);
    }
  const triangles = first.filter((_, h) => gone[Math.floor(h / 3)] === 0);
  return { mesh: { positions, triangles }, shared };
}

/** 1 for the same triangle, −1 for its other side, 0 for another one. */
function turnBetween(corner: Uint32Array, s: number, t: number): number {
  for (let k = 0; k < 3; k++) {
    if (corner[3 * t + k] !== corner[3 * s]) continue;
    const next = corner[3 * t + ((k + 1) % 3)];
    const last = corner[3 * t + ((k + 2) % 3)];
    if (next === corner[3 * s + 1] && last === corner[3 * s + 2]) return 1;
    if (next === corner[3 * s + 2] && last === corner[3 * s + 1]) return -1;
  }
  return 0;
}

interface Shells {
  readonly shellOf: Int32Array;
  readonly boxes: readonly Box[];
}

const known = new WeakMap<Mesh, Shells>();

function shellsOf(mesh: Mesh): Shells {
  const before = known.get(mesh);
  if (before !== undefined) return before;
  const { positions, triangles } = mesh;
  const { componentOf, components } = componentsOf(mesh, edgesOf(triangles, positions.length / 3));
  const boxes = components.map(() => ({
    min: [Infinity, Infinity, Infinity],
    max: [-Infinity, -Infinity, -Infinity],
  }));
  for (let h = 0; h < triangles.length; h++) {
    const { min, max } = boxes[componentOf[Math.floor(h / 3)]];
    for (let d = 0; d < 3; d++) {
      const at = positions[3 * triangles[h] + d];
      if (at < min[d]) min[d] = at;
      if (at > max[d]) max[d] = at;
    }
  }
  const shells = { shellOf: componentOf, boxes };
  known.set(mesh, shells);
  return shells;
}

/** Is a shell of `one` inside the other solid? They don't cross, and all that both are near lies in the box. */
function liesIn(one: Mesh, other: Mesh, box: Box, shared: Shared): boolean {
  const { shellOf, boxes } = shellsOf(one);
  const open = new Set(
    boxes.flatMap(({ min, max }, c) =>
      min.every((low, d) => low >= box.min[d] && max[d] <= box.max[d]) ? [c] : [],
    ),
  );
  if (open.size === 0) return false;
  const tree = trees.of(other);
  for (let t = 0; t < shellOf.length && open.size > 0; t++) {
    // A triangle that both have does not tell on which side the shell lies.
    if (shared.get(one)?.has(t) || !open.delete(shellOf[t])) continue;
    const [x, y, z] = middleOf(one, t);
    if (shellsAround(tree, shellsOf(other).shellOf, x, y, z).length % 2 === 1) return true;
  }
  return false;
}

function middleOf({ positions: p, triangles }: Mesh, t: number): readonly [number, number, number] {
  const [a, b, c] = triangles.subarray(3 * t, 3 * t + 3);
  const mean = (d: number): number => (p[3 * a + d] + p[3 * b + d] + p[3 * c + d]) / 3;
  return [mean(0), mean(1), mean(2)];
}
