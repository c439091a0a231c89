// Thresholds a volume slab by slab into bits, without keeping its values.
import type { Bits } from '../core/bits.js';
import type { GreyRange } from '../core/segment.js';
import type { Volume } from '../core/volume.js';
import { eachPiece, type Piece } from './pieces.js';
import { clipOf } from './scan-faces.js';

/** `inside` is written to (slices [k0, k1) alone); it lies over a SharedArrayBuffer. */
export interface ClassifyJob {
  readonly volume: Volume;
  readonly range: GreyRange;
  readonly inside: Bits;
  readonly k0: number;
  readonly k1: number;
}

/** Inside voxels of the slab, and Σ min(v − from, to − v) over them, in the volume's unit. */
export interface ClassifyResult {
  readonly count: number;
  readonly height: number;
}

const oneFloat = new Float32Array(1);
const itsBits = new Int32Array(oneFloat.buffer);

/** The single-precision neighbour of x's rounding on the side of `toward` if rounding crossed x: v ≥ x ⇔ v ≥ result. */
function nearestFloat(x: number, toward: 1 | -1): number {
  oneFloat[0] = x;
  if ((oneFloat[0] - x) * toward >= 0 || Number.isNaN(oneFloat[0])) return oneFloat[0];
  if (oneFloat[0] === 0) itsBits[0] = toward > 0 ? 1 : 0x80000001 | 0;
  else itsBits[0] += oneFloat[0] > 0 === toward > 0 ? 1 : -1;
  return oneFloat[0];
}

/**
 * Sets the bits of slices [k0, k1): inside where from ≤ v ≤ to, compared exactly, whatever was in these words before.
 * A voxel whose centre lies outside the scan is outside.
 */
export function classify({ volume, range, inside, k0, k1 }: ClassifyJob): ClassifyResult {
  const [nx, ny] = volume.grid.size;
  const { wordsPerRow, words } = inside;
  const from = nearestFloat(range.from, 1);
  const to = nearestFloat(range.to, -1);
  let [count, height] = [0, 0];
  const clip = clipOf(volume);
  words.fill(0, wordsPerRow * ny * k0, wordsPerRow * ny * k1);
  const visit = ({ k, j0, rows, wasm, values, bits }: Piece): void => {
    for (let r = 0; clip !== null && r < rows; r++) {
      const row = new Float32Array(wasm.bytes().buffer, values + 4 * nx * r, nx);
      const [first, beyond] = clip.row(j0 + r, k);
      // No number is in any range.
      row.fill(Number.NaN, 0, first);
      row.fill(Number.NaN, beyond);
    }
    count += wasm.run.classifyRows(values, nx, rows, from, to, bits, wordsPerRow);
    height += wasm.run.heightSum();
    const piece = new Uint32Array(wasm.bytes().buffer, bits, wordsPerRow * rows);
    words.set(piece, wordsPerRow * (ny * k + j0));
  };
  eachPiece(volume, k0, k1, visit, { range });
  return { count, height };
}
