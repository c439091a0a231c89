// Walks the stored numbers of a volume file in their order, a block at a time.
import { UserError } from '../../core/errors.js';
import { bytesOf } from './number-type.js';
import { type Numbers, numbersOf } from './numbers-of.js';
import type { RawPiece, RawVoxels } from './raw-voxels.js';
import { type Reading, readInto, type Sink } from './read-into.js';

/** Deflate can't do better; a header that asks for more can be refused before anything is allocated. */
const MOST_DEFLATED = 1032;
/** A number in digits is no longer than this. */
const LONGEST = 64;
const written = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/;
const noNumber = /^[+-]?(nan|inf|infinity)$/i;

/** A stretch of the stored numbers, counted over all volumes as they stand. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
  /** Where their bytes are to stand, if they have a place already: in this machine's order. Not for 64-bit whole numbers, nor digits. */
  readonly into?: Uint8Array;
}

/** `at`: which of the stored numbers the first of the block is. The block is valid until it returns. */
export type TakeNumbers = (block: Numbers, at: number) => void;

/** Throws a UserError before anything is allocated where the files can't hold the numbers of a stretch. */
export function refuseShort(raw: RawVoxels, stretch: Stretch, name: string): void {
  const share = (raw.count * raw.volumes) / raw.pieces.length;
  for (const [n, piece] of raw.pieces.entries()) {
    const numbers = Math.min(stretch.to - n * share, share);
    if (numbers <= 0 || stretch.from >= (n + 1) * share) continue;
    const wanted = raw.text ? 2 * numbers - 1 : numbers * bytesOf[raw.type];
    const stored = piece.to - piece.from;
    const there = (raw.packed ? stored * MOST_DEFLATED : stored) - piece.skip;
    if (there < wanted) throw tooShort(name, wanted, raw.packed || raw.text ? null : Math.max(0, there));
  }
}

/** Gives every number of the stretch to `take`. Throws a UserError where the files end too soon. */
export async function eachNumber(
  raw: RawVoxels,
  stretch: Stretch,
  take: TakeNumbers,
  name: string,
  options: Reading,
): Promise<void> {
  refuseShort(raw, stretch, name);
  const share = (raw.count * raw.volumes) / raw.pieces.length;
  for (const [n, piece] of raw.pieces.entries()) {
    const from = Math.max(0, stretch.from - n * share);
    const to = Math.min(share, stretch.to - n * share);
    if (from >= to) continue;
    const begun = n * share - stretch.from;
    const width = bytesOf[raw.type];
    const into = stretch.into?.subarray((from + begun) * width, (to + begun) * width);
    const part = { from, to, into };
    const given: TakeNumbers = (block, at) => take(block, at + n * share);
    const progress = (done: number): void => options.progress?.((n + done) / raw.pieces.length);
    const told = { ...options, progress };
    if (raw.text) await eachWritten(piece, part, given, name, told);
    else await eachStored(raw, piece, part, given, name, told);
  }
}

async function eachStored(
  raw: RawVoxels,
  piece: RawPiece,
  part: Stretch,
  take: TakeNumbers,
  name: string,
  options: Reading,
): Promise<void> {
  const width = bytesOf[raw.type];
  let at = part.from;
  const { into } = part;
  const sink = (into === undefined ? inWholes : inPlace(into))(width, (bytes) => {
    const block = numbersOf(bytes, raw.type, raw.littleEndian);
    take(block, at);
    at += block.length;
  });
  const [from, to] = [part.from * width, part.to * width];
  const found = await readInto({ piece, packed: raw.packed, from, to, into }, sink, options);
  if (found < to - from) throw tooShort(name, to, from + found);
}

/** Hands on whole numbers, whatever the pieces that they come in: in copies where they stand at an odd place. */
function inWholes(width: number, sink: Sink): Sink {
  let rest = Buffer.alloc(0);
  return (bytes) => {
    const all = rest.length === 0 ? bytes : Buffer.concat([rest, bytes]);
    const whole = all.subarray(0, all.length - (all.length % width));
    if (whole.length > 0) sink(whole.byteOffset % width === 0 ? whole : Uint8Array.from(whole));
    rest = Buffer.from(all.subarray(whole.length));
  };
}

/** The same of bytes that come to stand in `into` one after the other. */
const inPlace =
  (into: Uint8Array) =>
  (width: number, sink: Sink): Sink => {
    let [have, done] = [0, 0];
    return (bytes) => {
      have += bytes.length;
      const whole = have - (have % width);
      if (whole > done) sink(into.subarray(done, whole));
      done = whole;
    };
  };

async function eachWritten(
  piece: RawPiece,
  part: Stretch,
  take: TakeNumbers,
  name: string,
  options: Reading,
): Promise<void> {
  let at = 0;
  let rest = '';
  const hand = (text: string): void => {
    const words = text.split(/[\s,]+/).filter((word) => word !== '');
    const from = Math.max(0, part.from - at);
    const to = Math.min(words.length, part.to - at);
    if (to > from)
      take(
        Float64Array.from(words.slice(from, to), (word) => numberIn(word, name)),
        at + from,
      );
    at += words.length;
  };
  const sink: Sink = (bytes) => {
    if (at >= part.to) return;
    const text = rest + Buffer.from(bytes).toString('latin1');
    const end = text.search(/[\s,][^\s,]*$/);
    rest = text.slice(end + 1);
    if (rest.length > LONGEST) throw noDigits(name);
    if (end >= 0) hand(text.slice(0, end));
  };
  const to = piece.to - piece.from - piece.skip;
  await readInto({ piece, packed: false, from: 0, to }, sink, options);
  if (at < part.to) hand(rest);
  if (at < part.to)
    throw new UserError(
      `${name}: the file is cut off: ${part.to} numbers are needed, ${at} are there.`,
      'Copy or download the file again.',
    );
}

function numberIn(word: string, name: string): number {
  if (written.test(word)) return Number(word);
  if (noNumber.test(word)) return Number.NaN;
  throw noDigits(name);
}

const noDigits = (name: string): UserError =>
  new UserError(
    `${name}: where its voxels should stand as numbers in digits, there is something else.`,
    'Export the file again, with raw or gzip encoding.',
  );

const tooShort = (name: string, wanted: number, found: number | null): UserError =>
  new UserError(
    `${name}: the file is cut off: its voxels need ${wanted} bytes, ${found ?? 'far fewer'} are there.`,
    'Copy or download the file again.',
  );
