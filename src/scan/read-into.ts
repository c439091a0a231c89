// Gives a stretch of a file's content piece by piece, unpacking gzip and zlib on the way, and never holds more.
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { createUnzip } from 'node:zlib';
import type { RawPiece } from './raw-voxels.js';
import type { ReadOptions } from './stored-scan.js';

const PIECE = 1 << 22;
/** Bytes allowed after the wanted ones (a checksum is only proven at the end of the file); more looks like a bomb. */
const TRAILING = 1 << 26;

export interface Wanted {
  readonly piece: RawPiece;
  readonly packed: boolean;
  /** The wanted bytes, counted from the piece's first number. */
  readonly from: number;
  readonly to: number;
}

/** Takes the next bytes, which are valid until it returns. */
export type Sink = (bytes: Uint8Array) => void;

/** How many bytes were found and given to `sink` in their order; fewer than wanted when the file ends too soon. */
export function readInto(wanted: Wanted, sink: Sink, options: ReadOptions): Promise<number> {
  return wanted.packed ? unpackInto(wanted, sink, options) : copyInto(wanted, sink, options);
}

async function copyInto({ piece, from, to }: Wanted, sink: Sink, options: ReadOptions): Promise<number> {
  const start = piece.from + piece.skip + from;
  const length = Math.min(to - from, piece.to - start);
  const file = await open(piece.path, 'r');
  try {
    const buffer = Buffer.allocUnsafeSlow(Math.max(0, Math.min(PIECE, length)));
    let found = 0;
    while (found < length) {
      options.signal?.throwIfAborted();
      const { bytesRead } = await file.read(buffer, 0, Math.min(PIECE, length - found), start + found);
      if (bytesRead === 0) break;
      sink(buffer.subarray(0, bytesRead));
      found += bytesRead;
      options.progress?.(found / length);
    }
    return found;
  } finally {
    await file.close();
  }
}

async function unpackInto(wanted: Wanted, sink: Sink, options: ReadOptions): Promise<number> {
  const { piece } = wanted;
  if (piece.to <= piece.from) return 0;
  const start = piece.skip + wanted.from;
  const end = piece.skip + wanted.to;
  let seen = 0;
  const enough = new Error('enough');
  const take = async (source: AsyncIterable<Buffer>): Promise<void> => {
    for await (const chunk of source) {
      const from = Math.max(0, start - seen);
      const to = Math.min(chunk.length, end - seen);
      if (to > from) sink(chunk.subarray(from, to));
      seen += chunk.length;
      options.progress?.(Math.min(1, seen / end));
      if (seen > end + TRAILING) throw enough;
    }
  };
  try {
    const stored = createReadStream(piece.path, {
      start: piece.from,
      end: piece.to - 1,
      highWaterMark: 1 << 20,
    });
    await pipeline(stored, createUnzip({ chunkSize: 1 << 20 }), take, { signal: options.signal });
  } catch (error) {
    options.signal?.throwIfAborted();
    const short = error instanceof Error && 'code' in error && error.code === 'Z_BUF_ERROR';
    if (error !== enough && !short) throw error;
  }
  return Math.max(0, Math.min(seen, end) - start);
}
