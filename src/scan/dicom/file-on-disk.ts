// A file on the disk as one that is stored somewhere.
import { open, readFile } from 'node:fs/promises';
import type { StoredFile } from './stored-file.js';

/** Of `size` bytes. Nothing is kept open. */
export const fileOnDisk = (path: string, size: number): StoredFile => ({
  key: path,
  size,
  bytes: () => readFile(path),
  start: async (length) => {
    const file = await open(path, 'r');
    try {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(Math.min(length, size)), 0, undefined, 0);
      return buffer.subarray(0, bytesRead);
    } finally {
      await file.close();
    }
  },
});
