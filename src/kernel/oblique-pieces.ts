// Runs through slices of a grid that stands askew to the scan's axes: every voxel is gathered from the samples around it.
import type { Affine } from '../core/grid.js';
import type { Oblique, Volume } from '../core/volume.js';
import { type AxisSampler, axisSampler } from './axis-sampler.js';
import { indexMap } from './index-map.js';
import type { Piece } from './pieces.js';
import type { WasmInstance } from './wasm.js';

/** Voxels of one piece, so that its values stay in a core's cache. */
const pieceVoxels = 2 ** 16;

type Samplers = readonly [AxisSampler, AxisSampler, AxisSampler];

function samplersOf({ scan, sampleSize }: Volume, { kernels, boundary }: Oblique): Samplers {
  const make = (axis: 0 | 1 | 2, stride: number): AxisSampler => {
    const nodes = scan.nodes?.axis === axis ? scan.nodes.at : sampleSize[axis];
    return axisSampler(kernels[axis], nodes, boundary, stride);
  };
  return [make(0, 1), make(1, sampleSize[0]), make(2, sampleSize[0] * sampleSize[1])];
}

/** Σ over the samples around the found place, in double precision. */
function gather(samples: Int16Array | Float32Array, [x, y, z]: Samplers): number {
  const [xs, ys, zs] = [x.offset, y.offset, z.offset];
  const [xw, yw, zw] = [x.weight, y.weight, z.weight];
  const width = x.width;
  let sum = 0;
  for (let c = 0; c < zs.length; c++) {
    if (zw[c] === 0) continue;
    let plane = 0;
    for (let b = 0; b < ys.length; b++) {
      if (yw[b] === 0) continue;
      const row = zs[c] + ys[b];
      let line = 0;
      for (let a = 0; a < width; a++) line += xw[a] * samples[row + xs[a]];
      plane += yw[b] * line;
    }
    sum += zw[c] * plane;
  }
  return sum;
}

/** One row of voxels, from (i, j, k) = (0, j, k) on, into `row`. */
function fillRow(
  row: Float32Array,
  samples: Int16Array | Float32Array,
  samplers: Samplers,
  m: Affine,
  j: number,
  k: number,
): void {
  const [x, y, z] = samplers;
  const [x0, y0, z0] = [3, 7, 11].map((c) => m[c - 2] * j + m[c - 1] * k + m[c]);
  for (let i = 0; i < row.length; i++) {
    x.find(m[0] * i + x0);
    y.find(m[4] * i + y0);
    z.find(m[8] * i + z0);
    row[i] = gather(samples, samplers);
  }
}

/** What eachPiece does, for a volume that is `oblique`: pieces of whole rows, slice after slice. */
export function eachObliquePiece(
  volume: Volume,
  oblique: Oblique,
  wasm: WasmInstance,
  slices: readonly [number, number],
  visit: (piece: Piece) => void,
): void {
  const [nx, ny] = volume.grid.size;
  const map = indexMap(volume.scan.grid, volume.grid);
  const samplers = samplersOf(volume, oblique);
  const height = Math.min(ny, Math.max(1, Math.floor(pieceVoxels / nx)));
  const [values, bits] = wasm.take([4 * nx * height, 4 * ((nx + 31) >> 5) * height]);
  for (let k = slices[0]; k < slices[1]; k++)
    for (let j0 = 0; j0 < ny; j0 += height) {
      const rows = Math.min(height, ny - j0);
      const all = new Float32Array(wasm.bytes().buffer, values, nx * rows);
      for (let r = 0; r < rows; r++)
        fillRow(all.subarray(r * nx, (r + 1) * nx), volume.samples, samplers, map, j0 + r, k);
      visit({ k, j0, rows, wasm, values, bits });
    }
}
