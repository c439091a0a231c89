// Stored bits to values: signs, depths, bits above the stored ones, padding in all the ways that it is written.
import { describe, expect, it } from 'vitest';
import { type DicomImage, dicomImage } from '../../../src/scan/dicom/dicom-image.js';
import { fileOnDisk } from '../../../src/scan/dicom/file-on-disk.js';
import { parseDicom } from '../../../src/scan/dicom/parse-dicom.js';
import { rescaleFrame } from '../../../src/scan/dicom/rescale-frame.js';
import { ctSlice, dicomFile, type Elements } from '../../fixtures/dicom-file.js';

/** What `words` become in a CT of this header; null when they don't fit 16-bit whole numbers. */
function rescaled(words: readonly number[], header: Elements): number[] | null {
  const image = imageOf(words.length, header);
  const bits = image.bitsAllocated;
  const array = bits === 8 ? Uint8Array : bits === 16 ? Uint16Array : Uint32Array;
  const stored = new Uint8Array(array.from(words).buffer);
  const out = new Int16Array(words.length + 2).fill(77);
  if (!rescaleFrame(stored, image, image.frames[0], out, 1)) return null;
  // Nothing beside the frame's own place is touched.
  expect([out[0], out[words.length + 1]]).toEqual([77, 77]);
  return [...out.subarray(1, words.length + 1)];
}

function imageOf(columns: number, header: Elements): DicomImage {
  const slice = ctSlice({ values: [], columns, rows: 1, position: [0, 0, 0], more: header });
  const parsed = parseDicom(dicomFile(slice));
  if (parsed === null) throw new Error('not parsed');
  return dicomImage(parsed, fileOnDisk('', 0));
}

const depth = (allocated: number, stored: number, signed: boolean, more: Elements = {}): Elements => ({
  '00280100': allocated,
  '00280101': stored,
  '00280102': stored - 1,
  '00280103': signed ? 1 : 0,
  ...more,
});

describe('stored bits', () => {
  it('are signed or not as the header says', () => {
    expect(rescaled([0, 1, 32767, 32768, 65535], depth(16, 16, true))).toEqual([0, 1, 32767, -32768, -1]);
    expect(rescaled([0, 2047, 2048, 4095], depth(16, 12, true))).toEqual([0, 2047, -2048, -1]);
    expect(rescaled([0, 127, 128, 255], depth(8, 8, true))).toEqual([0, 127, -128, -1]);
    expect(rescaled([0, 127, 128, 255], depth(8, 8, false))).toEqual([0, 127, 128, 255]);
    expect(rescaled([5, 2 ** 32 - 5], depth(32, 32, true))).toEqual([5, -5]);
    expect(rescaled([65535], depth(16, 16, false))).toBeNull();
    expect(rescaled([65535], depth(16, 16, false, { '00281052': '-32768' }))).toEqual([32767]);
  });

  it('count alone, wherever they stand in the word', () => {
    expect(rescaled([0x1fff, 0xf001], depth(16, 12, false))).toEqual([4095, 1]);
    expect(rescaled([0xfff0, 0x001f], depth(16, 12, true, { '00280102': 15 }))).toEqual([-1, 1]);
  });

  it('mean the same whether dark is shown white or black', () => {
    expect(rescaled([40], depth(16, 16, true, { '00280004': 'MONOCHROME1' }))).toEqual([40]);
  });
});

describe('padding', () => {
  const tag = '00280120';
  const limit = '00280121';

  it('below air keeps its value, to be put to air with all that is so low', () => {
    for (const low of [-1500, -2000, -3024])
      expect(rescaled([low & 0xffff, 40], depth(16, 16, true, { [tag]: low & 0xffff }))).toEqual([low, 40]);
  });

  it('that is a legal low value of unsigned numbers stays what it is', () => {
    const air = depth(16, 12, false, { '00281052': '-1024', [tag]: 0 });
    expect(rescaled([0, 1, 1024], air)).toEqual([-1024, -1023, 0]);
  });

  it('beyond what the stored bits hold is known by its whole word, or by its stored bits', () => {
    const unsigned = depth(16, 12, false, { '00281052': '-1024', [tag]: 63536 });
    expect(rescaled([63536, 1064], unsigned)).toEqual([-1024, 40]);
    // −2000 in 12 signed bits, the bits above cleared
    const signed = depth(16, 12, true, { [tag]: 63536 });
    expect(rescaled([63536, 2096, 40], signed)).toEqual([-2000, -2000, 40]);
  });

  it('above water becomes air, and so does a range of it', () => {
    expect(rescaled([3000, 2999], depth(16, 16, true, { [tag]: 3000 }))).toEqual([-1024, 2999]);
    const range = depth(16, 16, true, { [tag]: 3000, [limit]: 3010 });
    expect(rescaled([2999, 3000, 3005, 3010, 3011], range)).toEqual([2999, -1024, -1024, -1024, 3011]);
    const turned = depth(16, 16, true, { [tag]: -1500 & 0xffff, [limit]: -2000 & 0xffff });
    expect(
      rescaled(
        [-1500, -1700, -2001].map((v) => v & 0xffff),
        turned,
      ),
    ).toEqual([-2000, -2000, -2001]);
  });

  it('means nothing outside CT', () => {
    expect(rescaled([3000], depth(16, 16, true, { [tag]: 3000, '00080060': 'MR' }))).toEqual([3000]);
  });
});
