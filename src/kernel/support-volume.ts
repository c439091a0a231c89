// How much support a body takes in one way up: below all that hangs over, down to the body or the plate.
import type { Mesh } from '../core/mesh.js';
import { overhanging } from './overhangs.js';

/** Columns across the longer side of the plate, and no less than this far apart, mm. */
const mostColumns = 250;
const finest = 0.5;
/** Columns stand a little aside, so that they don't pass through vertices of round numbers. */
const aside = 0.4142135;

export interface SupportJob {
  readonly mesh: Mesh;
  /** Nine numbers, row by row: x, y of the plate, z up. */
  readonly matrix: readonly number[];
}

/** mm³. Of columns that stand about 1 mm apart; 0.1 s per million triangles. */
export function supportVolume({ mesh, matrix: m }: SupportJob): number {
  const { positions, triangles } = mesh;
  const turned = new Float64Array(positions.length);
  const low = [Infinity, Infinity, Infinity];
  const high = [-Infinity, -Infinity];
  for (let v = 0; v < positions.length; v += 3) {
    for (let d = 0; d < 3; d++) {
      const x = m[3 * d] * positions[v] + m[3 * d + 1] * positions[v + 1] + m[3 * d + 2] * positions[v + 2];
      turned[v + d] = x;
      if (x < low[d]) low[d] = x;
      if (d < 2 && x > high[d]) high[d] = x;
    }
  }
  const step = Math.max(finest, Math.max(high[0] - low[0], high[1] - low[1]) / mostColumns);
  const [nx, ny] = [0, 1].map((d) => Math.floor((high[d] - low[d]) / step) + 1);
  const columns: number[][] = Array.from({ length: nx * ny }, () => []);
  for (let h = 0; h < triangles.length; h += 3) {
    const [a, b, c] = [3 * triangles[h], 3 * triangles[h + 1], 3 * triangles[h + 2]];
    cross(turned, a, b, c, { low, step, nx, ny, columns });
  }
  let sum = 0;
  for (const column of columns) sum += supported(column, low[2]);
  return sum * step * step;
}

interface Plate {
  readonly low: readonly number[];
  readonly step: number;
  readonly nx: number;
  readonly ny: number;
  /** Heights where each column crosses the surface; and how: 0 up, 1 down, 2 hanging over. */
  readonly columns: readonly number[][];
}

function cross(p: Float64Array, a: number, b: number, c: number, plate: Plate): void {
  const { low, step, nx, columns } = plate;
  const first = (x: number, d: number): number => Math.ceil((x - low[d]) / step - aside);
  const last = (x: number, d: number): number => Math.floor((x - low[d]) / step - aside);
  const i0 = Math.max(0, first(Math.min(p[a], p[b], p[c]), 0));
  const i1 = Math.min(nx - 1, last(Math.max(p[a], p[b], p[c]), 0));
  if (i0 > i1) return;
  const j0 = Math.max(0, first(Math.min(p[a + 1], p[b + 1], p[c + 1]), 1));
  const j1 = Math.min(plate.ny - 1, last(Math.max(p[a + 1], p[b + 1], p[c + 1]), 1));
  if (j0 > j1) return;
  const [ux, uy, uz] = [p[b] - p[a], p[b + 1] - p[a + 1], p[b + 2] - p[a + 2]];
  const [vx, vy, vz] = [p[c] - p[a], p[c + 1] - p[a + 1], p[c + 2] - p[a + 2]];
  const up = ux * vy - uy * vx;
  if (up === 0) return;
  const length = Math.hypot(uy * vz - uz * vy, uz * vx - ux * vz, up);
  const way = up > 0 ? 0 : up < -overhanging * length ? 2 : 1;
  for (let j = j0; j <= j1; j++)
    for (let i = i0; i <= i1; i++) {
      const x = low[0] + (i + aside) * step - p[a];
      const y = low[1] + (j + aside) * step - p[a + 1];
      const s = (x * vy - y * vx) / up;
      const t = (y * ux - x * uy) / up;
      if (s >= 0 && t >= 0 && s + t <= 1) columns[j * nx + i].push(p[a + 2] + s * uz + t * vz, way);
    }
}

/** mm of support in a column. */
function supported(column: readonly number[], plate: number): number {
  if (column.length === 0) return 0;
  const heights = Array.from({ length: column.length / 2 }, (_, n) => ({
    z: column[2 * n],
    way: column[2 * n + 1],
  })).sort((a, b) => a.z - b.z);
  let sum = 0;
  let top = plate;
  for (const { z, way } of heights) {
    if (way === 2) sum += z - top;
    if (way === 0) top = z;
  }
  return sum;
}
