// Samples of thin walls, gaps, pins or holes that hang together, as places.
import type { NarrowPlace } from '../core/print-facts.js';
import { pointCells } from './point-cells.js';
import type { WallSamples } from './wall-samples.js';

export interface NarrowOptions {
  /** −1: the width goes through the solid; 1: through the outside. */
  readonly side: -1 | 1;
  /** Samples no farther apart hang together, mm. */
  readonly join: number;
  /** Below this it fails, mm. */
  readonly fail: number;
  /** Places of less area are left out, mm²; they are counted as `specks`. */
  readonly leastArea: number;
}

export interface NarrowPlaces {
  /** Those with most failing area first, then by area. */
  readonly places: readonly NarrowPlace[];
  readonly specks: number;
  /** One a sample: its place; −1 of a speck. */
  readonly placeOf: Int32Array;
}

/** Cosines: neighbours on one side of a wall face about the same way, and lie beside each other. */
const sameWay = 0.3;
const beside = 0.6;

/**
 * Samples hang together that are neighbours on one side, and those that face each other across the wall: a plate is one
 * place. Linear in the samples.
 */
export function narrowPlaces(samples: WallSamples, options: NarrowOptions): NarrowPlaces {
  const count = samples.widths.length;
  const parent = Int32Array.from({ length: count }, (_, i) => i);
  joinNeighbours(samples, options, parent);
  const groups = new Map<number, number[]>();
  for (let i = 0; i < count; i++) {
    const r = rootOf(parent, i);
    const group = groups.get(r);
    if (group === undefined) groups.set(r, [i]);
    else group.push(i);
  }
  const found = [...groups.values()].map((members) => ({
    members,
    place: placeOf(samples, members, options),
  }));
  const kept = found
    .filter(({ place }) => place.area >= options.leastArea)
    .sort(
      (a, b) =>
        b.place.failingArea - a.place.failingArea ||
        b.place.area - a.place.area ||
        a.members[0] - b.members[0],
    );
  const where = new Int32Array(count).fill(-1);
  kept.forEach(({ members }, n) => {
    for (const i of members) where[i] = n;
  });
  return { places: kept.map(({ place }) => place), specks: found.length - kept.length, placeOf: where };
}

/** Joins pairs that hang together, in `parent`; those that do already are not looked at. */
function joinNeighbours(
  { places: p, normals: n, widths }: WallSamples,
  { side, join }: NarrowOptions,
  parent: Int32Array,
): void {
  const { lastAround, before } = pointCells(p, join);
  const most = join * join;
  const cells = new Int32Array(27);
  for (let i = 0; i < widths.length; i++) {
    const x = p[3 * i];
    const y = p[3 * i + 1];
    const z = p[3 * i + 2];
    const nx = n[3 * i];
    const ny = n[3 * i + 1];
    const nz = n[3 * i + 2];
    let own = rootOf(parent, i);
    lastAround(x, y, z, cells);
    // Half of the cells around: the others look this way themselves.
    for (let c = 13; c < 27; c++)
      for (let j = cells[c]; j >= 0; j = before[j]) {
        if (parent[j] === own) continue;
        const dx = p[3 * j] - x;
        const dy = p[3 * j + 1] - y;
        const dz = p[3 * j + 2] - z;
        const away = dx * dx + dy * dy + dz * dz;
        if (away > most || nx * n[3 * j] + ny * n[3 * j + 1] + nz * n[3 * j + 2] < sameWay) continue;
        const off = dx * nx + dy * ny + dz * nz;
        if (off * off <= beside * beside * away) own = united(parent, own, rootOf(parent, j));
      }
    // Across, where the way ends.
    const w = side * widths[i];
    lastAround(x + w * nx, y + w * ny, z + w * nz, cells);
    for (let c = 0; c < 27; c++)
      for (let j = cells[c]; j >= 0; j = before[j]) {
        if (parent[j] === own) continue;
        const dx = p[3 * j] - x - w * nx;
        const dy = p[3 * j + 1] - y - w * ny;
        const dz = p[3 * j + 2] - z - w * nz;
        if (dx * dx + dy * dy + dz * dz > most) continue;
        if (nx * n[3 * j] + ny * n[3 * j + 1] + nz * n[3 * j + 2] < -sameWay)
          own = united(parent, own, rootOf(parent, j));
      }
  }
}

function rootOf(parent: Int32Array, i: number): number {
  let r = i;
  while (parent[r] !== r) {
    parent[r] = parent[parent[r]];
    r = parent[r];
  }
  return r;
}

/** The lower root stays one. */
function united(parent: Int32Array, a: number, b: number): number {
  const low = Math.min(a, b);
  parent[Math.max(a, b)] = low;
  return low;
}

function placeOf(
  { places: p, normals: n, widths, areas }: WallSamples,
  members: readonly number[],
  { side, fail }: NarrowOptions,
): NarrowPlace {
  const middle = (i: number, d: number): number => p[3 * i + d] + (side * widths[i] * n[3 * i + d]) / 2;
  const sum = [0, 0, 0];
  const low = [Infinity, Infinity, Infinity];
  const high = [-Infinity, -Infinity, -Infinity];
  let [area, failingArea, mean] = [0, 0, 0];
  for (const i of members) {
    area += areas[i];
    mean += areas[i] * widths[i];
    if (widths[i] < fail) failingArea += areas[i];
    for (let d = 0; d < 3; d++) {
      sum[d] += areas[i] * middle(i, d);
      low[d] = Math.min(low[d], p[3 * i + d]);
      high[d] = Math.max(high[d], p[3 * i + d]);
    }
  }
  const thinnest = thinnestOf(members, widths, areas, area);
  return {
    centre: [sum[0] / area, sum[1] / area, sum[2] / area],
    thinnestAt: [middle(thinnest, 0), middle(thinnest, 1), middle(thinnest, 2)],
    least: widths[thinnest],
    mean: mean / area,
    area,
    failingArea,
    extent: Math.max(high[0] - low[0], high[1] - low[1], high[2] - low[2]),
  };
}

/** What is thinner must have some area, mm² (of a small place, a share of it): one triangle that leans is no thin wall. */
const leastThin = { area: 0.25, share: 0.1 };

function thinnestOf(
  members: readonly number[],
  widths: Float32Array,
  areas: Float32Array,
  whole: number,
): number {
  const enough = Math.min(leastThin.area, leastThin.share * whole);
  const rising = [...members].sort((a, b) => widths[a] - widths[b] || a - b);
  let sum = 0;
  for (const i of rising) {
    sum += areas[i];
    if (sum >= enough) return i;
  }
  return rising[rising.length - 1];
}
