// Reads and decodes slices one at a time, and remembers the hash of every file it read.
import { createHash } from 'node:crypto';
import type { DataSet } from 'dicom-parser';
import { UserError } from '../core/errors.js';
import { decodeFrame } from './decode-frame.js';
import type { DicomSlice } from './dicom-series.js';
import { parseDicom } from './parse-dicom.js';
import type { StoredFile } from './stored-file.js';

export interface PixelSource {
  /** The stored values of a slice, little-endian. Valid until the next call. */
  pixelsOf(slice: DicomSlice): Promise<Uint8Array>;
  /** SHA-256 of each file read so far. */
  hashes(): readonly string[];
}

/** Keeps one file in memory: the one asked for last. `name`: the folder's, for messages. */
export function pixelSource(name: string): PixelSource {
  const hashes = new Map<StoredFile, string>();
  let open: { readonly file: StoredFile; readonly set: DataSet | null } | null = null;
  const load = async (file: StoredFile): Promise<DataSet | null> => {
    if (open?.file === file) return open.set;
    open = null;
    const bytes = await file.bytes();
    if (!hashes.has(file)) hashes.set(file, createHash('sha256').update(bytes).digest('hex'));
    open = { file, set: parseDicom(bytes)?.set ?? null };
    return open.set;
  };
  return {
    hashes: () => [...hashes.values()],
    pixelsOf: async (slice) => {
      const set = await load(slice.image.file);
      try {
        if (set === null) throw new Error('its file is damaged or cut off');
        return await decodeFrame(set, slice.image, slice.index);
      } catch (error) {
        throw damaged(slice, error, name);
      }
    },
  };
}

function damaged(slice: DicomSlice, error: unknown, name: string): UserError {
  const place = slice.frame.position?.map((x) => x.toFixed(2)).join(', ');
  const why = error instanceof Error ? error.message : 'the decoder gave up';
  return new UserError(
    `${name}: the slice at (${place}) mm can't be decoded: ${why}.`,
    'Export or copy the series again.',
  );
}
