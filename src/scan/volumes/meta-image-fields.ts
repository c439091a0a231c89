// Splits the header of a MetaImage file into its fields.
// "MetaIO Library Documentation", itk.org/Wiki/MetaIO/Documentation.
import { UserError } from '../../core/errors.js';
import { numberList } from './number-list.js';

export interface MetaImageFields {
  /** The text of a field, by any of its names; undefined where it has none. */
  readonly text: (...names: string[]) => string | undefined;
  /** Its numbers; null where it is not there. Throws a UserError on anything else, or on another count of them. */
  readonly numbers: (count: number, ...names: string[]) => number[] | null;
  /** True, false, or null where it is not there. */
  readonly truth: (...names: string[]) => boolean | null;
}

/** `lines`: up to the one that names the voxels' file. Throws a UserError on a damaged header. */
export function metaImageFields(lines: readonly string[], name: string): MetaImageFields {
  const fields = new Map<string, string>();
  for (const line of lines) {
    const ends = [line.indexOf('='), line.indexOf(':')].filter((at) => at > 0);
    if (ends.length === 0) continue;
    const key = line
      .slice(0, Math.min(...ends))
      .trim()
      .toLowerCase();
    const value = line.slice(Math.min(...ends) + 1).trim();
    // A byte that is no text may have been part of a name that matters.
    if (/[\ufffd\0]/.test(key)) throw damaged(name, 'bytes that are no text');
    if (matters.has(key) && fields.has(key) && fields.get(key) !== value)
      throw damaged(name, 'a field that stands there twice');
    fields.set(key, value);
  }
  const text = (...names: string[]): string | undefined =>
    names.map((one) => fields.get(one.toLowerCase())).find((value) => value !== undefined);
  return {
    text,
    numbers: (count, ...names) => {
      const value = text(...names);
      if (value === undefined) return null;
      const numbers = numberList(value);
      if (numbers?.length === count) return numbers;
      throw damaged(name, `${names[0]} is not ${count} numbers`);
    },
    truth: (...names) => {
      const value = text(...names);
      return value === undefined ? null : /^(true|t|1|yes|y)$/i.test(value);
    },
  };
}

const matters = new Set([
  'ndims',
  'dimsize',
  'elementtype',
  'elementspacing',
  'elementsize',
  'transformmatrix',
  'rotation',
  'orientation',
  'offset',
  'position',
  'origin',
  'compresseddata',
  'binarydata',
  'binarydatabyteordermsb',
  'elementbyteordermsb',
  'elementnumberofchannels',
  'headersize',
]);

const damaged = (name: string, what: string): UserError =>
  new UserError(`${name}: its MetaImage header is damaged (${what}).`, 'Export the file again.');
