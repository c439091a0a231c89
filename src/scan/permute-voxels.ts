// Copies voxels into another order of axes.
import type { Vec3 } from '../core/grid.js';
import type { AxisOrder } from './axis-letters.js';

/** Runs of this many samples along two axes at once stay in the cache when the fastest axis changes. */
const TILE = 32;

/** The same voxels with axis a taken from axis `from[a]`, over a new SharedArrayBuffer. */
export function permuteVoxels(
  voxels: Int16Array | Float32Array,
  size: Vec3,
  { from, flipped }: AxisOrder,
): Int16Array | Float32Array {
  const strides = [1, size[0], size[0] * size[1]];
  const step = from.map((axis, a) => (flipped[a] ? -strides[axis] : strides[axis]));
  const n = from.map((axis) => size[axis]);
  const start = from.reduce((at, axis, a) => at + (flipped[a] ? (size[axis] - 1) * strides[axis] : 0), 0);
  const memory = new SharedArrayBuffer(voxels.byteLength);
  const out = voxels instanceof Int16Array ? new Int16Array(memory) : new Float32Array(memory);
  const fast = from.indexOf(0) === 1 ? 1 : 2;
  const slow = 3 - fast;
  const outStride = [1, n[0], n[0] * n[1]];
  for (let s = 0; s < n[slow]; s++) {
    for (let f0 = 0; f0 < n[fast]; f0 += TILE) {
      const f1 = Math.min(n[fast], f0 + TILE);
      for (let i0 = 0; i0 < n[0]; i0 += TILE) {
        const i1 = Math.min(n[0], i0 + TILE);
        for (let f = f0; f < f1; f++) {
          let p = start + s * step[slow] + f * step[fast] + i0 * step[0];
          let q = s * outStride[slow] + f * outStride[fast] + i0;
          for (let i = i0; i < i1; i++, p += step[0]) out[q++] = voxels[p];
        }
      }
    }
  }
  return out;
}
