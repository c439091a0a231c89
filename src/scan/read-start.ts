// The first bytes of a file, unpacked if the file is gzipped: enough to see what it is.
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { createGunzip } from 'node:zlib';

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
  const stored = createReadStream(path, { highWaterMark: 1 << 16 });
  const unpacked = stored.pipe(createGunzip());
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
