// Measurements as a text short enough for the page's address, and back.
import type { Vec3 } from '../core/grid.js';
import { type MeasureKind, type Measurement, measureKinds, pointsNeeded } from './measurement.js';

/** One character a kind; a '-' after it where the measurement is hidden. */
const codes: Readonly<Record<MeasureKind, string>> = {
  distance: 'd',
  angle: 'a',
  'right-left': 'x',
  'front-back': 'y',
  'foot-head': 'z',
};

/** More than anybody takes, and few enough that a hostile address can't stop the page. */
export const mostMeasurements = 40;
export const longestName = 60;

/** 'd:x,y,z:x,y,z:name;…', mm to 0.1 µm; in names all but Latin letters, digits, blanks and _ . - by its number, as (e9). */
export const measureAddress = (measurements: readonly Measurement[]): string =>
  measurements
    .map(({ kind, name, points, shown }) =>
      [codes[kind] + (shown ? '' : '-'), ...points.map(pointText), nameText(name)].join(':'),
    )
    .join(';');

const pointText = (p: Vec3): string => p.map((x) => String(Number(x.toFixed(4)))).join(',');

/** What `measureAddress` wrote; null if it is anything else: no measurement is ever guessed. */
export function readMeasureAddress(text: string): readonly Measurement[] | null {
  if (text === '') return [];
  const items = text.split(';');
  if (items.length > mostMeasurements) return null;
  const read = items.map(readItem);
  return read.some((one) => one === null) ? null : read.filter((one) => one !== null);
}

function readItem(item: string): Measurement | null {
  const [code, ...fields] = item.split(':');
  const kind = measureKinds.find((one) => codes[one] === code.replace(/-$/, ''));
  if (kind === undefined || fields.length !== pointsNeeded(kind) + 1) return null;
  const points = fields.slice(0, -1).map(readPoint);
  const name = readName(fields[fields.length - 1]);
  if (name === null || points.some((p) => p === null)) return null;
  return { kind, name, points: points.filter((p) => p !== null), shown: !code.endsWith('-') };
}

const number = /^-?\d{1,5}(\.\d{1,4})?$/;

function readPoint(text: string): Vec3 | null {
  const numbers = text.split(',');
  if (numbers.length !== 3 || !numbers.every((one) => number.test(one))) return null;
  const [x, y, z] = numbers.map(Number);
  return [x, y, z];
}

const nameText = (name: string): string =>
  name.replace(/[^A-Za-z0-9 _.-]/gu, (c) => `(${(c.codePointAt(0) ?? 0).toString(16)})`);

const plainName = /^(?:[A-Za-z0-9 _.-]|\((?:10|[0-9a-f])?[0-9a-f]{1,4}\))*$/;

function readName(text: string): string | null {
  if (!plainName.test(text)) return null;
  const name = text.replace(/\(([0-9a-f]+)\)/g, (_, code: string) =>
    String.fromCodePoint(Number.parseInt(code, 16)),
  );
  return name.length <= longestName ? name : null;
}
