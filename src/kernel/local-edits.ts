// A closed mesh of which a few places are edited, one small change at a time, each of which can be taken back.
import type { Vec3 } from '../core/grid.js';
import type { Body } from '../core/print-model.js';
import { noVertex } from './corner-mesh.js';

export interface LocalEdits {
  readonly positions: Float32Array;
  /** Three vertices a triangle; those of a triangle that is gone are `noVertex`. */
  readonly corners: Uint32Array;
  readonly origin: Uint8Array;
  /** Triangles whose shape is none that they had at first but for moved corners. */
  readonly turned: ReadonlySet<number>;
  /** The triangles at a vertex; not to be written to. */
  around(v: number): readonly number[];
  /** The farthest that a vertex, or one merged into it, would have gone from its first place, mm. */
  farness(v: number, place: Vec3): number;
  move(v: number, place: Vec3): void;
  /** Merges the end of an edge into its start, which stays. False, and nothing done, where that would pinch the surface. */
  merge(kept: number, gone: number): boolean;
  /** Turns the edge from u to v to the other two corners of its triangles. False where it is none, or they have an edge. */
  turn(u: number, v: number): boolean;
  /** From here on, changes can be taken back. */
  begin(): void;
  /** Takes back what was done since `begin`. */
  undo(): void;
  /** Triangles that were changed and stand. */
  readonly changed: ReadonlySet<number>;
}

/** `body` is borrowed and copied; its mesh is closed and manifold. 0.1 s per million triangles. */
export function localEdits({ mesh, origin: given }: Body): LocalEdits {
  const home = mesh.positions;
  const positions = home.slice();
  const corners = mesh.triangles.slice();
  const origin = given.slice();
  const { first, at } = trianglesByVertex(corners, positions.length / 3);
  const fans = new Map<number, readonly number[]>();
  const merged = new Map<number, readonly number[]>();
  const turned = new Set<number>();
  const changed = new Set<number>();
  let back: (() => void)[] = [];

  const around = (v: number): readonly number[] => {
    const fan = fans.get(v);
    if (fan !== undefined) return fan;
    const own = Array.from(at.subarray(first[v], first[v + 1]));
    fans.set(v, own);
    return own;
  };
  const setFan = (v: number, fan: readonly number[]): void => {
    const before = around(v);
    back.push(() => fans.set(v, before));
    fans.set(v, fan);
  };
  const note = (set: Set<number>, t: number): void => {
    if (set.has(t)) return;
    back.push(() => set.delete(t));
    set.add(t);
  };
  const setCorners = (t: number, a: number, b: number, c: number): void => {
    const [x, y, z] = corners.subarray(3 * t, 3 * t + 3);
    back.push(() => corners.set([x, y, z], 3 * t));
    corners.set([a, b, c], 3 * t);
    note(changed, t);
  };
  const setOrigin = (t: number, value: number): void => {
    const before = origin[t];
    back.push(() => {
      origin[t] = before;
    });
    origin[t] = value;
  };
  const homesOf = (v: number): readonly number[] => merged.get(v) ?? [v];
  const has = (t: number, v: number): boolean =>
    corners[3 * t] === v || corners[3 * t + 1] === v || corners[3 * t + 2] === v;
  const third = (t: number, u: number, v: number): number => {
    for (let k = 0; k < 3; k++) {
      const w = corners[3 * t + k];
      if (w !== u && w !== v) return w;
    }
    return noVertex;
  };
  const ringOf = (v: number): Set<number> => {
    const ring = new Set<number>();
    for (const t of around(v)) for (let k = 0; k < 3; k++) ring.add(corners[3 * t + k]);
    ring.delete(v);
    return ring;
  };
  /** Those on both sides of the edge, the one in which it runs from u to v first; null where it is no edge of two. */
  const sidesOf = (u: number, v: number): readonly [number, number] | null => {
    const both = around(u).filter((t) => has(t, v));
    if (both.length !== 2) return null;
    const [s, t] = both;
    return runs(corners, s, u, v) ? [s, t] : [t, s];
  };

  return {
    positions,
    corners,
    origin,
    turned,
    changed,
    around,
    farness: (v, place) =>
      Math.max(
        ...homesOf(v).map((h) =>
          Math.hypot(place[0] - home[3 * h], place[1] - home[3 * h + 1], place[2] - home[3 * h + 2]),
        ),
      ),
    move: (v, place) => {
      const before = positions.slice(3 * v, 3 * v + 3);
      back.push(() => positions.set(before, 3 * v));
      positions.set(place, 3 * v);
      for (const t of around(v)) note(changed, t);
    },
    merge: (kept, gone) => {
      const sides = sidesOf(kept, gone);
      if (sides === null) return false;
      const ends = sides.map((t) => third(t, kept, gone));
      const ring = ringOf(kept);
      let shared = 0;
      for (const v of ringOf(gone)) if (ring.has(v)) shared++;
      // The link condition; and no triangle is left lying on its neighbour.
      if (shared !== 2 || ends.some((v) => around(v).length <= 3)) return false;
      const homes = merged.get(kept);
      merged.set(kept, [...homesOf(kept), ...homesOf(gone)]);
      back.push(() => (homes === undefined ? merged.delete(kept) : merged.set(kept, homes)));
      const stay = around(gone).filter((t) => !sides.includes(t));
      for (const t of stay) {
        const [a, b, c] = corners.subarray(3 * t, 3 * t + 3);
        setCorners(t, a === gone ? kept : a, b === gone ? kept : b, c === gone ? kept : c);
      }
      for (const v of ends)
        setFan(
          v,
          around(v).filter((t) => !sides.includes(t)),
        );
      setFan(kept, [...around(kept).filter((t) => !sides.includes(t)), ...stay]);
      setFan(gone, []);
      for (const t of sides) setCorners(t, noVertex, noVertex, noVertex);
      for (const t of around(kept)) note(changed, t);
      return true;
    },
    turn: (u, v) => {
      const sides = sidesOf(u, v);
      if (sides === null) return false;
      const [s, t] = sides;
      const a = third(s, u, v);
      const b = third(t, u, v);
      if (ringOf(a).has(b) || around(u).length <= 3 || around(v).length <= 3) return false;
      const larger = areaOf(positions, corners, s) >= areaOf(positions, corners, t) ? s : t;
      setOrigin(s, origin[larger]);
      setOrigin(t, origin[larger]);
      setCorners(s, a, u, b);
      setCorners(t, a, b, v);
      setFan(
        u,
        around(u).filter((f) => f !== t),
      );
      setFan(
        v,
        around(v).filter((f) => f !== s),
      );
      setFan(a, [...around(a), t]);
      setFan(b, [...around(b), s]);
      note(turned, s);
      note(turned, t);
      return true;
    },
    begin: () => {
      back = [];
    },
    undo: () => {
      for (let n = back.length - 1; n >= 0; n--) back[n]();
      back = [];
    },
  };
}

/** mm. */
export const placeOf = ({ positions: p }: LocalEdits, v: number): Vec3 => [
  p[3 * v],
  p[3 * v + 1],
  p[3 * v + 2],
];

/** Triangles at[first[v]] … at[first[v + 1] − 1] have the corner v. */
function trianglesByVertex(corners: Uint32Array, vertices: number) {
  const first = new Uint32Array(vertices + 1);
  for (const v of corners) first[v + 1]++;
  for (let v = 0; v < vertices; v++) first[v + 1] += first[v];
  const next = first.slice(0, vertices);
  const at = new Uint32Array(corners.length);
  for (let h = 0; h < corners.length; h++) at[next[corners[h]]++] = Math.floor(h / 3);
  return { first, at };
}

/** Does the triangle run from u to v? */
function runs(corners: Uint32Array, t: number, u: number, v: number): boolean {
  const [a, b, c] = corners.subarray(3 * t, 3 * t + 3);
  return (a === u && b === v) || (b === u && c === v) || (c === u && a === v);
}

function areaOf(p: Float32Array, corners: Uint32Array, t: number): number {
  const a = 3 * corners[3 * t];
  const b = 3 * corners[3 * t + 1];
  const c = 3 * corners[3 * t + 2];
  const [ux, uy, uz] = [p[b] - p[a], p[b + 1] - p[a + 1], p[b + 2] - p[a + 2]];
  const [vx, vy, vz] = [p[c] - p[a], p[c + 1] - p[a + 1], p[c + 2] - p[a + 2]];
  return Math.hypot(uy * vz - uz * vy, uz * vx - ux * vz, ux * vy - uy * vx) / 2;
}
