// Sorts DICOM pictures into stacks, and says of each whether a model can be made of it, and why not.
import type { Vec3 } from '../../core/grid.js';
import { cross, lengthOf } from '../../core/vec3.js';
import { FARTHEST, STEPS } from '../volumes/sound-affine.js';
import { comparedStacks } from './compared-stacks.js';
import { countPlaces } from './count-places.js';
import type { DicomFrame, DicomImage } from './dicom-image.js';
import { type Phase, splitPhases } from './split-phases.js';
import { splitStations } from './split-stations.js';
import { unfitSlice } from './unfit-slice.js';

/**
 * Components of directions that differ by less are one orientation that was rounded or drifts, not two; 1°. What its mean
 * leaves of a slice astray is counted when the slices are stacked.
 */
const SAME_DIRECTION = 0.0175;
/** Pixel spacings that differ by less are one, mm; likewise. */
const SAME_SPACING = 1e-3;
/** Stored values of 32 bits times this are within single precision. */
const MOST_RESCALED = 1e25;
/** Of the groups of one series, so many are looked at. */
const MOST_TRIED = 256;

export interface DicomSlice {
  readonly image: DicomImage;
  readonly frame: DicomFrame;
  /** Which frame of its file. */
  readonly index: number;
}

export interface DicomStack {
  readonly slices: readonly DicomSlice[];
  /** How many slices there are, copies counted once. */
  readonly places: number;
  /** Null when this can be read as a scan, else why not, in a few words. */
  readonly unfit: string | null;
  /** Which of several that lie at the same places; null where it is the only one. */
  readonly phase: Phase | null;
  /** A reconstruction from other pictures, such as a reformat. */
  readonly derived: boolean;
}

/** Stacks that can be one volume each; the best first, in an order that does not depend on the files' names. */
export function groupSlices(images: readonly DicomImage[]): DicomStack[] {
  const stacks: DicomStack[] = [];
  for (const slices of alikeIn(images)) {
    const unfit = unfitSlice(slices[0]) ?? unfitPlaces(slices);
    const derived = isDerived(slices[0]);
    if (unfit !== null) {
      stacks.push({ slices, places: slices.length, unfit, phase: null, derived });
      continue;
    }
    for (const station of splitStations(slices))
      for (const part of splitPhases(station)) stacks.push({ ...part, ...placesIn(part.slices), derived });
  }
  return stacks.sort(comparedStacks);
}

/** Pictures of one series, kind, matrix, frame of reference, kernel, orientation and pixel spacing each. */
function alikeIn(images: readonly DicomImage[]): DicomSlice[][] {
  const groups: DicomSlice[][] = [];
  const byKey = new Map<string, DicomSlice[][]>();
  for (const image of images)
    for (const [index, frame] of image.frames.entries()) {
      const slice = { image, frame, index };
      const key = JSON.stringify([
        ...[image.series, image.modality, image.kernel, image.rows, image.columns],
        ...[isDerived(slice), unfitSlice(slice)],
      ]);
      const kin = byKey.get(key) ?? [];
      byKey.set(key, kin);
      const group = lastOf(kin).find((candidate) => alike(candidate[0].frame, frame));
      if (group !== undefined) {
        group.push(slice);
        continue;
      }
      const fresh = [slice];
      kin.push(fresh);
      groups.push(fresh);
    }
  return groups.map((group) => group.sort(byInstance)).flatMap(byFrameOfReference);
}

/** Pictures that turn about an axis are each of an orientation of their own, and may be thousands. */
const lastOf = <T>(kin: readonly T[]): readonly T[] =>
  kin.length > MOST_TRIED ? kin.slice(-MOST_TRIED) : kin;

/** In an order that the files' names have no part in. */
function byInstance(a: DicomSlice, b: DicomSlice): number {
  const [p, q] = [a.image.instance ?? '', b.image.instance ?? ''];
  return p < q ? -1 : p > q ? 1 : a.index - b.index;
}

/** Some who took names out of files gave every one a frame of reference of its own: that separates nothing. */
function byFrameOfReference(slices: DicomSlice[]): DicomSlice[][] {
  const frames = new Map<string, DicomSlice[]>();
  for (const slice of slices) {
    const key = slice.image.frameOfReference ?? '';
    const kin = frames.get(key) ?? [];
    frames.set(key, kin);
    kin.push(slice);
  }
  const classes = [...frames.values()];
  return classes.length > slices.length / 2 ? [slices] : classes;
}

const isDerived = ({ frame }: DicomSlice): boolean =>
  frame.imageType[0] === 'DERIVED' || /MPR|REFORMAT/.test(frame.imageType.join('\\'));

function alike(a: DicomFrame, b: DicomFrame): boolean {
  if (a.position === null || b.position === null) return a.position === b.position;
  if (a.orientation === null || b.orientation === null) return a.orientation === b.orientation;
  if (a.pixelSpacing === null || b.pixelSpacing === null) return a.pixelSpacing === b.pixelSpacing;
  const near = (p: readonly number[], q: readonly number[], limit: number): boolean =>
    p.every((value, n) => Math.abs(value - q[n]) <= limit);
  const directions = (f: readonly [Vec3, Vec3]): number[] => [...f[0], ...f[1]];
  return (
    near(directions(a.orientation), directions(b.orientation), SAME_DIRECTION) &&
    near(a.pixelSpacing, b.pixelSpacing, SAME_SPACING)
  );
}

function unfitPlaces(slices: readonly DicomSlice[]): string | null {
  const [{ frame }] = slices;
  if (frame.pixelSpacing === null || frame.pixelSpacing.some((s) => !(s > 0)))
    return 'it gives no pixel spacing';
  if (frame.pixelSpacing.some((s) => s < STEPS[0] || s > STEPS[1]))
    return 'its pixel spacing is no scanner’s';
  if (frame.position === null || frame.orientation === null)
    return 'it does not say where it lies in the patient';
  if (!(lengthOf(cross(...frame.orientation)) > 0.1)) return 'the direction of its slices is damaged';
  if (slices.some((s) => s.frame.position?.some((x) => Math.abs(x) > FARTHEST)))
    return 'its slices lie far outside of any scanner';
  if (slices.some(({ frame: { slope } }) => !(Math.abs(slope) <= MOST_RESCALED) || slope === 0))
    return 'its rescale slope is 0, or no number';
  if (slices.some(({ frame: { intercept } }) => !(Math.abs(intercept) <= MOST_RESCALED)))
    return 'its rescale intercept is no number';
  return null;
}

function placesIn(slices: readonly DicomSlice[]): Pick<DicomStack, 'places' | 'unfit'> {
  const places = countPlaces(slices);
  if (places > 1) return { places, unfit: null };
  const unfit = slices.length < 2 ? 'it is a single slice' : 'all its pictures lie at one place';
  return { places: slices.length, unfit };
}
