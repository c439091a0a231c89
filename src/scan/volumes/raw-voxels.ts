// Where the numbers of a volume file lie, and how they are written: what every header comes to.
import type { NumberType } from './number-type.js';

/** One file, or one stretch of a file, with numbers in it. */
export interface RawPiece {
  readonly path: string;
  /** Where in the stored file the numbers or their packed stream start, and where the file (or the stream) ends, bytes. */
  readonly from: number;
  readonly to: number;
  /** Bytes of content, once unpacked, before the first number. */
  readonly skip: number;
}

/** The pieces follow one another, each with as many numbers as any other. */
export interface RawVoxels {
  readonly type: NumberType;
  readonly littleEndian: boolean;
  /** Numbers in digits, not in bytes. */
  readonly text: boolean;
  /** By gzip or zlib. */
  readonly packed: boolean;
  readonly pieces: readonly RawPiece[];
  /** Voxels of one volume. */
  readonly count: number;
  readonly volumes: number;
  /** The numbers of one voxel of all volumes stand together; else one volume follows the other. */
  readonly interleaved: boolean;
}
