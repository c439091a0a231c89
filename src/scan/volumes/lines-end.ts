// Finds where a number of lines of a file ends.
import { open } from 'node:fs/promises';

const PIECE = 1 << 16;
/** No header has so much text in it, bytes; beyond this nothing is looked for. */
const MOST = 1 << 28;

/** The byte after the `lines`-th line feed from byte `from` on; the file's size where there are fewer, Infinity where they would be too long. */
export async function linesEnd(path: string, from: number, lines: number): Promise<number> {
  const file = await open(path, 'r');
  try {
    const buffer = Buffer.alloc(PIECE);
    let left = lines;
    for (let at = from; ; ) {
      const { bytesRead } = await file.read(buffer, 0, PIECE, at);
      if (bytesRead === 0) return at;
      if (at - from > MOST) return Number.POSITIVE_INFINITY;
      for (let n = 0; n < bytesRead; n++) if (buffer[n] === 10 && --left === 0) return at + n + 1;
      at += bytesRead;
    }
  } finally {
    await file.close();
  }
}
