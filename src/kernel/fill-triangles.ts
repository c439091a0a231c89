// Which triangle is nearest to the eye at each sample of a picture.
// Pineda, A parallel algorithm for polygon rasterization (1988).
import type { OnScreen } from './draw-mesh.js';

export interface Samples {
  readonly columns: number;
  readonly rows: number;
  readonly unitsPerSample: number;
  /** mm towards the eye, row by row from below; minus infinity where nothing is. */
  readonly depth: Float32Array;
  /** The number of the triangle there; 0 where nothing is. */
  readonly nearest: Uint32Array;
}

/**
 * Writes `first` + the triangle's number into the samples whose middle it covers, its edges included, where nothing is
 * nearer. The arithmetic of edges is exact; of two triangles at one depth the first stays.
 */
export function fillTriangles(samples: Samples, screen: OnScreen, t: Uint32Array, first: number): void {
  const { columns, rows, unitsPerSample: unit, depth, nearest } = samples;
  const { x, y, z } = screen;
  const half = unit / 2;
  for (let f = 0; f < t.length; f += 3) {
    const [a, b, c] = [t[f], t[f + 1], t[f + 2]];
    const [ax, bx, cx] = [x[a], x[b], x[c]];
    const [ay, by, cy] = [y[a], y[b], y[c]];
    const area = (bx - ax) * (cy - ay) - (by - ay) * (cx - ax);
    if (area <= 0) continue;
    const left = Math.max(0, Math.ceil((Math.min(ax, bx, cx) - half) / unit));
    const right = Math.min(columns - 1, Math.floor((Math.max(ax, bx, cx) - half) / unit));
    if (left > right) continue;
    const low = Math.max(0, Math.ceil((Math.min(ay, by, cy) - half) / unit));
    const high = Math.min(rows - 1, Math.floor((Math.max(ay, by, cy) - half) / unit));
    const number = first + f / 3;
    const [za, zb, zc] = [z[a] / area, z[b] / area, z[c] / area];
    for (let row = low; row <= high; row++) {
      const py = row * unit + half;
      const px = left * unit + half;
      let u = (cx - bx) * (py - by) - (cy - by) * (px - bx);
      let v = (ax - cx) * (py - cy) - (ay - cy) * (px - cx);
      let w = (bx - ax) * (py - ay) - (by - ay) * (px - ax);
      const [du, dv, dw] = [(by - cy) * unit, (cy - ay) * unit, (ay - by) * unit];
      for (let s = row * columns + left; s <= row * columns + right; s++) {
        if (u >= 0 && v >= 0 && w >= 0) {
          const here = u * za + v * zb + w * zc;
          if (here > depth[s]) {
            depth[s] = here;
            nearest[s] = number;
          }
        }
        u += du;
        v += dv;
        w += dw;
      }
    }
  }
}
