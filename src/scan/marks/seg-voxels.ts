// Puts the frames of a DICOM segmentation together: one segment as it is, or all of them as one label map.
import type { LabelName } from '../../core/scan.js';
import type { SegHeader } from './seg-header.js';
import type { SegPixels } from './seg-pixels.js';

export interface SegVoxels {
  readonly voxels: Int16Array | Float32Array;
  /** Voxels that more than one of the segments claims. */
  readonly overlapping: number;
  /** Labels whose voxels the pixels of a label map show without a word on them. */
  readonly unnamed: readonly number[];
}

interface Wanted {
  /** The one segment to be read, or null for all. */
  readonly one: LabelName | null;
  /** Keeps the shares of a fractional segment, 0 … 1. */
  readonly shares: boolean;
  readonly sliceOf: readonly number[];
  readonly slices: number;
  readonly signal?: AbortSignal;
  readonly progress?: (done: number) => void;
}

/** Where segments overlap, the lowest number wins. Throws whatever the pixels throw. */
export async function segVoxels(header: SegHeader, pixels: SegPixels, wanted: Wanted): Promise<SegVoxels> {
  const count = header.rows * header.columns;
  const { one, shares, sliceOf, slices } = wanted;
  const wide = shares || header.segments.some(({ id }) => id > 32767) || header.bits === 16;
  const memory = new SharedArrayBuffer((wide ? 4 : 2) * count * slices);
  const voxels = wide ? new Float32Array(memory) : new Int16Array(memory);
  const claimed =
    one === null && header.kind !== 'labels' ? new Uint8Array(Math.ceil((count * slices) / 8)) : null;
  const frames = header.frames.map((frame, n) => ({ n, segment: frame.segment }));
  // From the lowest number on: who comes first stays.
  const order = frames
    .filter(({ segment }) => one === null || header.kind === 'labels' || segment === one.id)
    .sort((a, b) => a.segment - b.segment || a.n - b.n);
  for (const [done, { n, segment }] of order.entries()) {
    wanted.signal?.throwIfAborted();
    const frame = await pixels.frame(n);
    const slice = voxels.subarray(sliceOf[n] * count, (sliceOf[n] + 1) * count);
    if (header.kind === 'labels') copyLabels(frame, slice, one);
    else if (shares) copyShares(frame, slice, header.most);
    else
      mark(
        frame,
        slice,
        header.kind === 'fractional' ? header.most / 2 : 1,
        segment,
        claimed,
        sliceOf[n] * count,
      );
    wanted.progress?.((done + 1) / order.length);
  }
  return {
    voxels,
    overlapping: claimed === null ? 0 : claimed.reduce((sum, byte) => sum + ones(byte), 0),
    unnamed: header.kind === 'labels' ? unnamedIn(voxels, header.segments) : [],
  };
}

function copyLabels(frame: ArrayLike<number>, slice: Int16Array | Float32Array, one: LabelName | null): void {
  for (let p = 0; p < slice.length; p++) {
    const label = frame[p];
    if (label !== 0 && (one === null || label === one.id)) slice[p] = label;
  }
}

function copyShares(frame: ArrayLike<number>, slice: Int16Array | Float32Array, most: number): void {
  for (let p = 0; p < slice.length; p++) {
    const share = Math.min(1, frame[p] / most);
    if (share > slice[p]) slice[p] = share;
  }
}

/** `claimed`: a bit for each voxel of the volume that two segments claim; the slice begins at voxel `start`. */
function mark(
  frame: ArrayLike<number>,
  slice: Int16Array | Float32Array,
  least: number,
  segment: number,
  claimed: Uint8Array | null,
  start: number,
): void {
  for (let p = 0; p < slice.length; p++) {
    if (frame[p] < least) continue;
    if (slice[p] === 0) slice[p] = segment;
    else if (claimed !== null && slice[p] !== segment)
      claimed[Math.floor((start + p) / 8)] |= 1 << ((start + p) & 7);
  }
}

const ones = (byte: number): number => {
  let n = 0;
  for (let b = byte; b !== 0; b &= b - 1) n++;
  return n;
};

function unnamedIn(voxels: Int16Array | Float32Array, segments: readonly LabelName[]): number[] {
  const named = new Set([0, ...segments.map(({ id }) => id)]);
  const found = new Set<number>();
  let last = 0;
  for (let p = 0; p < voxels.length; p++) {
    if (voxels[p] === last) continue;
    last = voxels[p];
    if (!named.has(last)) found.add(last);
  }
  return [...found].sort((a, b) => a - b);
}
