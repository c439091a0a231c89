// The header of a PLY file: which elements follow, with which properties.
import { meshError } from './mesh-file.js';

export const plyTypes = [
  'int8',
  'uint8',
  'int16',
  'uint16',
  'int32',
  'uint32',
  'float32',
  'float64',
] as const;
export type PlyType = (typeof plyTypes)[number];
export const plySizes: Readonly<Record<PlyType, number>> = {
  int8: 1,
  uint8: 1,
  int16: 2,
  uint16: 2,
  int32: 4,
  uint32: 4,
  float32: 4,
  float64: 8,
};
const oldNames: Readonly<Record<string, PlyType>> = {
  char: 'int8',
  uchar: 'uint8',
  short: 'int16',
  ushort: 'uint16',
  int: 'int32',
  uint: 'uint32',
  float: 'float32',
  double: 'float64',
};

export interface PlyProperty {
  readonly name: string;
  readonly type: PlyType;
  /** The type of the count that stands before a list; null for a single value. */
  readonly countType: PlyType | null;
}

export interface PlyElement {
  readonly name: string;
  readonly count: number;
  readonly properties: PlyProperty[];
}

export interface PlyHeader {
  readonly coding: 'ascii' | 'binary_little_endian' | 'binary_big_endian';
  readonly elements: readonly PlyElement[];
  /** Where the data begin, bytes. */
  readonly length: number;
}

const longest = 1 << 16;

/** Throws a UserError. */
export function plyHeader(bytes: Uint8Array, file: string): PlyHeader {
  const text = Buffer.from(bytes.subarray(0, longest)).toString('latin1');
  const end = /(?:\r\n|\n|\r)end_header[ \t]*(?:\r\n|\n|\r|$)/.exec(text);
  if (end === null) throw meshError(file, 'the PLY header has no end');
  const elements: PlyElement[] = [];
  let coding: PlyHeader['coding'] | null = null;
  for (const line of text.slice(0, end.index).split(/\r\n|\n|\r/)) {
    const words = line.trim().split(/\s+/);
    if (words[0] === 'format') coding = codingOf(words[1]);
    else if (words[0] === 'element') elements.push(elementOf(words, file));
    else if (words[0] === 'property') {
      const element = elements.at(-1);
      if (element === undefined) throw meshError(file, 'the PLY header has a property before any element');
      element.properties.push(propertyOf(words, file));
    }
  }
  if (coding === null) throw meshError(file, 'the PLY header names no known format');
  return { coding, elements, length: end.index + end[0].length };
}

function codingOf(word: string | undefined): PlyHeader['coding'] | null {
  if (word === 'ascii' || word === 'binary_little_endian' || word === 'binary_big_endian') return word;
  return null;
}

function elementOf(words: readonly string[], file: string): PlyElement {
  const count = Number(words[2]);
  if (words.length < 3 || !Number.isInteger(count) || count < 0)
    throw meshError(file, 'the PLY header has an element without a count');
  return { name: words[1], count, properties: [] };
}

function propertyOf(words: readonly string[], file: string): PlyProperty {
  const type = (word: string | undefined): PlyType => {
    const found =
      plyTypes.find((t) => t === word) ??
      (Object.hasOwn(oldNames, word ?? '') ? oldNames[word ?? ''] : undefined);
    if (found === undefined) throw meshError(file, 'the PLY header has a property of an unknown type');
    return found;
  };
  if (words[1] === 'list') return { name: words[4] ?? '', countType: type(words[2]), type: type(words[3]) };
  return { name: words[2] ?? '', countType: null, type: type(words[1]) };
}
