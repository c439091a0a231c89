// Turns labels into a scan of their smoothed occupancy, 0 … 1000, so that their surface (level 500) has no stair-steps.
import { UserError } from '../core/errors.js';
import { number, toggle } from '../core/option.js';
import type { Scan } from '../core/scan.js';
import { step } from '../core/step.js';
import type { Taps, Volume } from '../core/volume.js';
import { chosenLabels, labelsOption, lowestLabel } from '../kernel/chosen-labels.js';
import { slabsOf } from '../kernel/slabs.js';
import { makeSmoothingTaps } from '../kernel/smoothing-taps.js';

/** What a voxel inside counts; the surface lies at half of it. */
const full = 1000;

/** The wanted voxels, and the slices [first, beyond) that hold any. */
function membership(voxels: Int16Array, chosen: Uint8Array, perSlice: number) {
  const inside = new Int16Array(new SharedArrayBuffer(voxels.length * 2));
  let [first, last] = [voxels.length, -1];
  for (let v = 0; v < voxels.length; v++) {
    if (chosen[voxels[v] - lowestLabel] === 0) continue;
    inside[v] = full;
    if (last < 0) first = v;
    last = v;
  }
  return { inside, first: Math.floor(first / perSlice), beyond: Math.floor(last / perSlice) + 1 };
}

const whichLabels = (labels: string, apart: boolean): string => {
  if (apart) return 'Each label of the label map that was asked for was taken as a structure of its own';
  return `${labels === 'all' ? 'All labels' : `The labels ${labels}`} of the label map were taken as one structure`;
};

/** Is any of these voxels still inside? */
const survives = (voxels: Int16Array): boolean => voxels.some((value) => value >= full / 2);

/** A scan of 0 … 1000: the share of the wanted labels around each voxel; its surface is the level 500. */
export const occupancy = step(
  {
    name: 'occupancy',
    does: 'Choose labels of a label map and smooth away its stair-steps',
    options: {
      labels: labelsOption,
      apart: { ...toggle(false, 'one of several parts, each made of its own labels'), inCode: true },
      // 0.8: of a digitised ball (radius 10 voxels) the steps shrink from 0.20 to 0.12 voxels rms and 0.4 % of the volume
      // goes; a sheet one voxel thick stays whole. At 1.0 that sheet is lost; a plain Gaussian of 0.8 loses it too, and
      // 2 % of the ball.
      smoothing: number(0.8, [0, 3], 'sigma of the smoothing, in voxels of the label map; 0 = none', {
        flag: 'label-smoothing',
        unit: 'voxels',
      }),
    },
    says: ({ labels, apart, smoothing }) =>
      `${whichLabels(labels, apart)} and turned into occupancy (0 to ${full}), ${
        smoothing === 0
          ? 'not smoothed'
          : `smoothed along each axis by 2·G(σ) − G(√2·σ), G a Gaussian with a sigma of ${smoothing} voxels, which leaves curved surfaces in place to second order`
      }; the surface is its level ${full / 2}.`,
  },
  async (scan: Scan, { labels, smoothing }, { each, note, find, signal }): Promise<Scan> => {
    const { voxels } = scan;
    if (!(voxels instanceof Int16Array))
      throw new UserError(
        'The label map holds values that are not whole numbers from -32768 to 32767.',
        'Give a label map (whole numbers that name structures), or treat the file as a scan of grey values.',
      );
    const chosen = chosenLabels(voxels, labels);
    const { size } = scan.grid;
    const { inside, first, beyond } = membership(voxels, chosen, size[0] * size[1]);
    note(
      'labels taken',
      chosen.reduce((n, taken) => n + taken, 0),
    );
    signal.throwIfAborted();
    if (smoothing === 0) return { ...scan, voxels: inside };
    const tapsOf = (axis: 0 | 1 | 2): Taps =>
      makeSmoothingTaps(scan.nodes?.axis === axis ? scan.nodes.at : scan.grid.size[axis], smoothing, true);
    const volume: Volume = {
      scan,
      grid: scan.grid,
      kernel: 'linear',
      samples: inside,
      sampleSize: scan.grid.size,
      taps: [tapsOf(0), tapsOf(1), tapsOf(2)],
    };
    const to = new Int16Array(new SharedArrayBuffer(voxels.length * 2));
    const { width } = volume.taps[2];
    const touched = slabsOf(scan.grid).filter(({ k0, k1 }) => k0 < beyond + width && k1 > first - width);
    await each(
      'filterSlices',
      touched.map((slab) => ({ volume, to, ...slab })),
    );
    if (survives(to)) return { ...scan, voxels: to };
    find({
      severity: 'warning',
      code: 'label-unsmoothed',
      message:
        'The label is so small that smoothing would take it away; it was left as it is, with its stair-steps.',
    });
    return { ...scan, voxels: inside };
  },
);
