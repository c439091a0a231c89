// Runs through slices of a grid that stands askew to the scan's axes: every voxel is gathered from the samples around it.
import type { Vec3 } from '../core/grid.js';
import type { Oblique, Volume } from '../core/volume.js';
import { type AxisTable, axisTable } from './axis-table.js';
import { cubicRun, runInside } from './cubic-run.js';
import { indexMap } from './index-map.js';
import type { Extent, Piece } from './pieces.js';
import type { WasmInstance } from './wasm.js';

/** Voxels of one piece, so that its values stay in a core's cache. */
const pieceVoxels = 2 ** 16;

/** Fills rows of one volume: voxels (0 …, j, k) of its grid. */
type FillRow = (row: Float32Array, j: number, k: number) => void;

type Axis = 0 | 1 | 2;
const perAxis = <T>(make: (axis: Axis) => T): readonly [T, T, T] => [make(0), make(1), make(2)];

/** The samples and weights at one place of an axis. */
interface Found {
  readonly offset: Int32Array;
  readonly weight: Float64Array;
}

function find(table: AxisTable, place: number, { offset, weight }: Found): void {
  const { edges, period, cubics, hint, rows, offsets, width, parts } = table;
  const last = rows.length - 1;
  const x = period === 0 ? place : place - Math.floor((place - edges[0]) / period) * period;
  let c = hint[0];
  if (table.even) c = Math.floor(x - edges[0]);
  else {
    while (c > 0 && edges[c] > x) c--;
    while (c < last && edges[c + 1] <= x) c++;
    hint[0] = c;
  }
  let u = 0;
  if (c < 0) c = 0;
  else if (c > last) {
    c = last;
    u = edges[c + 1] - edges[c];
  } else u = x - edges[c];
  // Walking from cell to cell, a place outside all of them ends in the first or last.
  if (!table.even) u = Math.min(edges[c + 1] - edges[c], Math.max(0, u));
  let part = 0;
  if (parts > 1) {
    part = Math.min(parts - 1, Math.floor(u * parts));
    u -= part / parts;
  }
  for (let t = 0, p = 4 * width * (rows[c] + part), q = width * c; t < width; t++, p += 4, q++) {
    weight[t] = cubics[p] + u * (cubics[p + 1] + u * (cubics[p + 2] + u * cubics[p + 3]));
    offset[t] = offsets[q];
  }
}

/** Σ over `width` samples an axis, in double precision. */
function gather(
  samples: Int16Array | Float32Array,
  x: Found,
  y: Found,
  z: Found,
  widths: readonly [number, number, number],
): number {
  const { weight: u, offset: xs } = x;
  const { weight: v, offset: ys } = y;
  const { weight: w, offset: zs } = z;
  const nx = widths[0];
  const ny = widths[1];
  const nz = widths[2];
  let sum = 0;
  for (let c = 0; c < nz; c++) {
    let plane = 0;
    for (let b = 0; b < ny; b++) {
      const row = zs[c] + ys[b];
      let line = 0;
      for (let a = 0; a < nx; a++) line += u[a] * samples[row + xs[a]];
      plane += v[b] * line;
    }
    sum += w[c] * plane;
  }
  return sum;
}

/** gather of 4 samples an axis. */
function gatherCubic(samples: Int16Array | Float32Array, x: Found, y: Found, z: Found): number {
  const [u, v, w, xs, ys, zs] = [x.weight, y.weight, z.weight, x.offset, y.offset, z.offset];
  const u0 = u[0];
  const u1 = u[1];
  const u2 = u[2];
  const u3 = u[3];
  const x0 = xs[0];
  const x1 = xs[1];
  const x2 = xs[2];
  const x3 = xs[3];
  let sum = 0;
  for (let c = 0; c < 4; c++) {
    const z0 = zs[c];
    let plane = 0;
    for (let b = 0; b < 4; b++) {
      const r = z0 + ys[b];
      plane +=
        v[b] * (u0 * samples[r + x0] + u1 * samples[r + x1] + u2 * samples[r + x2] + u3 * samples[r + x3]);
    }
    sum += w[c] * plane;
  }
  return sum;
}

function fillerOf(volume: Volume, { kernels, boundary }: Oblique): FillRow {
  const { scan, sampleSize } = volume;
  const map = indexMap(scan.grid, volume.grid);
  const stride = [1, sampleSize[0], sampleSize[0] * sampleSize[1]];
  const tables = perAxis((axis) => {
    const nodes = scan.nodes?.axis === axis ? scan.nodes.at : sampleSize[axis];
    return axisTable(kernels[axis], nodes, boundary, stride[axis]);
  });
  const { samples } = volume;
  const [tx, ty, tz] = tables;
  const [x, y, z] = perAxis((): Found => ({ offset: new Int32Array(6), weight: new Float64Array(6) }));
  const widths = [tx.width, ty.width, tz.width] as const;
  const cubic = widths.every((width) => width === 4);
  // In the middle all cells of all axes have the same weights, if the kernel is the same along them.
  const inner = cubic && tables.every((table) => table.inner >= 0 && table.kernel === tx.kernel);
  const cubics = tx.cubics.slice(16 * tx.inner, 16 * tx.inner + 16);
  const run = { samples, size: volume.sampleSize, cubics };
  const some = (row: Float32Array, from: number, to: number, start: Vec3): void => {
    for (let i = from; i < to; i++) {
      find(tx, map[0] * i + start[0], x);
      find(ty, map[4] * i + start[1], y);
      find(tz, map[8] * i + start[2], z);
      row[i] = cubic ? gatherCubic(samples, x, y, z) : gather(samples, x, y, z, widths);
    }
  };
  return (row, j, k) => {
    const start = perAxis((a) => map[4 * a + 1] * j + map[4 * a + 2] * k + map[4 * a + 3]);
    const [first, beyond] = inner
      ? runInside(volume.sampleSize, start, [map[0], map[4], map[8]], row.length)
      : [0, 0];
    some(row, 0, first, start);
    cubicRun(run, map, start, first, beyond, row);
    some(row, beyond, row.length, start);
  };
}

/** What eachPiece does, for a volume that is `oblique`: pieces of whole rows, slice after slice. */
export function eachObliquePiece(
  volume: Volume,
  oblique: Oblique,
  wasm: WasmInstance,
  slices: readonly [number, number],
  visit: (piece: Piece) => void,
  wanted: (extent: Extent) => boolean,
): void {
  const [nx, ny] = volume.grid.size;
  const fill = fillerOf(volume, oblique);
  const height = Math.min(ny, Math.max(1, Math.floor(pieceVoxels / nx)));
  const [values, bits] = wasm.take([4 * nx * height, 4 * ((nx + 31) >> 5) * height]);
  for (let k = slices[0]; k < slices[1]; k++)
    for (let j0 = 0; j0 < ny; j0 += height) {
      const extent = { k, j0, rows: Math.min(height, ny - j0) };
      if (!wanted(extent)) continue;
      const { rows } = extent;
      const all = new Float32Array(wasm.bytes().buffer, values, nx * rows);
      for (let r = 0; r < rows; r++) fill(all.subarray(r * nx, (r + 1) * nx), j0 + r, k);
      visit({ ...extent, wasm, values, bits });
    }
}
