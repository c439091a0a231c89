// JPEG-LS frames, lossless and near-lossless: samples predicted from their neighbours, differences coded by context.
// ITU-T Recommendation T.87 (1998), annexes A and F; Weinberger, Seroussi, Sapiro, "The LOCO-I lossless image
// compression algorithm", 2000.
import { type JpegLsBits, jpegLsBits, readBits, readGolomb } from './jpeg-ls-bits.js';
import { type JpegLsPicture, jpegLsPicture } from './jpeg-ls-picture.js';
import { type FrameFormat, widen } from './widen-samples.js';

/** The frame's stored values, little-endian in `bitsAllocated` bits each. Throws an Error on a damaged frame. */
export function decodeJpegLs(packed: Uint8Array, format: FrameFormat): Uint8Array {
  const picture = jpegLsPicture(packed);
  if (picture.rows !== format.rows || picture.columns !== format.columns)
    throw new Error('the compressed picture is not of the size that the header gives');
  return widen({ values: samplesOf(packed, picture), precision: picture.precision }, format);
}

/** Logarithm of the length of a run's next stretch. */
const stretches = Uint8Array.from([
  0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 9, 10, 11, 12, 13, 14, 15,
]);
/** 365 contexts of differences, then two of what ends a run. */
const CONTEXTS = 367;
const RUNS = 365;
/** What is known of a context: the sum of its differences' sizes, of the differences, their correction, their number. */
const SIZE = 0;
const SUM = 1;
const CORRECTION = 2;
const COUNT = 3;

interface Coder {
  readonly bits: JpegLsBits;
  readonly most: number;
  readonly near: number;
  /** Distance of two samples that can be told apart, and how many of these there are. */
  readonly step: number;
  readonly range: number;
  readonly limit: number;
  readonly plain: number;
  readonly reset: number;
  /** Class of a difference −most…most, −4…4. */
  readonly classes: Int8Array;
  /** Four numbers of each context. */
  readonly contexts: Int32Array;
  /** Which stretch a run is at. */
  run: number;
}

function samplesOf(packed: Uint8Array, picture: JpegLsPicture): Uint16Array {
  const { rows, columns } = picture;
  const coder = coderOf(packed, picture);
  const samples = new Uint16Array(rows * columns);
  // One sample more on either side.
  let above = new Int32Array(columns + 2);
  let line = new Int32Array(columns + 2);
  for (let j = 0; j < rows; j++) {
    line[0] = above[1];
    above[columns + 1] = above[columns];
    readLine(coder, above, line, columns);
    if (coder.bits.at > coder.bits.end) throw new Error('the pixels are cut off');
    samples.set(line.subarray(1, columns + 1), j * columns);
    [above, line] = [line, above];
  }
  return samples;
}

function coderOf(packed: Uint8Array, { most, near, thresholds, reset, start }: JpegLsPicture): Coder {
  const step = 2 * near + 1;
  const range = Math.floor((most + 2 * near) / step) + 1;
  const bitsOf = (n: number): number => 32 - Math.clz32(n - 1);
  const plain = bitsOf(range);
  const depth = Math.max(2, bitsOf(most + 1));
  return {
    bits: jpegLsBits(packed, start),
    most,
    near,
    step,
    range,
    limit: 2 * (depth + Math.max(8, depth)) - plain - 1,
    plain,
    reset,
    classes: classesOf(most, near, thresholds),
    contexts: freshContexts(range),
    run: 0,
  };
}

/** Class of each difference −most…most: 0 within `near`, then one more from each threshold on, with its sign. */
function classesOf(most: number, near: number, thresholds: readonly number[]): Int8Array {
  const classes = new Int8Array(2 * most + 1);
  for (const [n, from] of [near + 1, ...thresholds].entries()) {
    classes.fill(n + 1, most + from);
    classes.fill(-n - 1, 0, most - from + 1);
  }
  return classes;
}

function freshContexts(range: number): Int32Array {
  const contexts = new Int32Array(4 * CONTEXTS);
  for (let at = 0; at < contexts.length; at += 4) {
    contexts[at + SIZE] = Math.max(2, (range + 32) >> 6);
    contexts[at + COUNT] = 1;
  }
  return contexts;
}

function readLine(coder: Coder, above: Int32Array, line: Int32Array, columns: number): void {
  const { classes, most } = coder;
  for (let i = 1; i <= columns; ) {
    const left = line[i - 1];
    const corner = above[i - 1];
    const up = above[i];
    const context =
      81 * classes[above[i + 1] - up + most] +
      9 * classes[up - corner + most] +
      classes[corner - left + most];
    if (context !== 0) {
      line[i++] = readSample(coder, context, predicted(left, up, corner));
      continue;
    }
    const end = i + readRun(coder, columns + 1 - i);
    line.fill(left, i, end);
    if (end <= columns) line[end] = readRunEnd(coder, left, above[end]);
    i = end + 1;
  }
}

function predicted(left: number, up: number, corner: number): number {
  const low = left < up ? left : up;
  const high = left < up ? up : left;
  if (corner >= high) return low;
  return corner <= low ? high : left + up - corner;
}

/** `signed`: the context, negative where all its differences are turned round. */
function readSample(coder: Coder, signed: number, prediction: number): number {
  const { contexts, near, most } = coder;
  const turned = signed < 0;
  const at = 4 * (turned ? -signed : signed);
  const correction = contexts[at + CORRECTION];
  const moved = turned ? prediction - correction : prediction + correction;
  const corrected = moved < 0 ? 0 : moved > most ? most : moved;
  const count = contexts[at + COUNT];
  const k = depthOf(count, contexts[at + SIZE]);
  const code = readGolomb(coder.bits, k, coder.limit, coder.plain);
  let difference = code & 1 ? -((code + 1) >> 1) : code >> 1;
  if (near === 0 && k === 0 && 2 * contexts[at + SUM] <= -count) difference = -difference - 1;
  learn(coder, at, difference);
  return restored(coder, corrected, turned ? -difference : difference);
}

/** How many bits of a difference are written plainly, after a context's experience. */
function depthOf(count: number, size: number): number {
  let k = 0;
  while (count << k < size && k < 16) k++;
  return k;
}

/** What a context has seen of differences, and how it corrects them. */
function learn({ contexts, step, reset }: Coder, at: number, difference: number): void {
  let size = contexts[at + SIZE] + (difference < 0 ? -difference : difference);
  let sum = contexts[at + SUM] + difference * step;
  let count = contexts[at + COUNT];
  if (count === reset) {
    size >>= 1;
    sum >>= 1;
    count >>= 1;
  }
  count++;
  if (sum <= -count) {
    sum = Math.max(sum + count, 1 - count);
    if (contexts[at + CORRECTION] > -128) contexts[at + CORRECTION]--;
  } else if (sum > 0) {
    sum = Math.min(sum - count, 0);
    if (contexts[at + CORRECTION] < 127) contexts[at + CORRECTION]++;
  }
  contexts[at + SIZE] = size;
  contexts[at + SUM] = sum;
  contexts[at + COUNT] = count;
}

/** The sample so many steps from what was predicted, modulo their range. */
function restored({ near, most, step, range }: Coder, prediction: number, difference: number): number {
  let sample = prediction + difference * step;
  if (sample < -near) sample += range * step;
  else if (sample > most + near) sample -= range * step;
  return sample < 0 ? 0 : sample > most ? most : sample;
}

/** How many samples are like the one before them, `room` at most. */
function readRun(coder: Coder, room: number): number {
  const { bits } = coder;
  let length = 0;
  while (readBits(bits, 1) === 1) {
    const stretch = 1 << stretches[coder.run];
    length += stretch;
    if (length <= room && coder.run < 31) coder.run++;
    if (length >= room) return room;
  }
  length += readBits(bits, stretches[coder.run]);
  if (length > room) throw new Error('the compressed picture is damaged');
  return length;
}

/** The sample after a run. Its contexts keep as their sum how many differences were negative. */
function readRunEnd(coder: Coder, left: number, up: number): number {
  const { bits, contexts, near, limit, plain, reset } = coder;
  const alike = Math.abs(left - up) <= near ? 1 : 0;
  const at = 4 * (RUNS + alike);
  let [size, negative, , count] = contexts.subarray(at, at + 4);
  const k = depthOf(count, size + (alike === 1 ? count >> 1 : 0));
  const code = readGolomb(bits, k, limit - stretches[coder.run] - 1, plain);
  const odd = (code + alike) & 1;
  const far = (code + alike + odd) >> 1;
  const turned = k !== 0 || 2 * negative >= count ? 1 : 0;
  const difference = turned === odd ? -far : far;
  if (difference < 0) negative++;
  size += (code + 1 - alike) >> 1;
  if (count === reset) {
    size >>= 1;
    count >>= 1;
    negative >>= 1;
  }
  contexts.set([size, negative, 0, count + 1], at);
  if (coder.run > 0) coder.run--;
  if (alike === 1) return restored(coder, left, difference);
  return restored(coder, up, left > up ? -difference : difference);
}
