// What one DICOM file says of its picture: plain values, nothing that identifies anybody but the series' own key.

import type { DataSet, Element } from 'dicom-parser';
import type { Vec3 } from '../core/grid.js';
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
}

export interface DicomImage {
  readonly file: StoredFile;
  readonly syntax: string;
  /** Only to tell series apart; never printed. */
  readonly series: string;
  readonly modality: string | null;
  readonly sopClass: string | null;
  readonly imageType: readonly string[];
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
  readonly lossy: boolean;
  readonly hasPixels: boolean;
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
  const bitsAllocated = set.uint16('x00280100') ?? 0;
  const bitsStored = set.uint16('x00280101') ?? bitsAllocated;
  const signed = set.uint16('x00280103') === 1;
  return {
    file,
    syntax,
    series: textIn(set, 'x0020000e') ?? '',
    modality: printable(textIn(set, 'x00080060')),
    sopClass: textIn(set, 'x00080016'),
    imageType: (textIn(set, 'x00080008') ?? '').toUpperCase().split('\\'),
    rows: set.uint16('x00280010') ?? 0,
    columns: set.uint16('x00280011') ?? 0,
    samples: set.uint16('x00280002') ?? 1,
    bitsAllocated,
    bitsStored,
    highBit: set.uint16('x00280102') ?? bitsStored - 1,
    signed,
    padding: paddingOf(set, signed, bitsAllocated),
    modalityLut: set.elements.x00283000 !== undefined,
    lossy: textIn(set, 'x00282110') === '01',
    hasPixels: set.elements.x7fe00010 !== undefined,
    sliceThickness: found(first, 'x00289110', (s) => numberIn(s, 'x00180050')),
    kernel: printable(found(first, 'x00189314', (s) => textIn(s, 'x00181210'))),
    kilovolts: found(first, 'x00189325', (s) => numberIn(s, 'x00180060')),
    manufacturer: printable(textIn(set, 'x00080070')),
    model: printable(textIn(set, 'x00081090')),
    bodyPart: printable(textIn(set, 'x00180015'))?.toUpperCase() ?? null,
    frames: Array.from({ length: Math.min(frameCount, 65536) }, (_, f) =>
      frameOf([perFrame[f], shared, set]),
    ),
  };
}

type Level = DataSet | undefined;

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
    slope: found(levels, 'x00289145', (s) => numberIn(s, 'x00281053')) ?? 1,
    intercept: found(levels, 'x00289145', (s) => numberIn(s, 'x00281052')) ?? 0,
  };
}

/** The first level that answers, asked in its sequence first and then itself. */
function found<T>(levels: readonly Level[], sequence: string, ask: (set: DataSet) => T | null): T | null {
  for (const level of levels) {
    if (level === undefined) continue;
    const item = itemsOf(level, sequence)[0];
    const answer = (item === undefined ? null : ask(item)) ?? ask(level);
    if (answer !== null) return answer;
  }
  return null;
}

const itemsOf = (set: DataSet, tag: string): DataSet[] =>
  (set.elements[tag]?.items ?? []).flatMap((item: Element) =>
    item.dataSet === undefined ? [] : [item.dataSet],
  );

function textIn(set: DataSet, tag: string): string | null {
  const element = set.elements[tag];
  if (element === undefined || element.length === 0 || element.length > 4096) return null;
  if (element.dataOffset + element.length > set.byteArray.length) return null;
  const bytes = set.byteArray.subarray(element.dataOffset, element.dataOffset + element.length);
  return (
    Buffer.from(bytes)
      .toString('latin1')
      .replace(/[\0 ]+$/, '')
      .trim() || null
  );
}

function numbersIn(set: DataSet, tag: string, count: number): number[] | null {
  const parts = (textIn(set, tag) ?? '')
    .split('\\')
    .map((part) => (part.trim() === '' ? Number.NaN : Number(part)));
  return parts.length >= count && parts.slice(0, count).every(Number.isFinite) ? parts : null;
}

const numberIn = (set: DataSet, tag: string): number | null => numbersIn(set, tag, 1)?.[0] ?? null;

/** Names of devices and kernels, without anything that could trouble a page or a terminal. */
function printable(text: string | null): string | null {
  const clean = (text ?? '').replace(/[^\x20-\x7e]/g, '').slice(0, 64);
  return clean.trim() || null;
}

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
