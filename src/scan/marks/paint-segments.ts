// Puts the segments of a file, which may overlap on layers of their own, into one label map.

import type { ReadOptions } from '../stored-scan.js';
import { eachNumber, refuseShort } from '../volumes/each-number.js';
import type { Numbers } from '../volumes/numbers-of.js';
import type { RawVoxels } from '../volumes/raw-voxels.js';
import type { LayeredSegment } from '../volumes/volume-file.js';
import { chooseLabel } from './choose-label.js';

export interface Painted {
  /** The segments' ids, over a SharedArrayBuffer. */
  readonly voxels: Int16Array | Float32Array;
  readonly painted: readonly LayeredSegment[];
  readonly remarks: readonly string[];
}

/** All segments, the lowest id where several claim a voxel; or the one that `options.segment` names, whole. */
export async function paintSegments(
  raw: RawVoxels,
  segments: readonly LayeredSegment[],
  name: string,
  options: ReadOptions,
): Promise<Painted> {
  const one = options.segment === undefined ? null : chooseLabel(segments, options.segment, name);
  const painted = segments.filter(({ id }) => one === null || one.id === id).sort((a, b) => a.id - b.id);
  const stretch = { from: 0, to: raw.count * raw.volumes };
  refuseShort(raw, stretch, name);
  const { take, ranks, counts } = brush(raw, segments, painted);
  await eachNumber(raw, stretch, take, name, options);
  const remarks = [
    ...renumbered(painted),
    ...(counts.overlaps === 0 ? [] : [overlapText(counts.overlaps)]),
    ...(counts.nameless === 0
      ? []
      : [`${counts.nameless} voxels with numbers that belong to no segment were taken as background.`]),
  ];
  return { voxels: withIds(ranks, painted), painted, remarks };
}

interface Brush {
  readonly take: (block: Numbers, at: number) => void;
  /** Place of each voxel's segment among those painted, from 1; 0 = background. */
  readonly ranks: Int16Array;
  readonly counts: { overlaps: number; nameless: number };
}

function brush(
  raw: RawVoxels,
  segments: readonly LayeredSegment[],
  painted: readonly LayeredSegment[],
): Brush {
  const ranks = new Int16Array(new SharedArrayBuffer(2 * raw.count));
  const twice = new Uint8Array(raw.count);
  const counts = { overlaps: 0, nameless: 0 };
  const layers = Array.from({ length: raw.volumes }, () => new Map<number, number>());
  for (const { layer, value } of segments) layers[layer].set(value, 0);
  for (const [n, { layer, value }] of painted.entries()) layers[layer].set(value, n + 1);
  const take = (block: Numbers, at: number): void => {
    for (let n = 0; n < block.length; n++) {
      const value = block[n];
      if (value === 0) continue;
      const place = at + n;
      const layer = raw.interleaved ? place % raw.volumes : Math.floor(place / raw.count);
      const p = raw.interleaved ? Math.floor(place / raw.volumes) : place % raw.count;
      const rank = layers[layer].get(value);
      if (rank === undefined) counts.nameless++;
      if (rank === undefined || rank === 0) continue;
      if (ranks[p] !== 0 && twice[p] === 0) {
        twice[p] = 1;
        counts.overlaps++;
      }
      if (ranks[p] === 0 || rank < ranks[p]) ranks[p] = rank;
    }
  };
  return { take, ranks, counts };
}

function withIds(ranks: Int16Array, painted: readonly LayeredSegment[]): Int16Array | Float32Array {
  const ids = [0, ...painted.map(({ id }) => id)];
  if (ids.every((id, rank) => id === rank)) return ranks;
  const fits = ids.every((id) => id <= 32767);
  const voxels = fits ? ranks : new Float32Array(new SharedArrayBuffer(4 * ranks.length));
  for (let p = 0; p < ranks.length; p++) voxels[p] = ids[ranks[p]];
  return voxels;
}

function renumbered(painted: readonly LayeredSegment[]): string[] {
  const moved = painted.filter(({ id, value }) => id !== value);
  if (moved.length === 0) return [];
  const list = moved.slice(0, 12).map(({ id, name }) => `${name} became ${id}`);
  return [
    `Segments on different layers bear the same number; the later ones were given the next free numbers: ${list.join(', ')}${moved.length > 12 ? ', …' : ''}.`,
  ];
}

const overlapText = (count: number): string =>
  `Segments overlap in ${count} voxels, which were given to the segment with the lowest number; a segment that is picked alone has all of its voxels.`;
