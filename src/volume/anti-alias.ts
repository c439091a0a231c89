// Smooths a scan before it is made coarser, so that what the new grid can't hold does not appear in it as something else.
// A. Zwanenburg et al., Medical Image Radiomics Processor (MIRP): a Gaussian whose sigma follows the ratio of the spacings.
import type { Context } from '../core/context.js';
import { UserError } from '../core/errors.js';
import { type Affine, invert, spacingOf, type Vec3 } from '../core/grid.js';
import type { Option } from '../core/option.js';
import type { Scan } from '../core/scan.js';
import { sliceFrame } from '../core/slice-frame.js';
import type { Subject } from '../core/step.js';
import type { Boundary, Taps, Volume } from '../core/volume.js';
import { indexMap } from '../kernel/index-map.js';
import { slabsOf } from '../kernel/slabs.js';
import { makeSmoothingTaps } from '../kernel/smoothing-taps.js';
import type { ChosenGrid } from './choose-grid.js';
import { readThree } from './grid-options.js';

/** By the ratio of the spacings; not at all; or sigmas in mm along each of the scan's axes. */
export type AntiAlias = 'gaussian' | 'none' | Vec3;

/** σ in scan voxels per ratio of spacings: 0.402, a Gaussian of A. Zwanenburg’s MIRP with β = 0.98. */
const sigmaPerRatio = Math.sqrt(-8 * Math.log(0.98));

/** Ratios this little above 1 are noise of how the grids were stored. */
const noise = 1e-5;

const mostMm = 50;

function read(value: AntiAlias, name: string, given: unknown = value): AntiAlias {
  if (value === 'gaussian' || value === 'none') return value;
  if (Array.isArray(value) && value.length === 3 && value.every((s) => s >= 0 && s <= mostMm)) return value;
  throw new UserError(
    `${name}: '${given}' is not a way to smooth.`,
    `Give ${name} gaussian, none, or three sigmas from 0 to ${mostMm} mm such as 0.8,0.8,0 (to the left, to the back, to the head).`,
  );
}

export const antiAliasOption: Option<AntiAlias> = {
  default: 'gaussian',
  help: 'smoothing before an axis is made coarser: gaussian, none, or three sigmas x,y,z in mm',
  flag: 'anti-alias',
  placeholder: '<how>',
  check: read,
  parse: (text, name) => {
    const word = text.trim();
    if (word === 'gaussian' || word === 'none') return word;
    return read(readThree(text) ?? [Number.NaN, 0, 0], name, text);
  },
};

/** The methods' sentence on it. */
export function antiAliasText(antiAlias: AntiAlias, subject: Subject): string {
  if (antiAlias === 'none') return 'No anti-alias filter was applied.';
  if (antiAlias === 'gaussian')
    return `Along axes made coarser the ${subject} was first smoothed by a Gaussian with a sigma of 0.402 times the ratio of the spacings, in voxels of the ${subject}, cut off beyond 4 sigmas and half a voxel.`;
  return `Before this the ${subject} was smoothed along its axes by Gaussians with sigmas of ${antiAlias.join(', ')} mm (left, back, head).`;
}

/** Steps of the scan's axis `a` to a step of the grid in that direction. */
function slantedRatio(map: Affine, a: number): number {
  const back = invert(map);
  return 1 / Math.hypot(back[a], back[4 + a], back[8 + a]);
}

/** σ along each axis, in voxels of the scan. */
export function sigmasOf(scan: Scan, { grid, along }: ChosenGrid, antiAlias: AntiAlias): Vec3 {
  if (antiAlias === 'none') return [0, 0, 0];
  const spacing = spacingOf(scan.grid.affine);
  const map = indexMap(scan.grid, grid);
  const { sheared } = sliceFrame(scan);
  const ratio = (a: number): number => {
    if (along) return Math.abs(along.step[a]);
    // Askew, an axis of the scan sees the steps of all three axes of the grid; a slanted one those that it runs along.
    return sheared ? slantedRatio(map, a) : Math.hypot(map[4 * a], map[4 * a + 1], map[4 * a + 2]);
  };
  const sigma = (a: 0 | 1 | 2): number => {
    if (antiAlias !== 'gaussian') return antiAlias[a] / spacing[a];
    return ratio(a) > 1 + noise ? sigmaPerRatio * ratio(a) : 0;
  };
  return [sigma(0), sigma(1), sigma(2)];
}

/** The scan's voxels smoothed by these sigmas (voxels), or the voxels themselves where all are 0. */
export async function smoothed(
  scan: Scan,
  sigma: Vec3,
  boundary: Boundary,
  { each }: Pick<Context, 'each'>,
): Promise<Int16Array | Float32Array> {
  if (sigma.every((s) => s === 0)) return scan.voxels;
  const to = new Float32Array(new SharedArrayBuffer(scan.voxels.length * 4));
  const { size } = scan.grid;
  const taps = (a: 0 | 1 | 2): Taps =>
    makeSmoothingTaps(scan.nodes?.axis === a ? scan.nodes.at : size[a], sigma[a], false, boundary);
  const volume: Volume = {
    scan,
    grid: scan.grid,
    kernel: 'linear',
    samples: scan.voxels,
    sampleSize: size,
    taps: [taps(0), taps(1), taps(2)],
  };
  await each(
    'filterSlices',
    slabsOf(scan.grid).map((slab) => ({ volume, to, ...slab })),
  );
  return to;
}
