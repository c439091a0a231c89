// Splits a DICOM file into its transfer syntax and its data set, with or without preamble, deflated or not.
import { inflateRawSync } from 'node:zlib';
import type { DataSet } from 'dicom-parser';
import { bareSyntax } from '../scan-format.js';
import { dicomElements, type Encoding } from './dicom-elements.js';

const DEFLATED = '1.2.840.10008.1.2.1.99';
const EXPLICIT = '1.2.840.10008.1.2.1';
const IMPLICIT = '1.2.840.10008.1.2';
const BIG_ENDIAN = '1.2.840.10008.1.2.2';
/** A deflated data set may not grow beyond this, bytes. */
const MOST_INFLATED = 2 ** 30;

export interface ParsedDicom {
  readonly syntax: string;
  /** Its offsets count from the start of `set.byteArray`, not of the file. */
  readonly set: DataSet;
}

/** Null when `bytes` are no DICOM, or damaged, or cut off. `untilTag` stops before the value of an element, or of the first beyond it. */
export function parseDicom(bytes: Uint8Array, untilTag?: string): ParsedDicom | null {
  try {
    const meta = fileMeta(bytes);
    const rest = bytes.subarray(meta.end);
    const syntax = meta.syntax ?? bareSyntax(rest);
    if (syntax === null) return null;
    const deflated = syntax === DEFLATED;
    const body = deflated ? inflateRawSync(rest, { maxOutputLength: MOST_INFLATED }) : rest;
    return { syntax, set: dicomElements(body, encodingOf(body, syntax), untilTag) };
  } catch {
    return null;
  }
}

/** As the syntax says, but for files that call themselves implicit and are not. */
function encodingOf(body: Uint8Array, syntax: string): Encoding {
  if (syntax === BIG_ENDIAN) return { explicit: true, little: false };
  return { explicit: syntax !== IMPLICIT || bareSyntax(body) === EXPLICIT, little: true };
}

/** The transfer syntax in group 0002, which is always explicit little-endian, and where the group ends. */
function fileMeta(bytes: Uint8Array): { readonly syntax: string | null; readonly end: number } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const text = (from: number, to: number): string => String.fromCharCode(...bytes.subarray(from, to));
  let syntax: string | null = null;
  let at = text(128, 132) === 'DICM' ? 132 : text(0, 4) === 'DICM' ? 4 : 0;
  while (at + 8 <= bytes.length && view.getUint16(at, true) === 2) {
    const long = ['OB', 'OD', 'OF', 'OL', 'OV', 'OW', 'SQ', 'SV', 'UC', 'UN', 'UR', 'UT', 'UV'].includes(
      text(at + 4, at + 6),
    );
    const value = at + (long ? 12 : 8);
    const length = long ? view.getUint32(at + 8, true) : view.getUint16(at + 6, true);
    if (view.getUint16(at + 2, true) === 0x10)
      syntax = text(value, value + Math.min(length, 64)).replace(/[\0 ]+$/, '');
    at = value + length;
  }
  return { syntax, end: at };
}
