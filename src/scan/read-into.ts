// Fills an array with the bytes of a file, unpacking gzip on the way, and never holds more than a piece besides.
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import type { ReadOptions } from './stored-scan.js';

const PIECE = 1 << 24;
/** Bytes allowed after the wanted ones (a checksum is only proven at the end of the file); more looks like a bomb. */
const TRAILING = 1 << 26;

export interface Wanted {
  readonly path: string;
  readonly gzipped: boolean;
  /** Bytes to leave out at the start. */
  readonly skip: number;
  /** Filled from its start; over a SharedArrayBuffer or not. */
  readonly target: Uint8Array;
}

/** How many bytes were found for `target`; fewer than its length when the file ends too soon. */
export function readInto(wanted: Wanted, options: ReadOptions): Promise<number> {
  return wanted.gzipped ? unpackInto(wanted, options) : copyInto(wanted, options);
}

async function copyInto({ path, skip, target }: Wanted, options: ReadOptions): Promise<number> {
  const file = await open(path, 'r');
  try {
    let found = 0;
    while (found < target.length) {
      options.signal?.throwIfAborted();
      const length = Math.min(PIECE, target.length - found);
      const { bytesRead } = await file.read(target, found, length, skip + found);
      if (bytesRead === 0) break;
      found += bytesRead;
      options.progress?.(found / target.length);
    }
    return found;
  } finally {
    await file.close();
  }
}

async function unpackInto({ path, skip, target }: Wanted, options: ReadOptions): Promise<number> {
  const end = skip + target.length;
  let seen = 0;
  const enough = new Error('enough');
  const take = async (source: AsyncIterable<Buffer>): Promise<void> => {
    for await (const chunk of source) {
      const from = Math.max(0, skip - seen);
      const to = Math.min(chunk.length, end - seen);
      if (to > from) target.set(chunk.subarray(from, to), seen + from - skip);
      seen += chunk.length;
      options.progress?.(Math.min(1, seen / end));
      if (seen > end + TRAILING) throw enough;
    }
  };
  try {
    const stored = createReadStream(path, { highWaterMark: 1 << 20 });
    await pipeline(stored, createGunzip({ chunkSize: 1 << 20 }), take, { signal: options.signal });
  } catch (error) {
    options.signal?.throwIfAborted();
    const short = error instanceof Error && 'code' in error && error.code === 'Z_BUF_ERROR';
    if (error !== enough && !short) throw error;
  }
  return Math.max(0, Math.min(seen, end) - skip);
}
