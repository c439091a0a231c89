// The pixels of one frame of a DICOM segmentation as numbers, unpacked from bits or from what they are compressed with.
import { inflateRawSync } from 'node:zlib';
import type { DataSet } from 'dicom-parser';
import { decodeRle } from '../pixels/decode-rle.js';
import type { DecoderThreads } from '../pixels/decoder-threads.js';
import { packedFrame } from '../pixels/packed-frame.js';
import { transferSyntax } from '../pixels/transfer-syntax.js';
import type { SegHeader } from './seg-header.js';

const PIXELS = 'x7fe00010';
/** Deflate can't do better: a file that promises more can be refused before anything is allocated. */
const MOST_PACKED = 1032;

export interface SegPixels {
  /** rows · columns numbers; valid until the next call. Throws an Error on damaged pixels. */
  readonly frame: (n: number) => Promise<Uint8Array | Uint16Array>;
  /** Why not all frames can be there, in a few words; null where they can. */
  readonly unfit: string | null;
}

/** The syntax is known to be one that can be decoded. */
export function segPixels(set: DataSet, header: SegHeader, threads: DecoderThreads): SegPixels {
  const { rows, columns, bits, frames, syntax } = header;
  const count = rows * columns;
  const { packing } = transferSyntax(syntax);
  const needed = Math.ceil((frames.length * count * bits) / 8);
  const short = (found: number): string => `needs ${needed} bytes of pixels and has ${found}`;
  if (packing === 'little' || packing === 'big') {
    const bytes = plainBytes(set, bits, packing === 'big');
    if (bytes.length < needed) return nothing(short(bytes.length));
    const unpacked = new Uint8Array(bits === 1 ? count : 0);
    return { unfit: null, frame: async (n) => numbersOf(bytes, n * count, count, bits, unpacked) };
  }
  const packed = (set.elements[PIXELS]?.fragments ?? []).reduce((sum, { length }) => sum + length, 0);
  if (packed * MOST_PACKED < needed) return nothing(short(packed));
  const unpacked = new Uint8Array(bits === 1 ? count : 0);
  return {
    unfit: null,
    frame: async (n) => {
      const bytes = await unpack(packedFrame(set, frames.length, n), header, threads);
      if (bytes.length * 8 < count * bits) throw new Error('the pixels are cut off');
      return numbersOf(bytes, 0, count, bits, unpacked);
    },
  };
}

const nothing = (unfit: string): SegPixels => ({
  unfit,
  frame: async () => {
    throw new Error('no pixels');
  },
});

/** Bytes as a little-endian file has them: 16-bit words that were written the other way round are turned. */
function plainBytes(set: DataSet, bits: SegHeader['bits'], big: boolean): Uint8Array {
  const element = set.elements[PIXELS];
  if (element === undefined || element.fragments !== undefined) return new Uint8Array(0);
  const bytes = set.byteArray.subarray(element.dataOffset, element.dataOffset + element.length);
  if (!big || (bits < 16 && element.vr !== 'OW')) return bytes;
  return Buffer.from(bytes.subarray(0, bytes.length & ~1)).swap16();
}

/** Pixels `from` … of a run of them; of one bit each, the lowest bit of a byte first, whatever byte a frame starts in. */
function numbersOf(
  bytes: Uint8Array,
  from: number,
  count: number,
  bits: SegHeader['bits'],
  unpacked: Uint8Array,
): Uint8Array | Uint16Array {
  if (bits === 8) return bytes.subarray(from, from + count);
  if (bits === 16)
    return new Uint16Array(Uint8Array.from(bytes.subarray(2 * from, 2 * (from + count))).buffer);
  // Most bytes of a mask are empty. Numbers of bits go beyond 32-bit integers: places are divided, not shifted.
  unpacked.fill(0);
  const last = Math.ceil((from + count) / 8);
  for (let b = Math.floor(from / 8); b < last; b++)
    for (let byte = bytes[b], p = 8 * b - from; byte !== 0; byte >>= 1, p++)
      if ((byte & 1) === 1 && p >= 0 && p < count) unpacked[p] = 1;
  return unpacked;
}

function unpack(
  packed: Uint8Array,
  { syntax, rows, columns, bits }: SegHeader,
  threads: DecoderThreads,
): Uint8Array | Promise<Uint8Array> {
  const { packing } = transferSyntax(syntax);
  const most = Math.ceil((rows * columns * bits) / 8);
  if (packing === 'wrapped') return packed;
  // One byte more may fill the frame to an even length.
  if (packing === 'deflated') return inflateRawSync(packed, { maxOutputLength: most + 1 });
  if (packing === 'rle' && bits === 1) return decodeRle(packed, most, 1);
  if (packing === null || packing === 'little' || packing === 'big')
    throw new Error('not a compressed frame');
  if (bits === 1) throw new Error('single bits are compressed in a way that is not known');
  const format = { rows, columns, bitsAllocated: bits, bitsStored: bits, highBit: bits - 1, signed: false };
  return threads.decode({ compression: packing, packed: Uint8Array.from(packed), format });
}
