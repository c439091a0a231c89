// What a scanner would measure of painted layers: their exact blur at every voxel, block by block.
// The blur is split: a third of its sigma is folded into each edge by formula, the rest is summed on a fine lattice,
// axis by axis. (A lattice alone would need steps of a hundredth of a millimetre for the same error.)
import type { Affine, Grid, Vec3 } from '../core/grid.js';
import { toPatient } from '../core/grid.js';
import { type Blur, blurKernel, type Kernel } from './blur.js';
import type { Layer } from './body.js';
import { type Canvas, type Lattice, middleOf, paint, type Scene, sceneNear, sceneOf } from './paint.js';
import { uprightSlice } from './upright-slice.js';

/** Voxels from..to (exclusive) of the grid, x fastest, HU. `values` is lent for the call only. */
export interface Block {
  readonly from: Vec3;
  readonly to: Vec3;
  readonly values: Float32Array;
}

/** Side of a block, mm: shorter ones repeat more of their neighbours' rim, longer ones hold more that is uniform. */
const blockSide = 12;
/**
 * The share of the blur's sigma that may be folded into the edges, as if they were flat: it moves a surface outward by
 * its variance times the mean curvature (under 0.0007 mm on a ball of 40 mm). The lattice's step is twice that sigma.
 */
const mostEdge = 1 / 3;

/**
 * Calls `emit` once for each block of the grid. Its axes are the scanner's: slices lie across the third. Where that leans
 * (a tilted gantry), the blur stays the scanner's: in the slice, and at right angles to it.
 */
export function renderLayers(
  layers: readonly Layer[],
  surroundHU: number,
  grid: Grid,
  blur: Blur,
  emit: (block: Block) => void,
): void {
  const upright = uprightSlice(grid.affine, 0);
  const isLeaning = upright !== grid.affine;
  const spacing = [0, 1, 2].map((c) => {
    const [x, y, z] = [upright[c], upright[4 + c], upright[8 + c]];
    return Math.sqrt(x * x + y * y + z * z);
  });
  const coarsest = mostEdge * 2 * Math.min(blur.inPlane, blur.throughPlane);
  const parts = spacing.map((s) => Math.ceil(s / coarsest - 1e-9));
  const edge = Math.max(...spacing.map((s, axis) => s / parts[axis])) / 2;
  const rest = (sigma: number): number => Math.sqrt(sigma * sigma - edge * edge);
  const kernels = [
    blurKernel(rest(blur.inPlane), 0, spacing[0] / parts[0]),
    blurKernel(rest(blur.inPlane), 0, spacing[1] / parts[1]),
    blurKernel(rest(blur.throughPlane), blur.sliceProfile, spacing[2] / parts[2]),
  ] as const;
  const scene = sceneOf(layers, surroundHU);
  const [bi, bj, bk] = spacing.map((s, axis) =>
    // slices that lean are at right angles to themselves alone
    isLeaning && axis === 2 ? 1 : Math.max(1, Math.min(grid.size[axis], Math.round(blockSide / s))),
  );
  const values = new Float32Array(bi * bj * bk);
  const scratch = scratchFor([bi, bj, bk], kernels, parts);
  const [nx, ny, nz] = grid.size;
  for (let k = 0; k < nz; k += bk)
    for (let j = 0; j < ny; j += bj)
      for (let i = 0; i < nx; i += bi) {
        const from: Vec3 = [i, j, k];
        const to: Vec3 = [Math.min(nx, i + bi), Math.min(ny, j + bj), Math.min(nz, k + bk)];
        const lattice = latticeOf(
          isLeaning ? uprightSlice(grid.affine, k) : grid.affine,
          from,
          to,
          kernels,
          parts,
        );
        const { at, radius } = middleOf(lattice, [0, 0, 0], lattice.size);
        const near = sceneNear(scene, at, radius, edge);
        const block = { from, to, values };
        if (near.coats.length === 0) values.fill(near.baseHU);
        else renderBlock(block, lattice, near, edge, kernels, parts, scratch);
        emit(block);
      }
}

interface Scratch {
  readonly fine: Canvas;
  readonly overK: Float32Array;
  readonly overJ: Float32Array;
}

type Kernels = readonly [Kernel, Kernel, Kernel];

function scratchFor(block: Vec3, kernels: Kernels, parts: readonly number[]): Scratch {
  const [a, b, c] = kernels.map((kernel, axis) => parts[axis] * (block[axis] - 1) + 1 + 2 * kernel.reach);
  return {
    fine: { values: new Float32Array(a * b * c), from: new Int32Array(b), to: new Int32Array(b) },
    overK: new Float32Array(a * b * block[2]),
    overJ: new Float32Array(a * block[1] * block[2]),
  };
}

function latticeOf(
  affine: Affine,
  from: Vec3,
  to: Vec3,
  kernels: Kernels,
  parts: readonly number[],
): Lattice {
  const column = (c: number): Vec3 => [
    affine[c] / parts[c],
    affine[4 + c] / parts[c],
    affine[8 + c] / parts[c],
  ];
  const first = (c: number): number => from[c] - kernels[c].reach / parts[c];
  const count = (c: number): number => parts[c] * (to[c] - from[c] - 1) + 1 + 2 * kernels[c].reach;
  return {
    origin: toPatient(affine, first(0), first(1), first(2)),
    u: column(0),
    v: column(1),
    w: column(2),
    size: [count(0), count(1), count(2)],
  };
}

function renderBlock(
  block: Block,
  lattice: Lattice,
  scene: Scene,
  edge: number,
  kernels: Kernels,
  parts: readonly number[],
  { fine, overK, overJ }: Scratch,
): void {
  const [nu, nv] = lattice.size;
  const plane = nu * nv;
  const [bi, bj, bk] = [0, 1, 2].map((c) => block.to[c] - block.from[c]);
  paint(fine, lattice, scene, edge);
  for (let k = 0; k < bk; k++) overK.set(fine.values.subarray(0, plane), k * plane);
  for (let b = 0; b < nv; b++)
    blurSpans(
      fine.values,
      overK,
      kernels[2],
      parts[2],
      bk,
      plane,
      b * nu + fine.from[b],
      b * nu + fine.to[b],
    );
  for (let k = 0; k < bk; k++) {
    const rows = overJ.subarray(k * nu * bj, (k + 1) * nu * bj);
    blurSpans(overK.subarray(k * plane, (k + 1) * plane), rows, kernels[1], parts[1], bj, nu, 0, nu);
  }
  blurRows(overJ, block.values, kernels[0], parts[0], bi, bj * bk, nu);
}

/**
 * Output span n is the weighted sum of the input spans (`span` numbers each) n·stride … n·stride + 2·reach; of each span
 * only the numbers first ≤ p < end. The weights are symmetric: two pairs are taken at a time.
 */
function blurSpans(
  input: Float32Array,
  output: Float32Array,
  kernel: Kernel,
  stride: number,
  count: number,
  span: number,
  first: number,
  end: number,
): void {
  const { reach, weights } = kernel;
  for (let n = 0; n < count; n++) {
    const out = n * span;
    const middle = (n * stride + reach) * span;
    const w0 = weights[reach];
    for (let p = first; p < end; p++) output[out + p] = w0 * input[middle + p];
    for (let t = 1; t <= reach; t += 2) {
      const a = t * span;
      const b = t < reach ? a + span : 0;
      const wa = weights[reach + t];
      const wb = t < reach ? weights[reach + t + 1] : 0;
      for (let p = middle + first, o = out + first; p < middle + end; p++, o++)
        output[o] += wa * (input[p - a] + input[p + a]) + wb * (input[p - b] + input[p + b]);
    }
  }
}

/** The same along rows of `length` numbers. */
function blurRows(
  input: Float32Array,
  output: Float32Array,
  kernel: Kernel,
  stride: number,
  count: number,
  rows: number,
  length: number,
): void {
  const { weights } = kernel;
  for (let row = 0; row < rows; row++)
    for (let i = 0; i < count; i++) {
      const at = row * length + i * stride;
      let sum = 0;
      for (let t = 0; t < weights.length; t++) sum += weights[t] * input[at + t];
      output[row * count + i] = sum;
    }
}
