// DICOM as broken writers and bad minds make it: elements missing, of the wrong kind, contradicting each other, nested.
import type { Elements } from '../../test/fixtures/dicom-file.js';
import { dicomBytes } from './dicom-bytes.js';
import type { Random } from './random.js';
import type { DicomParts } from './seed.js';

type Value = Elements[string];

const texts = [
  ...[
    '',
    ' ',
    '0',
    '-1',
    '1e999',
    'NaN',
    '1e-30',
    '1e30',
    '-1e30',
    '2147483648',
    '4294967296',
    '9007199254740993',
    'abc',
    '\\',
    '\\\\\\\\\\\\',
  ],
  ...[
    '0\\0\\0',
    '1\\0\\0\\0\\1\\0',
    '0\\0\\0\\0\\0\\0',
    '1\\0\\0\\1\\0\\0',
    'NaN\\NaN\\NaN',
    '1e300\\1e300\\1e300',
    '1\\1',
    '0\\0',
    '-1\\1',
    '1e-9\\1e-9',
  ],
  ...[
    '0\\0\\1e6',
    '0.7\\0.7\\0\\0\\0\\1',
    '2\\0\\0\\0\\2\\0',
    'a'.repeat(3000),
    '1\\'.repeat(2000),
    '\u001b[31m',
    '..\\..\\..\\etc\\passwd',
    '\0\0\0',
  ],
  ...[
    'BINARY',
    'FRACTIONAL',
    'LABELMAP',
    'RGB',
    'MONOCHROME1',
    'PALETTE COLOR',
    'CLOSED_PLANAR',
    'POINT',
    'CT',
    'SEG',
    'RTSTRUCT',
    'SR',
  ],
  ...[
    '1.2.840.10008.5.1.4.1.1.66.4',
    '1.2.840.10008.5.1.4.1.1.481.3',
    '1.2.840.10008.5.1.4.1.1.88.67',
    '1.2.840.10008.1.3.10',
  ],
];
const numbers = [0, 1, 2, 3, 7, 8, 9, 12, 15, 16, 17, 24, 32, 64, 255, 256, 32767, 32768, 65534, 65535];
const syntaxes = [
  '',
  '.1',
  '.1.99',
  '.2',
  '.5',
  '.4.50',
  '.4.57',
  '.4.70',
  '.4.80',
  '.4.90',
  '.4.91',
  '.4.100',
  '.4.201',
  '.8.1',
  '.1.98',
  '.4.999',
];

function otherValue(value: Value, random: Random, depth = 0): Value {
  if (random.once(12)) return random.pick<Value>(['', 0, 65535, Buffer.alloc(0), [], [{}], 'wrong']);
  if (typeof value === 'string') return changedText(value, random);
  if (typeof value === 'number')
    return random.once(3) ? Math.max(0, value + random.pick([-1, 1])) : random.pick(numbers);
  if (Buffer.isBuffer(value)) return changedBuffer(value, random);
  return changedItems(value as readonly Elements[], random, depth);
}

function changedText(text: string, random: Random): string {
  const parts = text.split('\\');
  if (parts.length === 1 || random.once(3)) return random.pick(texts);
  parts[random.below(parts.length)] = random.pick(texts).split('\\')[0];
  if (random.once(4)) parts.splice(random.below(parts.length), 1);
  return parts.join('\\');
}

function changedBuffer(bytes: Buffer, random: Random): Buffer {
  const length = random.pick([
    0,
    1,
    2,
    bytes.length - 1,
    bytes.length + 1,
    bytes.length >> 1,
    2 * bytes.length,
  ]);
  if (random.once(2)) return Buffer.concat([bytes, bytes]).subarray(0, Math.max(0, length));
  return Buffer.from(bytes).fill(random.pick([0, 0x7f, 0x80, 0xff]), random.below(bytes.length + 1));
}

function changedItems(items: readonly Elements[], random: Random, depth: number): readonly Elements[] {
  if (items.length === 0) return [{}];
  const at = random.below(items.length);
  const all = [...items];
  const kind = random.below(8);
  if (kind === 0) all.splice(at, 1);
  else if (kind === 1) all.splice(at, 0, all[random.below(all.length)]);
  else if (kind === 2) [all[at], all[0]] = [all[0], all[at]];
  else if (kind === 3) return [];
  else if (kind === 4) all[at] = {};
  else all[at] = damageElements(all[at], random, depth + 1);
  return all;
}

/** Half of the damage hits what lies at the bottom of sequences, which is where geometry is. */
export function damageElements(elements: Elements, random: Random, depth = 0): Elements {
  const tags = Object.keys(elements);
  if (tags.length === 0) return { '00280010': random.pick(numbers) };
  const sequences = tags.filter((tag) => Array.isArray(elements[tag]));
  const tag = sequences.length > 0 && random.once(2) ? random.pick(sequences) : random.pick(tags);
  const { [tag]: value, ...rest } = elements;
  if (random.once(4)) return rest;
  // What names a patient stays where it is looked for.
  if (random.once(10) && !/^(0010|0020|0008)/.test(tag)) return { ...elements, [random.pick(tags)]: value };
  return { ...elements, [tag]: otherValue(value, random, depth) };
}

function damageFragments(fragments: readonly Buffer[], random: Random): readonly Buffer[] {
  const all = [...fragments];
  const at = random.below(all.length);
  const kind = random.below(6);
  if (kind === 0) all.splice(at, 1);
  else if (kind === 1) all.splice(at, 0, Buffer.alloc(random.pick([0, 2, 64])));
  else if (kind === 2) all.splice(at, 1, all[at].subarray(0, random.below(all[at].length)));
  else if (kind === 3)
    all.splice(at, 1, ...Array.from({ length: random.pick([3, 5000]) }, () => Buffer.alloc(0)));
  else {
    const copy = Buffer.from(all[at]);
    for (let n = random.pick([1, 2, 20]); n > 0; n--)
      copy[random.below(random.once(2) ? Math.min(60, copy.length) : copy.length)] = random.pick([
        0,
        1,
        255,
        0x7f,
        random.below(256),
      ]);
    all[at] = copy;
  }
  return all;
}

/** Its elements, its pixels, or the name of its syntax. */
export function damageDicom(parts: DicomParts, random: Random): DicomParts {
  if (random.once(25)) return { ...parts, syntax: `1.2.840.10008.1.2${random.pick(syntaxes)}` };
  if (parts.fragments !== undefined && parts.fragments.length > 0 && random.once(2))
    return { ...parts, fragments: damageFragments(parts.fragments, random) };
  let { elements } = parts;
  for (let n = random.pick([1, 1, 2, 4]); n > 0; n--) elements = damageElements(elements, random);
  return { ...parts, elements };
}

/** As it would be written; what even our writer for tests can't write is left whole. */
export function damagedDicomBytes(parts: DicomParts, random: Random): Buffer {
  const bytes = dicomBytes(damageDicom(parts, random));
  return random.once(6) ? damageHeads(bytes, random) : bytes;
}

const vrs = ['SQ', 'UN', 'OB', 'OW', 'US', 'DS', 'UT', 'XX', 'zz', '\0\0', 'AT', 'OV', 'FD', 'UL'];
const lengths = [0, 1, 2, 0xfffe, 0xffff, 0x10000, 0x7fffffff, 0x80000000, 0xfffffffe, 0xffffffff];

/** Kinds and lengths of elements, where they begin like one; a deep nest, or one without an end, before the last of them. */
function damageHeads(bytes: Buffer, random: Random): Buffer {
  const heads: number[] = [];
  for (let at = 0; at + 8 < Math.min(bytes.length, 20000); at++)
    if (/^[A-Z]{2}$/.test(bytes.toString('latin1', at + 4, at + 6)) && bytes[at + 1] < 0x80) heads.push(at);
  if (heads.length === 0) return bytes;
  const at = random.pick(heads);
  const copy = Buffer.from(bytes);
  const kind = random.below(5);
  if (kind === 0) copy.write(random.pick(vrs), at + 4, 'latin1');
  else if (kind === 1) copy.writeUInt16LE(random.pick(lengths) & 0xffff, at + 6);
  else if (kind === 2 && at + 12 <= copy.length) copy.writeUInt32LE(random.pick(lengths), at + 8);
  else {
    const nest = nested(random.pick([2, 63, 65, 1000, 20000]), random.once(2), random.once(2));
    return Buffer.concat([bytes.subarray(0, at), nest, bytes.subarray(at)]);
  }
  return copy;
}

/** Sequences in sequences, `open`: of undefined length; `ended`: with all their delimiters. */
export function nested(depth: number, open: boolean, ended: boolean): Buffer {
  const head = (length: number): Buffer => {
    const bytes = Buffer.alloc(20);
    bytes.writeUInt16LE(0x0008, 0);
    bytes.writeUInt16LE(0x1140, 2);
    bytes.write('SQ', 4);
    bytes.writeUInt32LE(open ? 0xffffffff : length + 8, 8);
    bytes.writeUInt16LE(0xfffe, 12);
    bytes.writeUInt16LE(0xe000, 14);
    bytes.writeUInt32LE(open ? 0xffffffff : length, 16);
    return bytes;
  };
  const tail = Buffer.alloc(16);
  tail.writeUInt32LE(0xe00dfffe, 0);
  tail.writeUInt32LE(0xe0ddfffe, 8);
  const heads = Array.from({ length: depth }, (_, n) => head((depth - 1 - n) * 20));
  const tails = open && ended ? Array.from({ length: depth }, () => tail) : [];
  return Buffer.concat([...heads, ...tails]);
}
