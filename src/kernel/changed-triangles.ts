// The triangles in which two states of a model differ: those that came, and those that are gone, turned over.
import type { Mesh } from '../core/mesh.js';

/** Nine coordinates a triangle, mm. What stands in both, at the very same places and the same way round, is left out. */
export function changedTriangles(before: readonly Mesh[], after: readonly Mesh[]): Float64Array {
  const [old, made] = [cornersOf(before), cornersOf(after)];
  const { gone, come } = difference(old, made);
  const changed = new Float64Array(9 * (gone.length + come.length));
  let at = 0;
  for (const t of come) for (let k = 0; k < 9; k++) changed[at++] = made[9 * t + k];
  for (const t of gone)
    for (const k of [2, 1, 0]) for (let d = 0; d < 3; d++) changed[at++] = old[9 * t + 3 * k + d];
  return changed;
}

/** Each triangle begins with the corner that comes first by x, y, z, so that equal ones are equal number by number. */
function cornersOf(meshes: readonly Mesh[]): Float32Array {
  const corners = new Float32Array(meshes.reduce((sum, { triangles }) => sum + 3 * triangles.length, 0));
  let at = 0;
  for (const { positions, triangles } of meshes)
    for (let t = 0; t < triangles.length; t += 3) {
      const first = firstCorner(positions, triangles, t);
      for (let k = 0; k < 3; k++) {
        const v = 3 * triangles[t + ((first + k) % 3)];
        // −0 is 0.
        for (let d = 0; d < 3; d++) corners[at++] = positions[v + d] + 0;
      }
    }
  return corners;
}

function firstCorner(p: Float32Array, triangles: Uint32Array, t: number): number {
  let first = 0;
  for (let k = 1; k < 3; k++) {
    const a = 3 * triangles[t + k];
    const b = 3 * triangles[t + first];
    const less = p[a] - p[b] || p[a + 1] - p[b + 1] || p[a + 2] - p[b + 2];
    if (less < 0) first = k;
  }
  return first;
}

/** A table of chains: as many of one kind are taken out as there are in both. */
function difference(old: Float32Array, made: Float32Array): { gone: number[]; come: number[] } {
  const count = old.length / 9;
  let size = 1;
  while (size < 2 * count) size *= 2;
  const heads = new Int32Array(size).fill(-1);
  const next = new Int32Array(count);
  const oldBits = new Int32Array(old.buffer);
  const madeBits = new Int32Array(made.buffer);
  for (let t = 0; t < count; t++) {
    const h = hash(oldBits, t) & (size - 1);
    next[t] = heads[h];
    heads[h] = t;
  }
  const taken = new Uint8Array(count);
  const come: number[] = [];
  for (let t = 0; t < made.length / 9; t++) {
    let same = heads[hash(madeBits, t) & (size - 1)];
    while (same >= 0 && (taken[same] === 1 || !equal(oldBits, same, madeBits, t))) same = next[same];
    if (same < 0) come.push(t);
    else taken[same] = 1;
  }
  const gone: number[] = [];
  for (let t = 0; t < count; t++) if (taken[t] === 0) gone.push(t);
  return { gone, come };
}

function hash(bits: Int32Array, t: number): number {
  let h = 0;
  for (let k = 9 * t; k < 9 * t + 9; k++) h = Math.imul(h ^ bits[k], 0x9e3779b1) ^ (h >>> 15);
  return (h ^ (h >>> 16)) >>> 0;
}

function equal(a: Int32Array, s: number, b: Int32Array, t: number): boolean {
  for (let k = 0; k < 9; k++) if (a[9 * s + k] !== b[9 * t + k]) return false;
  return true;
}
