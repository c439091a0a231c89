// The bits of a JPEG-LS scan, without the one that follows each byte of ones, and the numbers coded in them.
// ITU-T Recommendation T.87 (1998), annexes A.5.3 and C.1.

export interface JpegLsBits {
  readonly bytes: Uint8Array;
  /** The next bit, and the end of all; zeros follow. */
  at: number;
  readonly end: number;
}

/** From index `start` to the next marker. */
export function jpegLsBits(packed: Uint8Array, start: number): JpegLsBits {
  const bytes = new Uint8Array(packed.length - start + 8);
  let to = 0;
  let held = 0;
  let count = 0;
  let before = 0;
  for (let at = start; at < packed.length; at++) {
    const byte = packed[at];
    const width = before === 0xff ? 7 : 8;
    if (width === 7 && byte >= 0x80) break;
    before = byte;
    held = ((held << width) | byte) & 0xffff;
    count += width;
    if (count < 8) continue;
    count -= 8;
    bytes[to++] = held >> count;
  }
  bytes[to] = held << (8 - count);
  return { bytes, at: 0, end: 8 * to + count };
}

function peek({ bytes, at }: JpegLsBits): number {
  const byte = at >>> 3;
  return (((bytes[byte] << 16) | (bytes[byte + 1] << 8) | bytes[byte + 2]) >>> (8 - (at & 7))) & 0xffff;
}

/** A number of `count` bits, 16 at most. */
export function readBits(bits: JpegLsBits, count: number): number {
  const value = peek(bits) >>> (16 - count);
  bits.at += count;
  return value;
}

/** Golomb's code: zeros and a one, then `k` bits; after `limit` zeros and a one, `plain` bits instead. */
export function readGolomb(bits: JpegLsBits, k: number, limit: number, plain: number): number {
  let zeros = 0;
  for (;;) {
    const ahead = Math.clz32(peek(bits)) - 16;
    zeros += ahead;
    bits.at += ahead;
    if (ahead < 16 || zeros >= limit) break;
  }
  bits.at += Math.min(0, limit - zeros) + 1;
  return zeros < limit ? (zeros << k) + readBits(bits, k) : readBits(bits, plain) + 1;
}
