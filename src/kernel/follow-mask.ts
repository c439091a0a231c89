// Where morphology moved the border of the mask, lets the grey values give way to the mask over two voxels.
import { type Bits, getBit } from '../core/bits.js';

const reach = 2;
/** Halves of the mask in the blend at 0, 1 and 2 voxels (Chebyshev) from a voxel that was changed at the border. */
const halves = [2, 2, 1];
/** Binomial weights 1 4 6 4 1: a Gaussian of σ = 1 voxel. */
const blur = [1, 4, 6, 4, 1];

/** Words of row (j, k) in which the two masks differ, ored; 0 beyond the grid. */
function rowDiffers(grey: Bits, inside: Bits, j: number, k: number): boolean {
  const [, ny, nz] = inside.size;
  if (j < 0 || k < 0 || j >= ny || k >= nz) return false;
  const at = (k * ny + j) * inside.wordsPerRow;
  for (let w = at; w < at + inside.wordsPerRow; w++) if (grey.words[w] !== inside.words[w]) return true;
  return false;
}

const bitOrZero = (bits: Bits, i: number, j: number, k: number): number => {
  const [nx, ny, nz] = bits.size;
  if (i < 0 || j < 0 || k < 0 || i >= nx || j >= ny || k >= nz) return 0;
  return getBit(bits, i, j, k) ? 1 : 0;
};

/** Does one of the 26 neighbours lie on the other side of the mask? (Beyond the grid is outside.) */
function atBorder(inside: Bits, i: number, j: number, k: number): boolean {
  const own = bitOrZero(inside, i, j, k);
  for (let dk = -1; dk <= 1; dk++)
    for (let dj = -1; dj <= 1; dj++)
      for (let di = -1; di <= 1; di++) if (bitOrZero(inside, i + di, j + dj, k + dk) !== own) return true;
  return false;
}

/** The blurred mask at a voxel, −1 (outside all round) … 1 (inside all round). */
function blurred(inside: Bits, i: number, j: number, k: number): number {
  let sum = 0;
  for (let dk = -2; dk <= 2; dk++)
    for (let dj = -2; dj <= 2; dj++) {
      const w = blur[dk + 2] * blur[dj + 2];
      for (let di = -2; di <= 2; di++) sum += w * blur[di + 2] * bitOrZero(inside, i + di, j + dj, k + dk);
    }
  return sum / 2048 - 1;
}

/**
 * Rewrites `heights` (the slices [k0, k1) of the field, positive inside by grey value) where a voxel changed by
 * morphology lies at the border of the cleaned mask: there, and fading out over two voxels, the field becomes the
 * blurred mask times `contrast`. Elsewhere, also around islands and cavities that vanished whole, nothing changes.
 */
export function followMask(
  heights: Float32Array,
  grey: Bits,
  inside: Bits,
  contrast: number,
  k0: number,
  k1: number,
): void {
  const [nx, ny] = inside.size;
  let weight: Uint8Array | null = null;
  for (let k = k0 - reach; k < k1 + reach; k++)
    for (let j = 0; j < ny; j++) {
      if (!rowDiffers(grey, inside, j, k)) continue;
      for (let i = 0; i < nx; i++) {
        if (getBit(grey, i, j, k) === getBit(inside, i, j, k) || !atBorder(inside, i, j, k)) continue;
        weight ??= new Uint8Array(heights.length);
        spread(weight, [i, j, k], inside.size, k0, k1);
      }
    }
  if (!weight) return;
  for (let at = 0; at < weight.length; at++) {
    if (weight[at] === 0) continue;
    const w = weight[at] / 2;
    const j = Math.floor(at / nx) % ny;
    const k = k0 + Math.floor(at / (nx * ny));
    heights[at] = (1 - w) * heights[at] + w * contrast * blurred(inside, at % nx, j, k);
  }
}

function spread(
  weight: Uint8Array,
  [i, j, k]: readonly [number, number, number],
  [nx, ny]: readonly [number, number, number],
  k0: number,
  k1: number,
): void {
  for (let c = Math.max(k0, k - reach); c <= Math.min(k1 - 1, k + reach); c++)
    for (let b = Math.max(0, j - reach); b <= Math.min(ny - 1, j + reach); b++)
      for (let a = Math.max(0, i - reach); a <= Math.min(nx - 1, i + reach); a++) {
        const w = halves[Math.max(Math.abs(a - i), Math.abs(b - j), Math.abs(c - k))];
        const at = ((c - k0) * ny + b) * nx + a;
        if (weight[at] < w) weight[at] = w;
      }
}
