// The hash of a file from the bytes that somebody reads of it anyway, so that it is not read twice.
import { createHash } from 'node:crypto';
import { closeSync, createReadStream, openSync, readSync } from 'node:fs';
import { pipeline } from 'node:stream/promises';

export interface HashAsRead {
  /** Bytes as the file stores them, from its byte `at` on. Those that do not follow closely upon what was heard are passed over. */
  hear(bytes: Uint8Array, at: number): void;
  /** SHA-256 of the whole file, in hex, when what nobody has read is read too. */
  finish(signal?: AbortSignal): Promise<string>;
}

/** Passed over between header and voxels, at most, bytes. */
const LONGEST_GAP = 1 << 16;

/** Nothing is kept open. */
export function hashAsRead(path: string): HashAsRead {
  const hash = createHash('sha256');
  let heard = 0;
  let digest: string | null = null;
  const leap = (to: number): void => {
    const file = openSync(path, 'r');
    try {
      const gap = Buffer.alloc(to - heard);
      if (readSync(file, gap, 0, gap.length, heard) < gap.length) return;
      hash.update(gap);
      heard = to;
    } finally {
      closeSync(file);
    }
  };
  return {
    hear: (bytes, at) => {
      if (at > heard && at - heard <= LONGEST_GAP) leap(at);
      if (at !== heard) return;
      hash.update(bytes);
      heard += bytes.length;
    },
    finish: async (signal) => {
      if (digest !== null) return digest;
      const rest = createReadStream(path, { start: heard, highWaterMark: 1 << 20 });
      await pipeline(rest, hash, { signal });
      digest = hash.digest('hex');
      return digest;
    },
  };
}
