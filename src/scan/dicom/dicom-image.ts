// What one DICOM file says of its picture: plain values, nothing that identifies anybody but the series' own key.

import type { DataSet } from 'dicom-parser';
import type { Vec3 } from '../../core/grid.js';
import { transferSyntax } from '../pixels/transfer-syntax.js';
import {
  binaryIn,
  found,
  itemsOf,
  type Level,
  numberIn,
  numbersIn,
  printable,
  textIn,
} from './dicom-values.js';
import { frameType, type MarkValue, marks } from './frame-marks.js';
import type { ParsedDicom } from './parse-dicom.js';
import type { StoredFile } from './stored-file.js';

/** One frame: where it lies and how its numbers become values. Missing = null. */
export interface DicomFrame {
  /** Centre of the first pixel, LPS mm. */
  readonly position: Vec3 | null;
  /** Direction in which the column index grows, then the row index. */
  readonly orientation: readonly [Vec3, Vec3] | null;
  /** mm between rows, then between columns. */
  readonly pixelSpacing: readonly [number, number] | null;
  readonly slope: number;
  readonly intercept: number;
  /** In capitals; empty where the file doesn't say. */
  readonly imageType: readonly string[];
  /** In the order of `marks`. */
  readonly marks: readonly MarkValue[];
}

export interface DicomImage {
  readonly file: StoredFile;
  readonly syntax: string;
  /** Only to tell series apart; never printed. */
  readonly series: string;
  readonly modality: string | null;
  readonly sopClass: string | null;
  /** Only to tell copies apart; never printed. */
  readonly instance: string | null;
  /** Of the frame that its positions are in; never printed. */
  readonly frameOfReference: string | null;
  readonly photometric: string | null;
  readonly rows: number;
  readonly columns: number;
  readonly samples: number;
  readonly bitsAllocated: number;
  readonly bitsStored: number;
  readonly highBit: number;
  readonly signed: boolean;
  /** Stored values (all allocated bits) from … to that pad the picture. */
  readonly padding: readonly [number, number] | null;
  readonly modalityLut: boolean;
  /** It says how its numbers become values. */
  readonly rescales: boolean;
  readonly lossy: boolean;
  readonly hasPixels: boolean;
  /** Bytes of all frames as stored; null where they are compressed. */
  readonly pixelBytes: number | null;
  readonly sliceThickness: number | null;
  readonly kernel: string | null;
  readonly kilovolts: number | null;
  readonly manufacturer: string | null;
  readonly model: string | null;
  readonly bodyPart: string | null;
  readonly frames: readonly DicomFrame[];
}

/** The picture in a parsed file. */
export function dicomImage({ set, syntax }: ParsedDicom, file: StoredFile): DicomImage {
  const shared = itemsOf(set, 'x52009229')[0];
  const perFrame = itemsOf(set, 'x52009230');
  const frameCount = Math.max(1, numberIn(set, 'x00280008') ?? 1);
  const first = [perFrame[0], shared, set];
  const bitsAllocated = binaryIn(set, 'x00280100', 'uint16') ?? 0;
  const bitsStored = binaryIn(set, 'x00280101', 'uint16') ?? bitsAllocated;
  const pixels = set.elements.x7fe00010;
  const signed = binaryIn(set, 'x00280103', 'uint16') === 1;
  return {
    file,
    syntax,
    series: seriesOf(set),
    modality: codeIn(set, 'x00080060'),
    sopClass: textIn(set, 'x00080016'),
    instance: textIn(set, 'x00080018'),
    frameOfReference: textIn(set, 'x00200052'),
    photometric: textIn(set, 'x00280004'),
    rows: binaryIn(set, 'x00280010', 'uint16') ?? 0,
    columns: binaryIn(set, 'x00280011', 'uint16') ?? 0,
    samples: binaryIn(set, 'x00280002', 'uint16') ?? 1,
    bitsAllocated,
    bitsStored,
    highBit: binaryIn(set, 'x00280102', 'uint16') ?? bitsStored - 1,
    signed,
    padding: paddingOf(set, signed, bitsAllocated),
    modalityLut: set.elements.x00283000 !== undefined,
    rescales: found(first, 'x00289145', (s) => numberIn(s, 'x00281052')) !== null,
    lossy: textIn(set, 'x00282110') === '01' || transferSyntax(syntax).lossy,
    hasPixels: pixels !== undefined,
    pixelBytes: pixels === undefined || pixels.hadUndefinedLength ? null : pixels.length,
    sliceThickness: found(first, 'x00289110', thicknessIn),
    kernel: printable(found(first, 'x00189314', (s) => textIn(s, 'x00181210'))),
    kilovolts: found(first, 'x00189325', (s) => numberIn(s, 'x00180060')),
    manufacturer: printable(textIn(set, 'x00080070')),
    model: printable(textIn(set, 'x00081090')),
    bodyPart: codeIn(set, 'x00180015'),
    frames: framesOf(perFrame, [shared, set], frameCount),
  };
}

/** A code such as HEAD; what is longer or other than a code may be is not believed to be one. */
function codeIn(set: DataSet, tag: string): string | null {
  const code = textIn(set, tag)?.toUpperCase() ?? '';
  return /^[A-Z0-9 _]{1,16}$/.test(code) ? code : null;
}

const MOST_FRAMES = 65_536;
/** mm. */
const THICKEST = 1000;

/** What is said of no frame in particular says where none of several lies. */
function framesOf(perFrame: readonly DataSet[], above: readonly Level[], count: number): DicomFrame[] {
  if (count === 1) return [frameOf([perFrame[0], ...above])];
  if (perFrame.length < count || count > MOST_FRAMES) return [{ ...frameOf(above), position: null }];
  return perFrame.slice(0, count).map((own) => frameOf([own, ...above]));
}

/** Its UID; of a file that lacks it, what else is the same in all of a series. */
const seriesOf = (set: DataSet): string =>
  textIn(set, 'x0020000e') ??
  ['x0020000d', 'x00200011', 'x00200010'].map((tag) => textIn(set, tag) ?? '').join(' ');

/** Enhanced files keep a frame's place in sequences, its own before the shared ones; plain files at the top. */
function frameOf(levels: readonly Level[]): DicomFrame {
  const orientation = found(levels, 'x00209116', (s) => numbersIn(s, 'x00200037', 6));
  const position = found(levels, 'x00209113', (s) => numbersIn(s, 'x00200032', 3));
  const spacing = found(levels, 'x00289110', (s) => numbersIn(s, 'x00280030', 2));
  return {
    position: position === null ? null : [position[0], position[1], position[2]],
    orientation:
      orientation === null
        ? null
        : [
            [orientation[0], orientation[1], orientation[2]],
            [orientation[3], orientation[4], orientation[5]],
          ],
    pixelSpacing: spacing === null ? null : [spacing[0], spacing[1]],
    slope: rescaleIn(levels, 'x00281053') ?? 1,
    intercept: rescaleIn(levels, 'x00281052') ?? 0,
    imageType: frameType(levels) ?? [],
    marks: marks.map((mark) => mark.of(levels)),
  };
}

/** mm; what no slice can be is no thickness. */
function thicknessIn(set: DataSet): number | null {
  const thickness = numberIn(set, 'x00180050');
  return thickness !== null && thickness > 0 && thickness <= THICKEST ? thickness : null;
}

/** NaN where something stands there that is no number: then the values are unknown, not as stored. */
const rescaleIn = (levels: readonly Level[], tag: string): number | null =>
  found(levels, 'x00289145', (s) => (textIn(s, tag) === null ? null : (numberIn(s, tag) ?? Number.NaN)));

function paddingOf(set: DataSet, signed: boolean, bits: number): readonly [number, number] | null {
  const read = (tag: string): number | undefined => {
    if (set.elements[tag]?.length !== 2) return undefined;
    return signed ? set.int16(tag) : set.uint16(tag);
  };
  const value = read('x00280120');
  if (value === undefined || bits !== 16) return null;
  const limit = read('x00280121') ?? value;
  return [Math.min(value, limit), Math.max(value, limit)];
}
