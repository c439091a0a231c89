// What a DICOM segmentation says of itself: its segments, and of each frame where it lies and what it shows.
// DICOM PS3.3 A.51, A.91 and C.8.20: Segmentation and Label Map Segmentation.
import type { DataSet } from 'dicom-parser';
import { UserError } from '../../core/errors.js';
import type { Vec3 } from '../../core/grid.js';
import type { LabelName } from '../../core/scan.js';
import { found, itemsOf, type Level, numberIn, numbersIn, textIn } from '../dicom/dicom-values.js';
import { frameHash } from '../dicom/frame-hash.js';
import type { ParsedDicom } from '../dicom/parse-dicom.js';
import { segColour } from './seg-colour.js';
import { bytesIn, charsetOf, nameIn, shortIn } from './seg-elements.js';

export interface SegFrame {
  /** Centre of the first pixel, LPS mm. */
  readonly position: Vec3;
  /** Direction in which the column index grows, then the row index. */
  readonly orientation: readonly [Vec3, Vec3];
  /** mm between rows, then between columns. */
  readonly pixelSpacing: readonly [number, number];
  /** mm; null where the file does not say. */
  readonly sliceSpacing: number | null;
  readonly sliceThickness: number | null;
  /** Number of the segment; 0 in a label map, whose pixels say it. */
  readonly segment: number;
}

export interface SegHeader {
  readonly kind: 'binary' | 'fractional' | 'labels';
  readonly syntax: string;
  readonly rows: number;
  readonly columns: number;
  /** Bits of a pixel as stored: 1, 8 or 16. */
  readonly bits: 1 | 8 | 16;
  /** What a fractional pixel that lies whole in the segment holds. */
  readonly most: number;
  readonly segments: readonly LabelName[];
  readonly frames: readonly SegFrame[];
  /** Hash of its frame of reference; null where the file names none. */
  readonly frameOfReference: string | null;
  readonly bodyPart: string | null;
  readonly remarks: readonly string[];
}

const SHARED = 'x52009229';
const PER_FRAME = 'x52009230';
const PIXELS = 'x7fe00010';

export const damagedSeg = (name: string, why: string): UserError =>
  new UserError(`${name}: this DICOM segmentation ${why}.`, 'Export or copy the segmentation again.');

/** `name`: the file's, for messages. Throws a UserError on what makes no segmentation of slices. */
export function segHeader({ set, syntax }: ParsedDicom, name: string): SegHeader {
  const type = (textIn(set, 'x00620001') ?? 'BINARY').toUpperCase();
  const kind = kindOf(type);
  if (kind === null) throw damagedSeg(name, 'is of a type that is not known');
  const parts = shortIn(set, 'x00209163') ?? 1;
  if (parts > 1) throw damagedSeg(name, `is one of ${parts} files that make up a whole (a concatenation)`);
  const [rows, columns] = [shortIn(set, 'x00280010') ?? 0, shortIn(set, 'x00280011') ?? 0];
  if (rows < 1 || columns < 1) throw damagedSeg(name, 'has no pixels');
  const bits = bitsOf(set, kind);
  if (bits === null) throw damagedSeg(name, `stores its pixels in ${shortIn(set, 'x00280100') ?? 'no'} bits`);
  const segments = segmentsOf(set, name);
  const frames = framesOf(set, kind, name);
  const known = new Set(segments.map(({ id }) => id));
  if (kind !== 'labels' && frames.some(({ segment }) => !known.has(segment)))
    throw damagedSeg(name, 'has a frame of a segment that it does not list');
  return {
    kind,
    syntax,
    rows,
    columns,
    bits,
    most: kind === 'fractional' ? (shortIn(set, 'x0062000e') ?? 255) || 255 : 1,
    segments,
    frames,
    frameOfReference: frameHash(textIn(set, 'x00200052')),
    bodyPart: nameIn(set, 'x00180015', charsetOf(set))?.toUpperCase() ?? null,
    remarks: kind === 'fractional' ? [sharesRemark(set)] : [],
  };
}

const kindOf = (type: string): SegHeader['kind'] | null =>
  type === 'BINARY' ? 'binary' : type === 'FRACTIONAL' ? 'fractional' : type === 'LABELMAP' ? 'labels' : null;

function bitsOf(set: DataSet, kind: SegHeader['kind']): 1 | 8 | 16 | null {
  const bits = shortIn(set, 'x00280100');
  if ((shortIn(set, 'x00280002') ?? 1) !== 1) return null;
  if (kind === 'binary') return bits === 1 || bits === 8 ? bits : null;
  if (kind === 'fractional') return bits === 8 ? bits : null;
  return bits === 1 || bits === 8 || bits === 16 ? bits : null;
}

/** What the shares of a fractional segmentation mean; no matter for concern. */
export const shareMeanings = {
  occupancy: 'The segmentation says how much of a voxel each segment takes.',
  probability: 'The segmentation says how probable each segment is at a voxel.',
} as const;

const sharesRemark = (set: DataSet): string =>
  textIn(set, 'x00620010')?.toUpperCase() === 'OCCUPANCY'
    ? shareMeanings.occupancy
    : shareMeanings.probability;

function segmentsOf(set: DataSet, name: string): LabelName[] {
  const charset = charsetOf(set);
  const listed = itemsOf(set, 'x00620002').map((item): LabelName => {
    const lab = [0, 1, 2].map((n) => shortIn(item, 'x0062000d', n));
    const [l, a, b] = lab;
    return {
      id: shortIn(item, 'x00620004') ?? -1,
      name: nameIn(item, 'x00620005', charset) ?? '',
      colour: l === null || a === null || b === null ? null : segColour(l, a, b),
    };
  });
  if (listed.length === 0) throw damagedSeg(name, 'lists no segments');
  if (listed.some(({ id }) => id < 0) || new Set(listed.map(({ id }) => id)).size < listed.length)
    throw damagedSeg(name, 'has segments without a number of their own');
  // Number 0 is the background of a label map.
  return listed.filter(({ id }) => id > 0).sort((a, b) => a.id - b.id);
}

function framesOf(set: DataSet, kind: SegHeader['kind'], name: string): SegFrame[] {
  const shared = itemsOf(set, SHARED)[0];
  const own = itemsOf(set, PER_FRAME);
  const count = numberIn(set, 'x00280008') ?? 1;
  if (!Number.isInteger(count) || count < 1) throw damagedSeg(name, 'does not say how many frames it has');
  if (bytesIn(set, PIXELS) === null && set.elements[PIXELS]?.fragments === undefined)
    throw damagedSeg(name, 'has no pixels');
  // Also what keeps a number out of thin air from costing memory: every frame has an item of its own in the file.
  if (own.length !== count && !(own.length === 0 && count === 1))
    throw damagedSeg(name, `says that it has ${count} frames and describes ${own.length}`);
  const levels = own.length === 0 ? [[shared, set]] : own.map((item) => [item, shared, set]);
  return levels.map((level, n) => frameOf(level, kind) ?? noPlace(name, n));
}

function noPlace(name: string, n: number): never {
  throw damagedSeg(name, `does not say where in the patient its frame ${n + 1} lies, or what it shows`);
}

function frameOf(levels: readonly Level[], kind: SegHeader['kind']): SegFrame | null {
  const position = found(levels, 'x00209113', (s) => numbersIn(s, 'x00200032', 3));
  const directions = found(levels, 'x00209116', (s) => numbersIn(s, 'x00200037', 6));
  const spacing = found(levels, 'x00289110', (s) => numbersIn(s, 'x00280030', 2));
  const segment = kind === 'labels' ? 0 : found(levels, 'x0062000a', (s) => shortIn(s, 'x0062000b'));
  if (position === null || directions === null || spacing === null || segment === null) return null;
  const [a, b, c, d, e, f] = directions;
  return {
    position: [position[0], position[1], position[2]],
    orientation: [
      [a, b, c],
      [d, e, f],
    ],
    pixelSpacing: [spacing[0], spacing[1]],
    sliceSpacing: found(levels, 'x00289110', (s) => numberIn(s, 'x00180088')),
    sliceThickness: found(levels, 'x00289110', (s) => numberIn(s, 'x00180050')),
    segment,
  };
}
