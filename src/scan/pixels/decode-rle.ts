// DICOM's run-length coding: PackBits, one segment for each byte of a value, the highest byte first.

/** `count` values of `width` bytes, little-endian. Throws an Error on damaged data. */
export function decodeRle(packed: Uint8Array, count: number, width: number): Uint8Array {
  const view = new DataView(packed.buffer, packed.byteOffset, packed.byteLength);
  if (packed.length < 64 || view.getUint32(0, true) !== width)
    throw new Error('the run-length header is damaged');
  // Two bytes give 128 at most: what is promised can be there.
  if (packed.length * 64 < count * width) throw new Error('the pixels are cut off');
  const out = new Uint8Array(count * width);
  for (let segment = 0; segment < width; segment++) {
    const from = view.getUint32(4 + 4 * segment, true);
    const end = segment + 1 < width ? view.getUint32(8 + 4 * segment, true) : packed.length;
    unpack(packed.subarray(from, end), out, width - 1 - segment, width);
  }
  return out;
}

/** Writes every `stride`-th byte of `out`, from `start`. */
function unpack(packed: Uint8Array, out: Uint8Array, start: number, stride: number): void {
  let to = start;
  for (let from = 0; from < packed.length && to < out.length; ) {
    const control = packed[from++];
    if (control < 128) {
      for (let n = 0; n <= control && to < out.length; n++, to += stride) {
        if (from >= packed.length) throw new Error('the pixels are cut off');
        out[to] = packed[from++];
      }
    } else if (control > 128) {
      const value = packed[from++];
      for (let n = 0; n <= 256 - control && to < out.length; n++, to += stride) out[to] = value;
    }
  }
  if (to < out.length) throw new Error('the pixels are cut off');
}
