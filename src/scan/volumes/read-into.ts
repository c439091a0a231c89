// Gives a stretch of a file's content piece by piece, unpacking gzip and zlib on the way, and never holds more.
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { createInflateRaw, createUnzip, type InflateRaw, type Unzip } from 'node:zlib';
import type { ReadOptions } from '../stored-scan.js';
import { gzipHeaderEnd } from './gzip-header-end.js';
import type { RawPiece } from './raw-voxels.js';

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
  const all = await unpackAll({ ...wanted, unpacker: createUnzip({ chunkSize: 1 << 20 }) }, sink, options);
  if (!all.rubbish) return all.found;
  // What came out together with the rubbish was lost: once more, past the header, where the end is known by itself.
  const from = await gzipHeaderEnd(piece.path, piece.from);
  if (from === null) throw all.rubbish;
  const unpacker = createInflateRaw({ chunkSize: 1 << 20 });
  const rest = { ...wanted, piece: { ...piece, from }, from: wanted.from + all.found, unpacker };
  return all.found + (await unpackAll(rest, sink, options)).found;
}

interface Unpacking extends Wanted {
  readonly unpacker: Unzip | InflateRaw;
}

/** `rubbish`: the error, where something that isn't packed follows what is. */
async function unpackAll(
  { piece, from, to, unpacker }: Unpacking,
  sink: Sink,
  options: ReadOptions,
): Promise<{ readonly found: number; readonly rubbish: Error | null }> {
  const [start, end] = [piece.skip + from, piece.skip + to];
  let seen = 0;
  let rubbish: Error | null = null;
  let thrown: unknown = null;
  const enough = new Error('enough');
  const take = async (source: AsyncIterable<Buffer>): Promise<void> => {
    for await (const chunk of source) {
      const first = Math.max(0, start - seen);
      const last = Math.min(chunk.length, end - seen);
      try {
        if (last > first) sink(chunk.subarray(first, last));
        seen += chunk.length;
        if (seen > end + TRAILING) throw enough;
      } catch (error) {
        thrown = error;
        throw error;
      }
      options.progress?.(Math.min(1, seen / end));
    }
  };
  try {
    const stored = createReadStream(piece.path, {
      start: piece.from,
      end: piece.to - 1,
      highWaterMark: 1 << 20,
    });
    await pipeline(stored, unpacker, take, { signal: options.signal });
  } catch (failed) {
    options.signal?.throwIfAborted();
    // A stream that is left early may fail by itself before what made us leave is heard.
    const error = thrown ?? failed;
    const code = error instanceof Error && 'code' in error ? error.code : '';
    if (error instanceof Error && /^incorrect header check|^unknown compression/.test(error.message))
      rubbish = error;
    else if (error !== enough && code !== 'Z_BUF_ERROR') throw error;
  }
  return { found: Math.max(0, Math.min(seen, end) - start), rubbish };
}
