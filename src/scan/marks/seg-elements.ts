// What files of structures hold beside plain texts and numbers: names in any script, lists of short numbers, raw bytes.
import type { DataSet } from 'dicom-parser';
import { textIn } from '../dicom/dicom-values.js';
import { printableName } from '../printable-name.js';

/** No name of a structure is longer than this, bytes. */
const LONGEST = 4096;

/** The bytes of an element as they stand in the file; null where it is missing, empty or cut off. */
export function bytesIn(set: DataSet, tag: string): Uint8Array | null {
  const element = set.elements[tag];
  if (element === undefined || element.length === 0) return null;
  const end = element.dataOffset + element.length;
  if (end > set.byteArray.length) return null;
  return set.byteArray.subarray(element.dataOffset, end);
}

/** A 16-bit number; null where it is missing or cut off. */
export function shortIn(set: DataSet, tag: string, index = 0): number | null {
  const bytes = bytesIn(set, tag);
  if (bytes === null || bytes.length < 2 * index + 2) return null;
  return set.uint16(tag, index) ?? null;
}

const charsets: ReadonlyMap<string, string> = new Map([
  ['ISO_IR 192', 'utf-8'],
  ['ISO_IR 101', 'iso-8859-2'],
  ['ISO_IR 109', 'iso-8859-3'],
  ['ISO_IR 110', 'iso-8859-4'],
  ['ISO_IR 144', 'iso-8859-5'],
  ['ISO_IR 127', 'iso-8859-6'],
  ['ISO_IR 126', 'iso-8859-7'],
  ['ISO_IR 138', 'iso-8859-8'],
  ['ISO_IR 148', 'windows-1254'],
  ['ISO_IR 13', 'shift_jis'],
  ['ISO_IR 166', 'windows-874'],
  ['GB18030', 'gb18030'],
  ['GBK', 'gbk'],
  ['ISO 2022 IR 87', 'iso-2022-jp'],
  ['ISO 2022 IR 159', 'iso-2022-jp'],
  ['ISO 2022 IR 149', 'euc-kr'],
  ['ISO 2022 IR 58', 'gbk'],
]);

/** How the texts of a file are written; what isn't known is taken for Latin-1. */
export function charsetOf(set: DataSet): string {
  const codes = (textIn(set, 'x00080005') ?? '').split('\\').map((code) => code.trim());
  const known = codes.map((code) => charsets.get(code)).find((name) => name !== undefined);
  return known ?? 'windows-1252';
}

/** The name of a structure, fit to be shown; null where there is none. */
export function nameIn(set: DataSet, tag: string, charset: string): string | null {
  const bytes = bytesIn(set, tag);
  if (bytes === null || bytes.length > LONGEST) return null;
  return printableName(new TextDecoder(charset).decode(bytes));
}
