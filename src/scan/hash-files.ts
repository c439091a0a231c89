// One hash for what went into a model, whatever the files were called.
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';

/** SHA-256 of the bytes of one file as stored, in hex. */
export async function hashFile(path: string, signal?: AbortSignal): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path, { highWaterMark: 1 << 20 }), hash, { signal });
  return hash.digest('hex');
}

/** One hash over several: of one file its own, of more the SHA-256 of their sorted hex hashes, one a line. */
export function joinHashes(hashes: readonly string[]): string {
  if (hashes.length === 1) return hashes[0];
  const text = [...hashes]
    .sort()
    .map((hash) => `${hash}\n`)
    .join('');
  return createHash('sha256').update(text).digest('hex');
}
