// What an RT structure set says: its regions of interest, and of each its contours, as bytes until they are needed.
// DICOM PS3.3 A.19, C.8.8.5 and C.8.8.6: RT Structure Set, Structure Set and ROI Contour modules.
import type { DataSet } from 'dicom-parser';
import type { Colour } from '../../core/colour.js';
import { UserError } from '../../core/errors.js';
import type { LabelName } from '../../core/scan.js';
import { itemsOf, numberIn, numbersIn, textIn } from '../dicom/dicom-values.js';
import type { ParsedDicom } from '../dicom/parse-dicom.js';
import { bytesIn, charsetOf, nameIn } from './seg-elements.js';

export interface RtContour {
  /** 'CLOSED_PLANAR', 'POINT', … in capitals. */
  readonly type: string;
  /** How many points the file says it has; null where it doesn't. */
  readonly stated: number | null;
  /** The points as text: x\y\z\x\y\z …, LPS mm. */
  readonly bytes: Uint8Array;
}

export interface RtRegion extends LabelName {
  /** Of the frame of reference that its points are in; never shown. Null where the file doesn't say. */
  readonly frame: string | null;
  readonly contours: readonly RtContour[];
}

export interface RtHeader {
  readonly regions: readonly RtRegion[];
  readonly remarks: readonly string[];
}

export const damagedStructures = (name: string, why: string): UserError =>
  new UserError(`${name}: this RT structure set ${why}.`, 'Export or copy the structure set again.');

/** `name`: the file's, for messages. Throws a UserError where there is nothing to be read. */
export function rtstructHeader({ set }: ParsedDicom, name: string): RtHeader {
  const charset = charsetOf(set);
  const contoursOf = new Map<number, DataSet>();
  for (const item of itemsOf(set, 'x30060039')) {
    const number = numberIn(item, 'x30060084');
    if (number === null) continue;
    if (contoursOf.has(number)) throw damagedStructures(name, 'gives contours of one region twice');
    contoursOf.set(number, item);
  }
  const onlyFrame = frameOf(set);
  const regions = itemsOf(set, 'x30060020').map((item): RtRegion => {
    const id = numberIn(item, 'x30060022') ?? Number.NaN;
    const drawn = contoursOf.get(id);
    return {
      id,
      name: nameIn(item, 'x30060026', charset) ?? '',
      colour: drawn === undefined ? null : colourOf(drawn),
      frame: textIn(item, 'x30060024') ?? onlyFrame,
      contours: drawn === undefined ? [] : contoursIn(drawn),
    };
  });
  if (regions.length === 0) throw damagedStructures(name, 'lists no regions');
  if (
    regions.some(({ id }) => !Number.isInteger(id)) ||
    new Set(regions.map(({ id }) => id)).size < regions.length
  )
    throw damagedStructures(name, 'has regions without a number of their own');
  return numbered(regions.sort((a, b) => a.id - b.id));
}

/** The frame of the whole set, where it speaks of one alone. */
function frameOf(set: DataSet): string | null {
  const frames = itemsOf(set, 'x30060010').flatMap((item) => textIn(item, 'x00200052') ?? []);
  return new Set(frames).size === 1 ? frames[0] : textIn(set, 'x00200052');
}

function colourOf(drawn: DataSet): Colour | null {
  const rgb = numbersIn(drawn, 'x3006002a', 3);
  if (rgb === null || rgb.slice(0, 3).some((part) => part < 0 || part > 255)) return null;
  const of = (part: number): number => Math.round((part / 255) * 1000) / 1000;
  return [of(rgb[0]), of(rgb[1]), of(rgb[2])];
}

const contoursIn = (drawn: DataSet): RtContour[] =>
  itemsOf(drawn, 'x30060040').map((item) => ({
    type: (textIn(item, 'x30060042') ?? '').toUpperCase(),
    stated: numberIn(item, 'x30060046'),
    bytes: bytesIn(item, 'x30060050') ?? new Uint8Array(0),
  }));

/** A label map has no room for 0 (the background), for numbers below, or beyond 16 bits. */
function numbered(regions: readonly RtRegion[]): RtHeader {
  if (regions.every(({ id }) => id > 0 && id <= 32767)) return { regions, remarks: [] };
  return {
    regions: regions.map((region, n) => ({ ...region, id: n + 1 })),
    remarks: [
      `The regions were numbered anew, 1 to ${regions.length}: a label map can't hold their own numbers.`,
    ],
  };
}
