// What may tell apart several pictures of one place: phases, echoes, passes. Never printed but as this page says.
import type { DataSet } from 'dicom-parser';
import { binaryIn, found, type Level, numberIn, textIn } from './dicom-values.js';

/** One of them: how it is called, and its unit where its value may be told. */
export interface Mark {
  readonly name: string;
  readonly unit: string | null;
  /** Null where the file doesn't say. */
  readonly of: (levels: readonly Level[]) => string | number | null;
}

export type MarkValue = string | number | null;

const asked =
  (sequence: string, ...asks: readonly ((set: DataSet) => MarkValue)[]): Mark['of'] =>
  (levels) => {
    for (const ask of asks) {
      const answer = found(levels, sequence, ask);
      if (answer !== null) return answer;
    }
    return null;
  };

const CONTENT = 'x00209111';
const CARDIAC = 'x00189118';
const NONE = '';

/** In the order in which they are tried: what is a property of the picture before what merely counts or dates it. */
export const marks: readonly Mark[] = [
  { name: 'stack', unit: null, of: asked(CONTENT, (s) => textIn(s, 'x00209056')) },
  { name: 'image type', unit: null, of: (levels) => frameType(levels)?.join('\\') ?? null },
  {
    name: 'temporal position',
    unit: '',
    of: asked(
      CONTENT,
      (s) => numberIn(s, 'x00200100'),
      (s) => binaryIn(s, 'x00209128', 'uint32'),
    ),
  },
  {
    name: 'acquisition',
    unit: '',
    of: asked(
      CONTENT,
      (s) => numberIn(s, 'x00200012'),
      (s) => binaryIn(s, 'x00209156', 'uint16'),
    ),
  },
  {
    name: 'trigger time',
    unit: 'ms',
    of: asked(
      CARDIAC,
      (s) => numberIn(s, 'x00181060'),
      (s) => binaryIn(s, 'x00209153', 'double'),
    ),
  },
  { name: 'cardiac phase', unit: '%', of: asked(CARDIAC, (s) => percent(s, 'x00209241')) },
  { name: 'respiratory phase', unit: '%', of: asked('x00209253', (s) => percent(s, 'x00209245')) },
  { name: 'time of the frame', unit: 'ms', of: asked(NONE, (s) => numberIn(s, 'x00541300')) },
  { name: 'echo', unit: '', of: asked(NONE, (s) => numberIn(s, 'x00180086')) },
  {
    name: 'echo time',
    unit: 'ms',
    of: asked(
      'x00189114',
      (s) => numberIn(s, 'x00180081'),
      (s) => binaryIn(s, 'x00189082', 'double'),
    ),
  },
  { name: 'inversion time', unit: 'ms', of: asked(NONE, (s) => numberIn(s, 'x00180082')) },
  { name: 'b-value', unit: 's/mm²', of: asked('x00189117', (s) => binaryIn(s, 'x00189087', 'double')) },
  { name: 'flip angle', unit: '°', of: asked(NONE, (s) => numberIn(s, 'x00181314')) },
  { name: 'tube voltage', unit: 'kV', of: asked('x00189325', (s) => numberIn(s, 'x00180060')) },
  { name: 'contrast agent', unit: null, of: asked(NONE, (s) => textIn(s, 'x00180010')) },
  { name: 'acquisition time', unit: null, of: asked(CONTENT, acquired, (s) => clock(s, 'x00080032')) },
  { name: 'content time', unit: null, of: asked(NONE, (s) => clock(s, 'x00080033')) },
  { name: 'instance number', unit: null, of: asked(NONE, (s) => numberIn(s, 'x00200013')) },
];

/** Enhanced files say it of each frame, others of the picture; in capitals. */
export function frameType(levels: readonly Level[]): readonly string[] | null {
  for (const sequence of ['x00189329', 'x00189226', 'x00189751']) {
    const text = found(levels, sequence, (s) => textIn(s, 'x00089007'));
    if (text !== null) return text.toUpperCase().split('\\');
  }
  const text = found(levels, NONE, (s) => textIn(s, 'x00080008'));
  return text?.toUpperCase().split('\\') ?? null;
}

/** Binary in the standard, but some write it as text. */
const percent = (set: DataSet, tag: string): number | null =>
  set.elements[tag]?.length === 4 ? binaryIn(set, tag, 'float') : numberIn(set, tag);

function acquired(set: DataSet): number | null {
  return instant(textIn(set, 'x00189074') ?? textIn(set, 'x0008002a'));
}

/** Seconds of the day, as DICOM writes times. */
function clock(set: DataSet, tag: string): number | null {
  const text = (textIn(set, tag) ?? '').replaceAll(':', '');
  return /^\d{2,6}(\.\d*)?$/.test(text) ? secondsOf(text) : null;
}

const secondsOf = (text: string): number =>
  Number(text.slice(0, 2)) * 3600 + Number(text.slice(2, 4)) * 60 + Number(text.slice(4) || 0);

/** Seconds, in order, of a date with a time. */
function instant(text: string | null): number | null {
  const parts = /^(\d{4})(\d\d)(\d\d)(\d{2,6}(?:\.\d*)?)/.exec(text ?? '');
  if (parts === null) return null;
  return ((Number(parts[1]) * 12 + Number(parts[2])) * 31 + Number(parts[3])) * 86400 + secondsOf(parts[4]);
}
