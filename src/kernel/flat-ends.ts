// The flat ends of a solid, as a crop or a cut leaves them: plane faces that it turns off from sharply all round.
import type { Vec3 } from '../core/grid.js';
import type { Mesh } from '../core/mesh.js';
import { cross, dot, lengthOf, minus, plus, scaled, unit } from '../core/vec3.js';
import { nextOf, twinsOf } from './edges.js';

export interface FlatEnd {
  /** Middle of its area, mm. */
  readonly place: Vec3;
  /** Outward, of length 1. */
  readonly normal: Vec3;
  /** From the middle to its farthest corner, mm. */
  readonly radius: number;
  /** mm². */
  readonly area: number;
}

/** mm that a corner of the face may be off its plane. */
const flat = 0.02;
/** Cosine between normals of the face: 1.1°. */
const alike = 0.9998;
/** Cosine to the normals beside it: 45° of turn, over so much of its border. */
const turned = 0.7;
const turnedShare = 0.9;

/** Those of `least` mm² or more, the largest first. The mesh is closed. 0.5 s a million triangles. */
export function flatEnds({ positions: p, triangles: t }: Mesh, least: number): readonly FlatEnd[] {
  const count = t.length / 3;
  const twin = twinsOf(t, p.length / 3);
  const corner = (h: number): Vec3 => [p[3 * t[h]], p[3 * t[h] + 1], p[3 * t[h] + 2]];
  /** Twice the area long. */
  const upright = (f: number): Vec3 =>
    cross(minus(corner(3 * f + 1), corner(3 * f)), minus(corner(3 * f + 2), corner(3 * f)));
  const sizes = Float64Array.from({ length: count }, (_, f) => lengthOf(upright(f)));
  const order = Uint32Array.from({ length: count }, (_, f) => f).sort((a, b) => sizes[b] - sizes[a] || a - b);
  const taken = new Uint8Array(count);
  const ends: FlatEnd[] = [];
  for (const seed of order) {
    if (taken[seed] === 1 || sizes[seed] === 0) continue;
    const normal = unit(upright(seed));
    const at = dot(normal, corner(3 * seed));
    const isOf = (f: number): boolean =>
      taken[f] === 0 &&
      dot(upright(f), normal) >= alike * sizes[f] &&
      [0, 1, 2].every((k) => Math.abs(dot(normal, corner(3 * f + k)) - at) < flat);
    const face = [seed];
    taken[seed] = 1;
    let border = 0;
    let sharp = 0;
    for (let n = 0; n < face.length; n++)
      for (let h = 3 * face[n]; h < 3 * face[n] + 3; h++) {
        const other = Math.floor(twin[h] / 3);
        if (isOf(other)) {
          taken[other] = 1;
          face.push(other);
        } else if (dot(upright(other), normal) < alike * sizes[other] || taken[other] === 0) {
          const length = lengthOf(minus(corner(nextOf(h)), corner(h)));
          border += length;
          if (dot(upright(other), normal) < turned * sizes[other]) sharp += length;
        }
      }
    const area = face.reduce((sum, f) => sum + sizes[f], 0) / 2;
    if (area >= least && sharp >= turnedShare * border) ends.push(endOf(face, normal, area, corner, sizes));
  }
  return ends.sort((a, b) => b.area - a.area);
}

function endOf(
  face: readonly number[],
  normal: Vec3,
  area: number,
  corner: (h: number) => Vec3,
  sizes: Float64Array,
): FlatEnd {
  let sum: Vec3 = [0, 0, 0];
  for (const f of face)
    for (let k = 0; k < 3; k++) sum = plus(sum, scaled(corner(3 * f + k), sizes[f] / (6 * area)));
  let radius = 0;
  for (const f of face)
    for (let k = 0; k < 3; k++) radius = Math.max(radius, lengthOf(minus(corner(3 * f + k), sum)));
  return { place: sum, normal, radius, area };
}
