// Reads and decodes slices, compressed ones some ahead of being asked for, and remembers the hash of every file read.
import { createHash } from 'node:crypto';
import type { DataSet } from 'dicom-parser';
import { UserError } from '../../core/errors.js';
import { decodeFrame, isCompressed } from '../pixels/decode-frame.js';
import { decoderThreads } from '../pixels/decoder-threads.js';
import type { DicomSlice } from './dicom-series.js';
import { parseDicom } from './parse-dicom.js';
import type { StoredFile } from './stored-file.js';

export interface PixelSource {
  /** Tells which slices will be asked for next, in their order. Not needed, but faster. */
  expect(slices: readonly DicomSlice[]): void;
  /** The stored values of a slice, little-endian. Valid until the next call. */
  pixelsOf(slice: DicomSlice): Promise<Uint8Array>;
  /** SHA-256 of each file read so far. */
  hashes(): readonly string[];
  /** Ends the threads that decode, if there are any. */
  close(): Promise<void>;
}

interface OpenFile {
  readonly file: StoredFile;
  readonly set: Promise<DataSet | null>;
}

/** Files that are on their way while another one is looked at, and how large such a file may be, bytes. */
const ahead = 3;
const largestAhead = 2 ** 24;

/** Keeps in memory the file opened last, a few small ones that come next, and the slices decoded ahead. `name`: the folder's, for messages. */
export function pixelSource(name: string, signal?: AbortSignal): PixelSource {
  const hashes = new Map<StoredFile, string>();
  const threads = decoderThreads();
  const begun = new Map<DicomSlice, Promise<Uint8Array>>();
  const coming = new Map<StoredFile, Promise<Uint8Array>>();
  let expected: readonly DicomSlice[] = [];
  let open: OpenFile | null = null;

  const read = async (file: StoredFile): Promise<DataSet | null> => {
    const bytes = await (coming.get(file) ?? file.bytes());
    coming.delete(file);
    if (!hashes.has(file)) hashes.set(file, createHash('sha256').update(bytes).digest('hex'));
    return parseDicom(bytes)?.set ?? null;
  };
  const load = (file: StoredFile): Promise<DataSet | null> => {
    if (open?.file === file) return open.set;
    open = { file, set: read(file) };
    return open.set;
  };
  const decode = async (slice: DicomSlice): Promise<Uint8Array> => {
    const set = await load(slice.image.file);
    try {
      if (set === null) throw new Error('its file is damaged or cut off');
      return await decodeFrame(set, slice.image, slice.index, threads);
    } catch (error) {
      throw signal?.aborted ? signal.reason : damaged(slice, error, name);
    }
  };
  const fetch = (file: StoredFile): void => {
    if (open?.file === file || coming.has(file) || file.size > largestAhead) return;
    const bytes = file.bytes();
    bytes.catch(() => {});
    coming.set(file, bytes);
  };
  const begin = (slice: DicomSlice): Promise<Uint8Array> => {
    const known = begun.get(slice);
    if (known !== undefined) return known;
    const pixels = decode(slice);
    // Heard again by whoever asks for this slice; until then it is no crash.
    pixels.catch(() => {});
    begun.set(slice, pixels);
    return pixels;
  };
  const beginAhead = (slice: DicomSlice): void => {
    if (expected[0] !== slice) return;
    expected = expected.slice(1);
    for (const { image } of expected.slice(0, ahead)) fetch(image.file);
    for (const next of expected.slice(0, threads.count)) if (isCompressed(next.image.syntax)) begin(next);
  };
  const stop = (): void => void threads.close();
  signal?.addEventListener('abort', stop, { once: true });
  return {
    hashes: () => [...hashes.values()],
    expect: (slices) => {
      expected = slices;
    },
    pixelsOf: async (slice) => {
      signal?.throwIfAborted();
      const pixels = begin(slice);
      beginAhead(slice);
      try {
        return await pixels;
      } finally {
        begun.delete(slice);
      }
    },
    close: async () => {
      signal?.removeEventListener('abort', stop);
      expected = [];
      coming.clear();
      await threads.close();
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
