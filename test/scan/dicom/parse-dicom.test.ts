// DICOM as others write it, damaged, or made to do harm: elements, their limits, and the same as another reader finds.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import dicomParser, { type DataSet } from 'dicom-parser';
import { describe, expect, it } from 'vitest';
import { parseDicom } from '../../../src/scan/dicom/parse-dicom.js';
import { ctSlice, dicomFile, type Elements, EXPLICIT, IMPLICIT } from '../../fixtures/dicom-file.js';

const picture = (more: Elements = {}): Elements =>
  ctSlice({ values: [1, 2, 3, 4], columns: 2, rows: 2, position: [0, 0, 0], more });
const u32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
};
const tag = (group: number, element: number): Buffer =>
  Buffer.from([group & 255, group >> 8, element & 255, element >> 8]);
const ITEM = tag(0xfffe, 0xe000);
const ITEM_END = Buffer.concat([tag(0xfffe, 0xe00d), u32(0)]);
const SEQUENCE_END = Buffer.concat([tag(0xfffe, 0xe0dd), u32(0)]);
const OPEN = u32(0xffffffff);
const long = (vr: string, length: Buffer): Buffer => Buffer.concat([Buffer.from(`${vr}\0\0`), length]);

/** The data set `parts` behind a header in explicit little-endian. */
const fileOf = (...parts: readonly Buffer[]): Buffer =>
  Buffer.concat([dicomFile({ '00080060': 'CT' }, EXPLICIT), ...parts]);
const pixels = Buffer.concat([tag(0x7fe0, 0x10), long('OW', u32(8)), Buffer.alloc(8)]);
const elementsIn = (bytes: Buffer): DataSet['elements'] | undefined => parseDicom(bytes)?.set.elements;

describe('what others write', () => {
  it('is read without preamble before the file meta', () => {
    const parsed = parseDicom(dicomFile(picture()).subarray(132));
    expect([parsed?.syntax, parsed?.set.uint16('x00280010')]).toEqual([EXPLICIT, 2]);
  });

  it('is read as explicit where it calls itself implicit', () => {
    const [explicit, implicit] = [EXPLICIT, IMPLICIT].map((syntax) => dicomFile(picture(), syntax));
    const meta = implicit.subarray(0, implicit.indexOf(Buffer.from([8, 0, 8, 0]), 132));
    const body = explicit.subarray(explicit.indexOf(Buffer.from([8, 0, 8, 0]), 132));
    expect(parseDicom(Buffer.concat([meta, body]))?.set.uint16('x00280010')).toBe(2);
  });

  it('is read past 64-bit kinds, private pieces of open length and elements without a kind', () => {
    const found = elementsIn(
      fileOf(
        Buffer.concat([tag(0x29, 0x10), Buffer.from('LO'), Buffer.from([2, 0]), Buffer.from('ab')]),
        Buffer.concat([tag(0x29, 0x1010), long('OB', OPEN), ITEM, u32(4), Buffer.from('wxyz'), SEQUENCE_END]),
        Buffer.concat([tag(0x29, 0x1020), u32(2), Buffer.from('cd')]),
        Buffer.concat([tag(0x7fe0, 1), long('OV', u32(8)), Buffer.alloc(8, 1)]),
        pixels,
      ),
    );
    expect(found?.x00291020).toMatchObject({ length: 2 });
    expect(found?.x7fe00001).toMatchObject({ length: 8 });
    expect(found?.x7fe00010).toMatchObject({ length: 8 });
  });

  it('is read where a sequence is stored as unknown, open or not', () => {
    const inside = Buffer.concat([tag(0x20, 0x32), u32(6), Buffer.from('1\\2\\3 ')]);
    const item = Buffer.concat([ITEM, u32(inside.length), inside]);
    const open = Buffer.concat([ITEM, OPEN, inside, ITEM_END, SEQUENCE_END]);
    for (const content of [
      Buffer.concat([long('UN', u32(item.length)), item]),
      Buffer.concat([long('UN', OPEN), open]),
    ]) {
      const found = elementsIn(fileOf(tag(0x5200, 0x9230), content, pixels));
      expect(found?.x52009230.items?.[0].dataSet?.string('x00200032')).toBe('1\\2\\3');
      expect(found?.x7fe00010.length).toBe(8);
    }
  });

  it('is read where a sequence is damaged inside, or zeros fill the end', () => {
    const broken = Buffer.concat([tag(0x40, 0x275), long('SQ', u32(12)), ITEM, u32(900), Buffer.alloc(4)]);
    expect(elementsIn(fileOf(broken, pixels))?.x7fe00010.length).toBe(8);
    expect(
      elementsIn(Buffer.concat([dicomFile({ '00080060': 'SR' }), Buffer.alloc(300)]))?.x00080060,
    ).toBeDefined();
  });
});

describe('what is cut off or made to do harm', () => {
  it('ends at the pixels that are missing', () => {
    const whole = fileOf(pixels);
    expect(parseDicom(whole.subarray(0, whole.length - 1))).toBeNull();
    expect(parseDicom(fileOf(tag(0x40, 0x275), long('SQ', OPEN), ITEM, OPEN))).toBeNull();
    expect(parseDicom(fileOf(tag(0x7fe0, 0x10), long('OB', OPEN), ITEM, u32(8)))).toBeNull();
  });

  it('nests no deeper than 64 sequences', () => {
    const nested = (depth: number): Buffer =>
      fileOf(
        ...Array.from({ length: depth }, () =>
          Buffer.concat([tag(0x40, 0x275), long('SQ', OPEN), ITEM, OPEN]),
        ),
        ...Array.from({ length: depth }, () => Buffer.concat([ITEM_END, SEQUENCE_END])),
        pixels,
      );
    expect(elementsIn(nested(64))?.x7fe00010).toBeDefined();
    expect(parseDicom(nested(65))).toBeNull();
    expect(parseDicom(nested(20_000))).toBeNull();
  });

  it('holds no more elements than memory has room for', () => {
    const one = Buffer.concat([tag(0x29, 0x1010), Buffer.from('LO'), Buffer.from([0, 0])]);
    const many = Buffer.alloc(one.length * 2_000_100, one);
    expect(parseDicom(fileOf(many, pixels))).toBeNull();
    expect(elementsIn(fileOf(many.subarray(0, one.length * 1000), pixels))?.x7fe00010).toBeDefined();
  });

  it('is cut off in what is packed', () => {
    const packed = dicomFile(picture(), '1.2.840.10008.1.2.1.99');
    expect(parseDicom(packed)?.set.uint16('x00280010')).toBe(2);
    expect(parseDicom(packed.subarray(0, packed.length - 20))).toBeNull();
  });
});

/** Everything that two readers may differ in, but for what only one of them opens. */
function flat(set: DataSet, prefix = ''): Map<string, string> {
  const all = new Map<string, string>();
  for (const [name, { dataOffset, length, items, fragments, basicOffsetTable }] of Object.entries(
    set.elements,
  )) {
    if (/^x(0002|fffe)/.test(name)) continue;
    const bytes = Buffer.from(set.byteArray.subarray(dataOffset, dataOffset + Math.min(length, 4096)));
    const pieces = fragments?.map((piece) => [piece.offset, piece.length]);
    all.set(
      prefix + name,
      items
        ? `${items.length} items`
        : pieces
          ? JSON.stringify([basicOffsetTable, pieces])
          : bytes.toString('hex'),
    );
    for (const [n, item] of (items ?? []).entries())
      if (item.dataSet)
        for (const [key, value] of flat(item.dataSet, `${prefix}${name}/${n}/`)) all.set(key, value);
  }
  return all;
}

const data = new URL('../../../../shared/data/', import.meta.url).pathname;
if (!existsSync(data)) console.warn(`NO REAL SCANS at ${data}: the elements of real files are not compared.`);

it.skipIf(!existsSync(data))('real files have the elements that dicom-parser finds', () => {
  const filesIn = (path: string): string[] =>
    statSync(path).isDirectory() ? readdirSync(path).flatMap((name) => filesIn(join(path, name))) : [path];
  const folders = [
    'cswado-testimages',
    'pydicom-data',
    'pydicom-testfiles',
    'dcmqi-seg',
    'panimg',
    'ibsi-sts/dicom',
  ];
  let compared = 0;
  for (const path of folders.flatMap((folder) => filesIn(join(data, folder)))) {
    const bytes = readFileSync(path);
    if (bytes.toString('latin1', 128, 132) !== 'DICM' || path.includes('Deflated')) continue;
    const ours = flat(parseDicom(bytes)?.set ?? expect.unreachable(path));
    for (const [key, value] of flat(dicomParser.parseDicom(bytes)))
      if (key < 'x7fe00011') expect([path, key, ours.get(key)]).toEqual([path, key, value]);
    compared++;
  }
  expect(compared).toBeGreaterThan(20);
});
