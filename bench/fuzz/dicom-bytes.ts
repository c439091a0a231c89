// A DICOM file from its parts, with as many fragments of compressed pixels as it has.
import { dicomFile } from '../../test/fixtures/dicom-file.js';
import type { DicomParts } from './seed.js';

const item = (element: number, body: Buffer): Buffer => {
  const head = Buffer.alloc(8);
  head.writeUInt16LE(0xfffe, 0);
  head.writeUInt16LE(element, 2);
  head.writeUInt32LE(body.length, 4);
  return Buffer.concat([head, body]);
};

/** An offset table, an item and the end of the sequence, as `dicomFile` writes them around two bytes. */
const WRITTEN = 8 + 10 + 8;

export function dicomBytes({ elements, syntax, fragments }: DicomParts): Buffer {
  if (fragments === undefined || elements['7fe00010'] === undefined) return dicomFile(elements, syntax);
  const file = dicomFile({ ...elements, '7fe00010': Buffer.alloc(2) }, syntax);
  const table = item(0xe000, Buffer.alloc(0));
  const items = fragments.map((one) =>
    item(0xe000, one.length % 2 ? Buffer.concat([one, Buffer.alloc(1)]) : one),
  );
  return Buffer.concat([
    file.subarray(0, file.length - WRITTEN),
    table,
    ...items,
    item(0xe0dd, Buffer.alloc(0)),
  ]);
}
