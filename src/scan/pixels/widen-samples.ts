// Samples as a decoder gives them, in a codestream's own depth, become stored values as the DICOM header describes them.

/** How the header says that one frame is stored. */
export interface FrameFormat {
  readonly rows: number;
  readonly columns: number;
  readonly bitsAllocated: number;
  readonly bitsStored: number;
  readonly highBit: number;
  readonly signed: boolean;
}

/** rows·columns values of one byte or two, signed or not as the codestream says, and how many bits of them count. */
export interface Samples {
  readonly values: Uint8Array | Int8Array | Uint16Array | Int16Array;
  readonly precision: number;
}

/**
 * The values little-endian in `bitsAllocated` bits each, a new array. Whether they are signed the header says alone:
 * archives write codestreams with the wrong sign, and most have none. Where the codestream has no more bits than the
 * header, its top bit is the sign; where it has more, it holds whole words. Throws an Error when they don't fit.
 */
export function widen({ values, precision }: Samples, format: FrameFormat): Uint8Array {
  const { bitsAllocated, bitsStored, highBit, signed } = format;
  const count = format.rows * format.columns;
  if (values.length !== count || precision < 1 || precision > Math.min(16, bitsAllocated))
    throw new Error('the compressed picture has another depth than the header gives');
  const narrow = precision <= bitsStored;
  const spare = narrow ? 32 - precision : 0;
  const up = narrow ? highBit + 1 - bitsStored : 0;
  const words = emptyWords(count, bitsAllocated);
  if (signed) for (let p = 0; p < count; p++) words[p] = ((values[p] << spare) >> spare) << up;
  else for (let p = 0; p < count; p++) words[p] = ((values[p] << spare) >>> spare) << up;
  return new Uint8Array(words.buffer);
}

function emptyWords(count: number, bits: number): Uint8Array | Uint16Array | Uint32Array {
  if (bits === 8) return new Uint8Array(count);
  return bits === 16 ? new Uint16Array(count) : new Uint32Array(count);
}
