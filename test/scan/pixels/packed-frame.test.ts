// Which compressed bytes belong to which frame: tables of offsets of both kinds, none, wrong ones; fragments, padding.
import { describe, expect, it } from 'vitest';
import { parseDicom } from '../../../src/scan/dicom/parse-dicom.js';
import { packedFrame } from '../../../src/scan/pixels/packed-frame.js';

const u16 = (n: number): Buffer => Buffer.from([n & 255, n >> 8]);
const u32 = (n: number): Buffer => Buffer.from([n & 255, (n >> 8) & 255, (n >> 16) & 255, n >>> 24]);
const u64 = (n: number): Buffer => Buffer.concat([u32(n), u32(0)]);
const item = (bytes: Buffer): Buffer => Buffer.concat([u16(0xfffe), u16(0xe000), u32(bytes.length), bytes]);

interface Extended {
  readonly offsets: readonly number[];
  readonly lengths: readonly number[];
}

/** A file with nothing but pixels: `table` in the first item, then the fragments. */
function file(fragments: readonly Buffer[], table: readonly number[] = [], extended?: Extended): Buffer {
  const syntax = Buffer.from('1.2.840.10008.1.2.4.70');
  const long = (element: number, vr: string, body: Buffer): Buffer =>
    Buffer.concat([u16(0x7fe0), u16(element), Buffer.from(`${vr}\0\0`), u32(body.length), body]);
  const tables =
    extended === undefined
      ? []
      : [
          long(1, 'OV', Buffer.concat(extended.offsets.map(u64))),
          long(2, 'OV', Buffer.concat(extended.lengths.map(u64))),
        ];
  return Buffer.concat([
    Buffer.alloc(128),
    Buffer.from('DICM'),
    Buffer.concat([u16(2), u16(0x10), Buffer.from('UI'), u16(syntax.length), syntax]),
    Buffer.concat([u16(0x28), u16(0x10), Buffer.from('US'), u16(2), u16(4)]),
    ...tables,
    Buffer.concat([u16(0x7fe0), u16(0x10), Buffer.from('OB\0\0'), u32(0xffffffff)]),
    item(Buffer.concat(table.map(u32))),
    ...fragments.map(item),
    Buffer.concat([u16(0xfffe), u16(0xe0dd), u32(0)]),
  ]);
}

function framesOf(bytes: Buffer, count: number): string[] {
  const set = parseDicom(bytes)?.set;
  if (set === undefined) throw new Error('not parsed');
  return Array.from({ length: count }, (_, n) => Buffer.from(packedFrame(set, count, n)).toString('latin1'));
}

/** A picture begins as JPEG does, and is cut into pieces of even length. */
const start = '\xff\xd8\xff';
const pieces = (...texts: string[]): Buffer[] => texts.map((text) => Buffer.from(text, 'latin1'));
const two = pieces(`${start}a`, 'bbbb', `${start}cdd`, 'ee', 'ff');
const both = [`${start}abbbb`, `${start}cddeeff`];
/** Items have 8 bytes before their content. */
const offsets = [0, 24];

describe('the compressed bytes of a frame', () => {
  it('one frame: all fragments', () => {
    expect(framesOf(file(two), 1)).toEqual([both.join('')]);
    expect(framesOf(file(two, [0]), 1)).toEqual([both.join('')]);
  });

  it('as many fragments as frames: one each, whatever a table says; empty ones count for nothing', () => {
    const set = pieces('ab', 'cd', 'ef');
    expect(framesOf(file(set), 3)).toEqual(['ab', 'cd', 'ef']);
    expect(framesOf(file(set, [0, 4, 17]), 3)).toEqual(['ab', 'cd', 'ef']);
    expect(framesOf(file([...set, Buffer.alloc(0)]), 3)).toEqual(['ab', 'cd', 'ef']);
  });

  it('more fragments than frames: by the basic table', () => {
    expect(framesOf(file(two, offsets), 2)).toEqual(both);
    expect(framesOf(file(pieces('aa', 'bb', 'cc', 'dd', 'ee'), [0, 30]), 2)).toEqual(['aabbcc', 'ddee']);
  });

  it('by the extended table', () => {
    const extended = { offsets: [0, 20], lengths: [4, 6] };
    expect(framesOf(file(pieces('aa', 'bb', 'cc', 'dd', 'ee'), [], extended), 2)).toEqual(['aabb', 'ccddee']);
  });

  it('by the beginnings of the pictures where the table is missing or wrong', () => {
    expect(framesOf(file(two), 2)).toEqual(both);
    for (const wrong of [[0, 0], [24, 0], [0, 5], [0, 4000000000], [0]])
      expect(framesOf(file(two, wrong), 2)).toEqual(both);
    const extended = { offsets: [0, 2 ** 31], lengths: [1, 1] };
    expect(framesOf(file(two, [], extended), 2)).toEqual(both);
  });

  it('is refused where it can not be told, or is not there', () => {
    expect(() => framesOf(file(pieces('aa', 'bb', 'cc')), 2)).toThrow('can not be told');
    expect(() => framesOf(file(pieces('aa', 'bb')), 3)).toThrow('frames are missing');
    expect(() => framesOf(file([]), 1)).toThrow('no pixels');
  });
});
