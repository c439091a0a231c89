// An RT structure set into a label map on the grid of the scan that its contours were drawn on.
import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { UserError } from '../../core/errors.js';
import { voxelCount } from '../../core/grid.js';
import type { Scan } from '../../core/scan.js';
import { frameHash } from '../dicom/frame-hash.js';
import { parseDicom } from '../dicom/parse-dicom.js';
import type { StoredFile } from '../dicom/stored-file.js';
import type { ReadOptions, StoredFiles } from '../stored-scan.js';
import { unknownAcquisition } from '../unknown-acquisition.js';
import { chooseLabel } from './choose-label.js';
import { type LabelCanvas, type RasterisedRegion, rasteriseRegion } from './rasterise-region.js';
import { damagedStructures, type RtRegion, rtstructHeader } from './rtstruct-header.js';
import { type PlacedContours, placeContours } from './rtstruct-planes.js';
import { rtstructPoints } from './rtstruct-points.js';
import { rtstructRemarks } from './rtstruct-remarks.js';
import { LARGEST_SEGMENTATION } from './segmentation-kind.js';

/** Rows that all contours of a file cross together: seconds of work; real sets have a thousandth of it. */
const MOST_CROSSINGS = 2 ** 30;
const CLOSED = ['CLOSED_PLANAR', 'CLOSEDPLANAR_XOR', 'CLOSED_PLANAR_XOR'];

export interface RtstructOptions extends ReadOptions {
  /** Hash of the frame of reference of the scan; contours of another frame are refused. Null where it isn't known. */
  readonly frame?: string | null;
}

/** A region's contours as they were found on the scan. */
export interface DrawnRegion {
  readonly region: RtRegion;
  /** Points, open lines and what has no area: nothing to be inside of. */
  readonly ignored: number;
  /** Closed contours that are in the file twice, the same to the last point. */
  readonly twice: number;
  readonly places: PlacedContours | null;
  readonly result: RasterisedRegion | null;
}

/**
 * Reads `file`, which is known to be a structure set, onto the grid of `onto`; `name` is for messages. A voxel is inside
 * where its centre is, by the even-odd rule over all of a region's contours on its slice; slices without a contour stay
 * empty. All regions, the lowest number winning what several claim, or the one that `options.segment` names.
 */
export async function readRtstruct(
  file: StoredFile,
  name: string,
  onto: Scan,
  options: RtstructOptions = {},
): Promise<StoredFiles> {
  if (file.size > LARGEST_SEGMENTATION) throw damagedStructures(name, 'is larger than 2 GB');
  const bytes = await file.bytes();
  const parsed = parseDicom(bytes);
  if (parsed === null) throw damagedStructures(name, 'is damaged or cut off');
  const { regions, remarks } = rtstructHeader(parsed, name);
  const chosen = options.segment === undefined ? regions : [chosenOf(regions, options.segment, name)];
  refuseOtherFrame(chosen, options.frame ?? null, name);
  const canvas = canvasOf(onto);
  const drawn = await draw(chosen, canvas, options, name);
  refuseNothing(drawn, name);
  const marked = drawn.filter(({ result }) => result !== null && result.inside > 0);
  const { grid, nodes, facts } = onto;
  return {
    stored: {
      grid,
      ...(nodes === undefined ? {} : { nodes }),
      voxels: canvas.voxels,
      saysLabels: true,
      facts: {
        ...unknownAcquisition,
        format: 'RTSTRUCT',
        bodyPart: facts.bodyPart,
        labelNames: marked.map(({ region: { id, name, colour } }) => ({ id, name, colour })),
        slices: facts.slices,
        remarks: [...remarks, ...rtstructRemarks(drawn, canvas.claimed)],
      },
    },
    sha256: createHash('sha256').update(bytes).digest('hex'),
    files: 1,
    numberType: 'contours',
    rescaling: null,
  };
}

function chosenOf(regions: readonly RtRegion[], wanted: string, name: string): RtRegion {
  const label = chooseLabel(regions, wanted, name);
  return regions.find(({ id }) => id === label.id) ?? regions[0];
}

function refuseOtherFrame(regions: readonly RtRegion[], frame: string | null, name: string): void {
  if (frame === null || regions.every((region) => (frameHash(region.frame) ?? frame) === frame)) return;
  throw new UserError(
    `${name}: its contours were drawn in another frame of reference than the scan's, so they do not lie where they seem to.`,
    'Give the structure set that was drawn on this scan, or the scan that it was drawn on.',
  );
}

function canvasOf(scan: Scan): LabelCanvas {
  const count = voxelCount(scan.grid);
  const voxels = new Int16Array(new SharedArrayBuffer(2 * count));
  return { scan, voxels, claimed: new Uint8Array(Math.ceil(count / 8)) };
}

async function draw(
  regions: readonly RtRegion[],
  canvas: LabelCanvas,
  { signal, progress }: RtstructOptions,
  name: string,
): Promise<DrawnRegion[]> {
  const drawn: DrawnRegion[] = [];
  let left = MOST_CROSSINGS;
  for (const [n, region] of regions.entries()) {
    await setImmediate();
    signal?.throwIfAborted();
    const closed = closedContours(region, name);
    const places = closed.contours.length === 0 ? null : placeContours(closed.contours, canvas.scan);
    const result = places && rasteriseRegion(canvas, region.id, places.axis, places.placed, left);
    if (places !== null && result === null) throw damagedStructures(name, 'has far too many contour points');
    left -= result?.crossings ?? 0;
    drawn.push({ region, ignored: closed.ignored, twice: closed.twice, places, result });
    progress?.((n + 1) / regions.length);
  }
  return drawn;
}

/** Those that enclose something, each once: a contour that is in a file twice would undo itself. */
function closedContours({ contours }: RtRegion, name: string) {
  const closed: Float64Array[] = [];
  const seen = new Map<string, Float64Array[]>();
  let [ignored, twice] = [0, 0];
  for (const contour of contours) {
    const points = CLOSED.includes(contour.type) ? rtstructPoints(contour) : new Float64Array(0);
    if (points === null) throw damagedStructures(name, 'has a contour whose points are damaged or cut off');
    if (points.length < 9) {
      ignored++;
      continue;
    }
    const key = `${contour.type} ${points.length} ${points[0]} ${points[1]} ${points[2]}`;
    const kin = seen.get(key) ?? [];
    seen.set(key, kin);
    if (contour.type === 'CLOSED_PLANAR' && kin.some((other) => other.every((x, n) => x === points[n]))) {
      twice++;
      continue;
    }
    kin.push(points);
    closed.push(points);
  }
  return { contours: closed, ignored, twice };
}

function refuseNothing(drawn: readonly DrawnRegion[], name: string): void {
  const sum = (of: (places: PlacedContours) => number): number =>
    drawn.reduce((total, { places }) => total + (places === null ? 0 : of(places)), 0);
  const [placed, beyond] = [sum((p) => p.placed.length), sum((p) => p.beyond)];
  const lost = sum((p) => p.askew + p.between);
  if (placed + beyond + lost === 0)
    throw new UserError(
      `${name}: there are no closed contours in it${drawn.length === 1 ? ' for this region' : ''}, so nothing can be inside.`,
      'Give a structure set with closed contours, or another region of it.',
    );
  if (lost > placed)
    throw new UserError(
      `${name}: ${lost} of its ${placed + beyond + lost} contours lie between the slices of this scan, or across them.`,
      'Give the scan that the contours were drawn on, not a resampled one.',
    );
  if (drawn.some(({ result }) => result !== null && result.inside > 0)) return;
  throw new UserError(
    `${name}: its contours enclose no voxel of this scan: they lie elsewhere, or are thinner than a voxel.`,
    'Give the structure set that was drawn on this scan, or the scan that it was drawn on.',
  );
}
