// Voxels of any lattice on an upright one: each place between the eight around it.
import type { Affine, Vec3 } from '../core/grid.js';

export interface GatherJob {
  readonly values: Int16Array;
  readonly size: Vec3;
  /** From mm to the index of `values`. */
  readonly toIndex: Affine;
  /** The upright lattice: how many, the first, and from one to the next, mm. */
  readonly onto: { readonly size: Vec3; readonly origin: Vec3; readonly spacing: Vec3 };
  /** What stands where there are no voxels. */
  readonly outside: number;
}

/** Places beyond the outer faces of the outermost voxels are outside; half a millionth of a voxel is noise. */
const noise = 5e-7;

/** The values at the places of `onto`, x fastest, linear between voxels. */
export function gatherUpright({ values, size, toIndex: a, onto, outside }: GatherJob): Int16Array {
  const [mx, my, mz] = onto.size;
  const [sx, sy, sz] = onto.spacing;
  const out = new Int16Array(mx * my * mz).fill(outside);
  const [nx, ny, nz] = size;
  const inside = (q: number, n: number): boolean => q >= -0.5 - noise && q <= n - 0.5 + noise;
  let at = 0;
  for (let k = 0; k < mz; k++) {
    for (let j = 0; j < my; j++) {
      const y = onto.origin[1] + j * sy;
      const z = onto.origin[2] + k * sz;
      for (let i = 0; i < mx; i++, at++) {
        const x = onto.origin[0] + i * sx;
        const u = a[0] * x + a[1] * y + a[2] * z + a[3];
        const v = a[4] * x + a[5] * y + a[6] * z + a[7];
        const w = a[8] * x + a[9] * y + a[10] * z + a[11];
        if (!inside(u, nx) || !inside(v, ny) || !inside(w, nz)) continue;
        out[at] = Math.round(between(values, nx, ny, nz, u, v, w));
      }
    }
  }
  return out;
}

function between(
  values: Int16Array,
  nx: number,
  ny: number,
  nz: number,
  u: number,
  v: number,
  w: number,
): number {
  const [cu, cv, cw] = [clamped(u, nx), clamped(v, ny), clamped(w, nz)];
  const [i, j, k] = [
    Math.min(cu | 0, Math.max(0, nx - 2)),
    Math.min(cv | 0, Math.max(0, ny - 2)),
    Math.min(cw | 0, Math.max(0, nz - 2)),
  ];
  const [fu, fv, fw] = [cu - i, cv - j, cw - k];
  const dx = nx > 1 ? 1 : 0;
  const dy = ny > 1 ? nx : 0;
  const dz = nz > 1 ? nx * ny : 0;
  const p = i + nx * (j + ny * k);
  const near = mixed(
    mixed(values[p], values[p + dx], fu),
    mixed(values[p + dy], values[p + dy + dx], fu),
    fv,
  );
  const q = p + dz;
  const far = mixed(mixed(values[q], values[q + dx], fu), mixed(values[q + dy], values[q + dy + dx], fu), fv);
  return mixed(near, far, fw);
}

const mixed = (a: number, b: number, share: number): number => a + share * (b - a);
const clamped = (q: number, n: number): number => Math.min(n - 1, Math.max(0, q));
