// Whether the files of a series can hold the pixels that their headers promise, before memory is taken for these.

import { type Packing, transferSyntax } from '../pixels/transfer-syntax.js';
import type { DicomSlice } from './dicom-series.js';
import type { StoredFile } from './stored-file.js';

/** How many bytes of pixels a stored byte can stand for: by the code where it has a limit, else far beyond real ones. */
const most: Readonly<Record<Packing, number>> = {
  little: 1,
  big: 1,
  wrapped: 1,
  deflated: 1040,
  rle: 64,
  jpeg: 512,
  'jpeg-ls': 10_000,
  'jpeg-2000': 10_000,
};
const DEFLATED = '1.2.840.10008.1.2.1.99';

/** True for what can't be decoded at all: that is said elsewhere. */
export function enoughBytes(slices: readonly DicomSlice[]): boolean {
  const promised = new Map<StoredFile, number>();
  for (const { image } of slices) {
    const { packing } = transferSyntax(image.syntax);
    const factor = image.syntax === DEFLATED ? most.deflated : packing === null ? Infinity : most[packing];
    const bytes = (image.rows * image.columns * image.bitsAllocated) / 8 / factor;
    promised.set(image.file, (promised.get(image.file) ?? 0) + bytes);
  }
  return [...promised].every(([file, bytes]) => bytes <= file.size);
}
