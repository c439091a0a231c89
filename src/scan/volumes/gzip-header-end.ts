// Where the packed bytes of a gzip file start, after its header.
// P. Deutsch, "GZIP file format specification version 4.3", RFC 1952, 1996.
import { open } from 'node:fs/promises';

/** No name of a file or comment in the header is longer. */
const MOST = 1 << 17;

/** The byte of the file at `path` where they start, if a gzip header starts at byte `from`; else null. */
export async function gzipHeaderEnd(path: string, from: number): Promise<number | null> {
  const file = await open(path, 'r');
  try {
    const { bytesRead, buffer } = await file.read(Buffer.alloc(MOST), 0, MOST, from);
    const bytes = buffer.subarray(0, bytesRead);
    if (bytes.length < 18 || bytes[0] !== 0x1f || bytes[1] !== 0x8b || bytes[2] !== 8) return null;
    const flags = bytes[3];
    let at = 10;
    if (flags & 4) at += 2 + bytes.readUInt16LE(at);
    for (const text of [8, 16]) {
      const end = flags & text ? bytes.indexOf(0, at) : at - 1;
      if (end < at - 1) return null;
      at = end + 1;
    }
    if (flags & 2) at += 2;
    return at < bytes.length ? from + at : null;
  } finally {
    await file.close();
  }
}
