// Gives a stretch of a file's content piece by piece, unpacking gzip and zlib on the way, and never holds more.
import { createReadStream, type ReadStream } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { createInflateRaw, createUnzip, type InflateRaw, type Unzip } from 'node:zlib';
import type { ReadOptions } from '../stored-scan.js';
import { gzipHeaderEnd } from './gzip-header-end.js';
import type { RawPiece } from './raw-voxels.js';

/** Small enough to be still in the cache when what was read is looked at. */
const PIECE = 1 << 20;
/** Bytes allowed after the wanted ones (a checksum is only proven at the end of the file); more looks like a bomb. */
const TRAILING = 1 << 26;

export interface Wanted {
  readonly piece: RawPiece;
  readonly packed: boolean;
  /** The wanted bytes, counted from the piece's first number. */
  readonly from: number;
  readonly to: number;
  /** Where they are to stand, to − from bytes, if they have a place already. */
  readonly into?: Uint8Array;
}

export interface Reading extends ReadOptions {
  /** Hears of the bytes of a file as it stores them, and where in it they stand. */
  readonly hears?: (path: string, bytes: Uint8Array, at: number) => void;
}

/** Takes the next bytes, which are valid until it returns, or are those of `into`. */
export type Sink = (bytes: Uint8Array) => void;

/** How many bytes were found and given to `sink` in their order; fewer than wanted when the file ends too soon. */
export function readInto(wanted: Wanted, sink: Sink, options: Reading): Promise<number> {
  return wanted.packed ? unpackInto(wanted, sink, options) : copyInto(wanted, sink, options);
}

/** The next piece is on its way while `sink` is at the one before. */
async function copyInto({ piece, from, to, into }: Wanted, sink: Sink, options: Reading): Promise<number> {
  const start = piece.from + piece.skip + from;
  const length = Math.max(0, Math.min(to - from, piece.to - start));
  const file = await open(piece.path, 'r');
  const room = into ?? Buffer.allocUnsafeSlow(Math.min(2 * PIECE, length));
  const next = (at: number): Promise<Uint8Array> => {
    const place = into ? at : at % (2 * PIECE);
    const bytes = readFully(file, room.subarray(place, place + Math.min(PIECE, length - at)), start + at);
    // Heard again by whoever waits for them; until then it is no crash.
    bytes.catch(() => {});
    return bytes;
  };
  let coming = next(0);
  try {
    let found = 0;
    while (found < length) {
      options.signal?.throwIfAborted();
      const bytes = await coming;
      if (bytes.length === 0) break;
      coming = next(found + bytes.length);
      options.hears?.(piece.path, bytes, start + found);
      sink(bytes);
      found += bytes.length;
      options.progress?.(found / length);
    }
    return found;
  } finally {
    await coming.catch(() => {});
    await file.close();
  }
}

/** As much of `room` as the file fills. */
async function readFully(file: FileHandle, room: Uint8Array, start: number): Promise<Uint8Array> {
  let found = 0;
  while (found < room.length) {
    const { bytesRead } = await file.read(room, found, room.length - found, start + found);
    if (bytesRead === 0) break;
    found += bytesRead;
  }
  return room.subarray(0, found);
}

async function unpackInto(wanted: Wanted, sink: Sink, options: Reading): Promise<number> {
  const { piece } = wanted;
  if (piece.to <= piece.from) return 0;
  const all = await unpackAll({ ...wanted, unpacker: createUnzip({ chunkSize: 1 << 20 }) }, sink, options);
  if (!all.rubbish) return all.found;
  // What came out together with the rubbish was lost: once more, past the header, where the end is known by itself.
  const from = await gzipHeaderEnd(piece.path, piece.from);
  if (from === null) throw all.rubbish;
  const unpacker = createInflateRaw({ chunkSize: 1 << 20 });
  const into = wanted.into?.subarray(all.found);
  const rest = { ...wanted, into, piece: { ...piece, from }, from: wanted.from + all.found, unpacker };
  return all.found + (await unpackAll(rest, sink, options)).found;
}

interface Unpacking extends Wanted {
  readonly unpacker: Unzip | InflateRaw;
}

/** `rubbish`: the error, where something that isn't packed follows what is. */
async function unpackAll(
  { piece, from, to, into, unpacker }: Unpacking,
  sink: Sink,
  options: Reading,
): Promise<{ readonly found: number; readonly rubbish: Error | null }> {
  const [start, end] = [piece.skip + from, piece.skip + to];
  let seen = 0;
  let rubbish: Error | null = null;
  let thrown: unknown = null;
  const enough = new Error('enough');
  const take = async (source: AsyncIterable<Buffer>): Promise<void> => {
    for await (const chunk of source) {
      const first = Math.max(0, start - seen);
      const last = Math.min(chunk.length, end - seen);
      try {
        if (last > first) sink(placed(chunk.subarray(first, last), into, seen + first - start));
        seen += chunk.length;
        if (seen > end + TRAILING) throw enough;
      } catch (error) {
        thrown = error;
        throw error;
      }
      options.progress?.(Math.min(1, seen / end));
    }
  };
  try {
    const stored = createReadStream(piece.path, {
      start: piece.from,
      end: piece.to - 1,
      highWaterMark: 1 << 20,
    });
    const unpacked = pipeline(stored, unpacker, take, { signal: options.signal });
    listen(stored, piece, options);
    await unpacked;
  } catch (failed) {
    options.signal?.throwIfAborted();
    // A stream that is left early may fail by itself before what made us leave is heard.
    const error = thrown ?? failed;
    const code = error instanceof Error && 'code' in error ? error.code : '';
    if (error instanceof Error && /^incorrect header check|^unknown compression/.test(error.message))
      rubbish = error;
    else if (error !== enough && code !== 'Z_BUF_ERROR') throw error;
  }
  return { found: Math.max(0, Math.min(seen, end) - start), rubbish };
}

/** Once the stream flows to somebody else: the first who listens sets it off. */
function listen(stored: ReadStream, { path, from }: RawPiece, { hears }: Reading): void {
  if (hears === undefined) return;
  let at = from;
  stored.on('data', (bytes) => {
    if (typeof bytes === 'string') return;
    hears(path, bytes, at);
    at += bytes.length;
  });
}

function placed(bytes: Uint8Array, into: Uint8Array | undefined, at: number): Uint8Array {
  if (into === undefined) return bytes;
  into.set(bytes, at);
  return into.subarray(at, at + bytes.length);
}
