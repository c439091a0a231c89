// Moves the place where two vertices merge so that the volume within stays the same.
// P. Lindstrom, G. Turk, "Fast and Memory Efficient Polygonal Simplification", 1998, §4.1.
import type { CornerMesh } from './corner-mesh.js';
import { nextOf, previousOf } from './edges.js';

/**
 * `place`: where the ends of half-edge h are to go, mm; shifted at right angles to the surface there. Not where that
 * would take it farther than half the edge: there the surface has no clear side.
 */
export function keepVolume({ positions: p, corner, twin }: CornerMesh, h: number, place: Float32Array): void {
  const g = twin[h];
  const a = 3 * corner[h];
  const b = 3 * corner[g];
  // About the edge's start, so that its own triangles hold no volume: six times that of the others, and the sum of
  // the cross products along the rim, which is the derivative by the new place.
  let volume = 0;
  let gx = 0;
  let gy = 0;
  let gz = 0;
  for (let end = 0; end < 2; end++) {
    const first = end === 0 ? h : g;
    const m = end === 0 ? a : b;
    const mx = p[m] - p[a];
    const my = p[m + 1] - p[a + 1];
    const mz = p[m + 2] - p[a + 2];
    // The two triangles that go are the first met and the last.
    for (let o = twin[previousOf(first)]; nextOf(twin[first]) !== o; o = twin[previousOf(o)]) {
      const s = 3 * corner[nextOf(o)];
      const t = 3 * corner[previousOf(o)];
      const sx = p[s] - p[a];
      const sy = p[s + 1] - p[a + 1];
      const sz = p[s + 2] - p[a + 2];
      const tx = p[t] - p[a];
      const ty = p[t + 1] - p[a + 1];
      const tz = p[t + 2] - p[a + 2];
      const cx = sy * tz - sz * ty;
      const cy = sz * tx - sx * tz;
      const cz = sx * ty - sy * tx;
      gx += cx;
      gy += cy;
      gz += cz;
      volume += mx * cx + my * cy + mz * cz;
    }
  }
  const slope = gx * gx + gy * gy + gz * gz;
  if (slope === 0) return;
  const there = (place[0] - p[a]) * gx + (place[1] - p[a + 1]) * gy + (place[2] - p[a + 2]) * gz;
  const scale = (volume - there) / slope;
  const ex = p[b] - p[a];
  const ey = p[b + 1] - p[a + 1];
  const ez = p[b + 2] - p[a + 2];
  if (!(scale * scale * slope <= (ex * ex + ey * ey + ez * ez) / 4)) return;
  place[0] += scale * gx;
  place[1] += scale * gy;
  place[2] += scale * gz;
}
