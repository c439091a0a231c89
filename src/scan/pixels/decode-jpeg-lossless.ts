// Lossless JPEG: each sample is predicted from its neighbours, the difference is Huffman-coded (process 14).
// ITU-T Recommendation T.81 (1992), annex H.
import { jpegIntervals } from './jpeg-intervals.js';
import type { JpegPicture } from './jpeg-picture.js';

/** rows·columns samples. `picture`: of process 0xc3, its size already compared with the header. Throws an Error. */
export function decodeJpegLossless(packed: Uint8Array, picture: JpegPicture): Uint16Array {
  const { rows, columns, precision, restart, selector, shift, dcTable } = picture;
  if (
    dcTable === null ||
    selector < 1 ||
    selector > 7 ||
    shift >= precision ||
    precision < 2 ||
    precision > 16
  )
    throw new Error('the compressed picture is damaged');
  if (restart % columns !== 0) throw new Error('the compressed picture restarts within a line');
  const { bytes, bounds } = jpegIntervals(packed, picture.start);
  const lines = restart === 0 ? rows : restart / columns;
  const intervals = Math.ceil(rows / lines);
  // A sample takes a bit at least: what is promised can be there.
  if (bounds.length - 1 < intervals || bytes.length * 8 < rows * columns)
    throw new Error('the pixels are cut off');
  const samples = new Uint16Array(rows * columns);
  const first = 1 << (precision - shift - 1);
  for (let n = 0; n < intervals; n++) {
    const from = n * lines * columns;
    const part = samples.subarray(from, Math.min(rows * columns, from + lines * columns));
    differences(bytes, bounds[n], bounds[n + 1], dcTable, part);
    integrate(part, columns, selector, first);
  }
  if (shift > 0) for (let p = 0; p < samples.length; p++) samples[p] <<= shift;
  return samples;
}

/** Fills `out` with the coded differences, modulo 65536. */
function differences(
  bytes: Uint8Array,
  from: number,
  to: number,
  table: Uint16Array,
  out: Uint16Array,
): void {
  const end = to * 8;
  let bit = from * 8;
  for (let p = 0; p < out.length; p++) {
    let byte = bit >>> 3;
    const ahead = (bytes[byte] << 16) | (bytes[byte + 1] << 8) | bytes[byte + 2];
    const entry = table[(ahead >>> (8 - (bit & 7))) & 0xffff];
    if (entry === 0) throw new Error('the compressed picture is damaged');
    bit += entry >>> 8;
    const size = entry & 0xff;
    if (size === 0) continue;
    if (size > 16) throw new Error('the compressed picture is damaged');
    if (size === 16) {
      out[p] = 32768;
      continue;
    }
    byte = bit >>> 3;
    const next = (bytes[byte] << 16) | (bytes[byte + 1] << 8) | bytes[byte + 2];
    const extra = ((next >>> (8 - (bit & 7))) & 0xffff) >>> (16 - size);
    out[p] = extra < 1 << (size - 1) ? extra - (1 << size) + 1 : extra;
    bit += size;
    if (bit > end) throw new Error('the pixels are cut off');
  }
  if (bit > end) throw new Error('the pixels are cut off');
}

/** From differences to samples, in place: `first` stands before the first sample, line 0 is predicted from the left. */
function integrate(out: Uint16Array, columns: number, selector: number, first: number): void {
  out[0] += first;
  for (let i = 1; i < columns; i++) out[i] += out[i - 1];
  for (let row = columns; row < out.length; row += columns) {
    out[row] += out[row - columns];
    const end = row + columns;
    for (let p = row + 1; p < end; p++)
      out[p] += predicted(selector, out[p - 1], out[p - columns], out[p - columns - 1]);
  }
}

function predicted(selector: number, left: number, above: number, corner: number): number {
  if (selector === 1) return left;
  if (selector === 2) return above;
  if (selector === 3) return corner;
  if (selector === 4) return left + above - corner;
  if (selector === 5) return left + ((above - corner) >> 1);
  if (selector === 6) return above + ((left - corner) >> 1);
  return (left + above) >> 1;
}
