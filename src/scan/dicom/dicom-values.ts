// The values of DICOM elements as numbers and text; null where one is missing, or is not what it should be.
import type { DataSet, Element } from 'dicom-parser';

/** A data set that may answer, or none. */
export type Level = DataSet | undefined;

/** The data sets of a sequence. */
export const itemsOf = (set: DataSet, tag: string): DataSet[] =>
  (set.elements[tag]?.items ?? []).flatMap((item: Element) =>
    item.dataSet === undefined ? [] : [item.dataSet],
  );

/** The first level that answers, asked in its sequence first and then itself. */
export function found<T>(
  levels: readonly Level[],
  sequence: string,
  ask: (set: DataSet) => T | null,
): T | null {
  for (const level of levels) {
    if (level === undefined) continue;
    const item = itemsOf(level, sequence)[0];
    const answer = (item === undefined ? null : ask(item)) ?? ask(level);
    if (answer !== null) return answer;
  }
  return null;
}

/** Trimmed; null where it is empty, or too long for a text. */
export function textIn(set: DataSet, tag: string): string | null {
  const element = set.elements[tag];
  if (element === undefined || element.length === 0 || element.length > 4096) return null;
  if (element.dataOffset + element.length > set.byteArray.length) return null;
  const bytes = set.byteArray.subarray(element.dataOffset, element.dataOffset + element.length);
  const text = Buffer.from(bytes).toString('latin1');
  return text.replace(/[\0 ]+$/, '').trim() || null;
}

/** Decimal numbers written as text; null where fewer than `count`, or one of these is none. */
export function numbersIn(set: DataSet, tag: string, count: number): number[] | null {
  const parts = (textIn(set, tag) ?? '')
    .split('\\')
    .map((part) => (part.trim() === '' ? Number.NaN : Number(part)));
  return parts.length >= count && parts.slice(0, count).every(Number.isFinite) ? parts : null;
}

export const numberIn = (set: DataSet, tag: string): number | null => numbersIn(set, tag, 1)?.[0] ?? null;

const widths = { uint16: 2, uint32: 4, float: 4, double: 8 } as const;

/** One number stored in binary. */
export function binaryIn(set: DataSet, tag: string, kind: keyof typeof widths): number | null {
  const element = set.elements[tag];
  if (element === undefined || element.length < widths[kind]) return null;
  if (element.dataOffset + widths[kind] > set.byteArray.length) return null;
  const value = set[kind](tag);
  return value === undefined || !Number.isFinite(value) ? null : value;
}

/** Names of devices and kernels, without anything that could trouble a page or a terminal. */
export function printable(text: string | null): string | null {
  const clean = (text ?? '').replace(/[^\x20-\x7e]/g, '').slice(0, 64);
  return clean.trim() || null;
}
