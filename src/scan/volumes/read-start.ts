// The first bytes of a file, unpacked if the file is gzipped: enough to see what it is.
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { createGunzip, createInflateRaw, type Gunzip, type InflateRaw } from 'node:zlib';
import { gzipHeaderEnd } from './gzip-header-end.js';

export interface FileStart {
  /** At most `length` bytes; fewer where the file ends before. */
  readonly bytes: Buffer;
  readonly gzipped: boolean;
  /** Size on disk, bytes. */
  readonly size: number;
}

/** Reads `length` bytes from the start of a file, of its content if it is gzipped. A broken gzip gives what came out. */
export async function readStart(path: string, length: number): Promise<FileStart> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const { bytesRead, buffer } = await file.read(Buffer.alloc(length), 0, length, 0);
    const gzipped = bytesRead > 2 && buffer[0] === 0x1f && buffer[1] === 0x8b;
    if (!gzipped) return { bytes: buffer.subarray(0, bytesRead), gzipped, size };
    return { bytes: await unpackStart(path, length), gzipped, size };
  } finally {
    await file.close();
  }
}

async function unpackStart(path: string, length: number): Promise<Buffer> {
  const whole = await unpackFrom(path, 0, createGunzip(), length);
  if (whole.length > 0) return whole;
  // Where something else follows the packed bytes closely, what came out is lost with it.
  const from = await gzipHeaderEnd(path, 0);
  return from === null ? whole : unpackFrom(path, from, createInflateRaw(), length);
}

async function unpackFrom(
  path: string,
  start: number,
  unpacker: Gunzip | InflateRaw,
  length: number,
): Promise<Buffer> {
  const stored = createReadStream(path, { start, highWaterMark: 1 << 16 });
  const unpacked = stored.pipe(unpacker);
  const chunks: Buffer[] = [];
  let have = 0;
  try {
    for await (const chunk of unpacked) {
      chunks.push(chunk);
      have += chunk.length;
      if (have >= length) break;
    }
  } catch {
    // What could be unpacked will show what is wrong.
  } finally {
    stored.destroy();
    unpacked.destroy();
  }
  return Buffer.concat(chunks).subarray(0, length);
}
