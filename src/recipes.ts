// The programs: which steps, in which order. Whoever has read this page has seen what Isocast does.

import type { Grid } from './core/grid.js';
import type { CheckedPart, Surface } from './core/mesh.js';
import type { Options, ValuesOf } from './core/option.js';
import type { Scan } from './core/scan.js';
import type { Segment } from './core/segment.js';
import type { LabelledParts, SharedSurfaces } from './core/shared-surfaces.js';
import type { Step } from './core/step.js';
import type { Held } from './memory.js';
import {
  close,
  dilate,
  dropSmaller,
  erode,
  fillCavities,
  fillHoles,
  keep,
  largest,
  median,
  open,
  removeTable,
  seed,
  threshold,
  within,
} from './segment/index.js';
import { solid } from './solid/solid.js';
import { decimate } from './surface/decimate.js';
import { decimateShared } from './surface/decimate-shared.js';
import { fair } from './surface/fair.js';
import { locate } from './surface/locate.js';
import { marchingCubes } from './surface/marching-cubes.js';
import { refine } from './surface/refine.js';
import { share } from './surface/share.js';
import { smooth } from './surface/smooth.js';
import { type Region, type TextureValues, texture } from './texture/texture.js';
import { chooseGrid } from './volume/choose-grid.js';
import { clipMetal } from './volume/clip-metal.js';
import { crop } from './volume/crop.js';
import { labelWindow } from './volume/label-window.js';
import { laplacian } from './volume/laplacian.js';
import { occupancy } from './volume/occupancy.js';
import { resample } from './volume/resample.js';
import { resampleLabels } from './volume/resample-labels.js';
import { store } from './volume/store.js';
import { storeMask } from './volume/store-mask.js';

/**
 * What a recipe asks of the run: to do a step with the user's options, and to measure how far a surface has moved. What
 * `measure` and `judge` return need not be waited for: the run does so at its end.
 */
export interface Kitchen {
  run<In, Out, O extends Options>(step: Step<In, Out, O>, input: In): Promise<Out>;
  measure(step: string, surface: Surface): Promise<unknown>;
  /** To find how far off a surface may be that was fitted to a scan on this grid; of any other nothing is known. */
  judge(surface: Surface, scanned: Grid): Promise<unknown> | null;
  /** The step's options, as they were given or are by default. */
  settings<In, Out, O extends Options>(step: Step<In, Out, O>): ValuesOf<O>;
  /** The threads let go of what they hold; the next work starts them anew. */
  rest(): Promise<void>;
  /** Goes on with fewer threads where what is held fits into memory so alone; throws a UserError where it does not even then. */
  hold(held: Held): Promise<void>;
}

/** The mask's clean-up, in order. Each does nothing unless asked for. */
export const cleanUp = [
  removeTable,
  within,
  median,
  open,
  close,
  erode,
  dilate,
  fillHoles,
  fillCavities,
  seed,
  dropSmaller,
  keep,
  largest,
] as const;

/** Every step of the model's recipe, in order: what --help, the docs and the record list. */
export const modelSteps = [
  clipMetal,
  occupancy,
  resample,
  crop,
  threshold,
  ...cleanUp,
  marchingCubes,
  share,
  fair,
  refine,
  locate,
  smooth,
  decimate,
  solid,
] as const;

export interface Model {
  /** The grid that it was computed on. */
  readonly grid: Grid;
  readonly part: CheckedPart;
}

/** From a scan to one part that can be printed. Nobody on the way holds the scan's voxels once the surface has its place. */
export function model(scan: Scan, kitchen: Kitchen): Promise<Model> {
  const { grid } = scan;
  return isosurface(scan, kitchen)
    .then((found) => placed(found, kitchen))
    .then((found) => finished(found, grid, kitchen));
}

/** The surface of labels, or of grey values, where it belongs. */
async function placed({ surface, grid, source }: Found, kitchen: Kitchen): Promise<Placed> {
  // What a thread was given last it holds.
  await kitchen.rest();
  const refined = await kitchen.run(refine, await kitchen.run(fair, { surface, scan: source }));
  return { raw: await kitchen.run(locate, { surface: refined, scan: source }), grid };
}

async function finished({ raw, grid }: Placed, scanned: Grid, kitchen: Kitchen): Promise<Model> {
  await kitchen.rest();
  const { draft } = kitchen.settings(solid);
  const measure = (step: string, surface: Surface): void => {
    if (!draft) kitchen.measure(step, surface);
  };
  measure('surface', raw);
  if (!draft) kitchen.judge(raw, scanned);
  const smoothed = await kitchen.run(smooth, raw);
  measure('smooth', smoothed);
  const reduced = await kitchen.run(decimate, smoothed);
  measure('decimate', reduced);
  return { grid, part: await kitchen.run(solid, reduced) };
}

interface Placed {
  readonly raw: Surface;
  readonly grid: Grid;
}

interface Found {
  readonly surface: Surface;
  readonly grid: Grid;
  /** The scan, or the label map, that it was found in. */
  readonly source: Scan;
}

/** On its own, so that volume and mask are let go of before the work on the mesh begins. */
async function isosurface(scan: Scan, kitchen: Kitchen): Promise<Found> {
  const { labels } = scan.facts;
  const source = labels ? await kitchen.run(occupancy, scan) : await kitchen.run(clipMetal, scan);
  const scans = [scan, source];
  await kitchen.hold({ scans });
  const volume = await kitchen.run(crop, await kitchen.run(resample, source));
  await kitchen.hold({ scans, volume });
  let segment = await kitchen.run(threshold, labels ? labelWindow(volume) : volume);
  for (const tidy of cleanUp) segment = await kitchen.run<Segment, Segment, Options>(tidy, segment);
  await kitchen.hold({ scans, volume, inside: segment.inside });
  const surface = await kitchen.run(marchingCubes, segment);
  return { surface, grid: volume.grid, source: labels ? scan : source };
}

/** From a label map to the surfaces of its parts, which share what lies between them. */
export async function sharedModel(labels: LabelledParts, kitchen: Kitchen): Promise<SharedSurfaces> {
  await kitchen.hold({ scans: [labels.scan] });
  return kitchen.run(decimateShared, await kitchen.run(share, labels));
}

/** From one of these surfaces to a part that can be printed. */
export async function sharedPart(surface: Surface, kitchen: Kitchen): Promise<CheckedPart> {
  const { draft } = kitchen.settings(solid);
  const { reference } = surface;
  if (!draft) {
    kitchen.measure('surface', { mesh: reference, reference, within: 0 });
    kitchen.measure('decimate', surface);
  }
  return kitchen.run(solid, surface);
}

/** Every step of the ways from a scan, or a mask, to the same on another grid. */
export const volumeSteps = [resample, store, resampleLabels, storeMask] as const;

/** From a scan to the same scan on another grid; labels are not mixed. */
export async function resampled(scan: Scan, kitchen: Kitchen): Promise<Scan> {
  const scans = [scan];
  if (scan.facts.labels) {
    const { grid } = chooseGrid(scan, kitchen.settings(resampleLabels));
    await kitchen.hold({ scans, grid, kept: 2 });
    return kitchen.run(resampleLabels, scan);
  }
  await kitchen.hold({ scans });
  const volume = await kitchen.run(resample, scan);
  await kitchen.hold({ scans, volume, kept: 4 });
  return kitchen.run(store, volume);
}

/** From a mask (0 outside, 1 inside) to 0 and 1 on another grid. */
export async function resampledMask(mask: Scan, kitchen: Kitchen): Promise<Scan> {
  const volume = await kitchen.run(resample, mask);
  await kitchen.hold({ scans: [mask], volume, kept: 2 });
  return kitchen.run(storeMask, volume);
}

/** Every step of the ways to a filtered scan, and to the values of a region. */
export const filterSteps = [resample, store, laplacian] as const;
export const textureSteps = [...filterSteps, storeMask, texture] as const;

/** From a scan to its response to the filter, on another grid. */
export async function filtered(scan: Scan, kitchen: Kitchen): Promise<Scan> {
  return kitchen.run(laplacian, await resampled(scan, kitchen));
}

/** The values of a region as it is. */
export async function measured(region: Region, kitchen: Kitchen): Promise<TextureValues> {
  return kitchen.run(texture, region);
}

/** The values that the filter gives a region. */
export async function measuredFiltered(region: Region, kitchen: Kitchen): Promise<TextureValues> {
  const image = await kitchen.run(laplacian, region.image);
  return measured({ ...region, image, unfiltered: region.image }, kitchen);
}
