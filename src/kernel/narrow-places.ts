// Samples of thin walls, gaps, pins or holes that hang together, as places.
import type { NarrowPlace } from '../core/print-facts.js';
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
  const root = (i: number): number => {
    let r = i;
    while (parent[r] !== r) {
      parent[r] = parent[parent[r]];
      r = parent[r];
    }
    return r;
  };
  const join = (i: number, j: number): void => {
    const [a, b] = [root(i), root(j)];
    if (a < b) parent[b] = a;
    else parent[a] = b;
  };
  eachNeighbour(samples, options, (i, j) => join(i, j));
  const groups = new Map<number, number[]>();
  for (let i = 0; i < count; i++) {
    const r = root(i);
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

/** Calls `each` with pairs that hang together. */
function eachNeighbour(
  { places: p, normals: n, widths }: WallSamples,
  { side, join }: NarrowOptions,
  each: (i: number, j: number) => void,
): void {
  const cells = new Map<number, number[]>();
  const at = (x: number): number => Math.floor(x / join) + 65536;
  const key = (i: number, j: number, k: number): number => (i * 131072 + j) * 131072 + k;
  for (let i = 0; i < widths.length; i++) {
    const cell = key(at(p[3 * i]), at(p[3 * i + 1]), at(p[3 * i + 2]));
    const there = cells.get(cell);
    if (there === undefined) cells.set(cell, [i]);
    else there.push(i);
  }
  const around = (
    x: number,
    y: number,
    z: number,
    take: (j: number, dx: number, dy: number, dz: number) => void,
  ) => {
    for (let a = at(x) - 1; a <= at(x) + 1; a++)
      for (let b = at(y) - 1; b <= at(y) + 1; b++)
        for (let c = at(z) - 1; c <= at(z) + 1; c++)
          for (const j of cells.get(key(a, b, c)) ?? []) {
            const [dx, dy, dz] = [p[3 * j] - x, p[3 * j + 1] - y, p[3 * j + 2] - z];
            if (dx * dx + dy * dy + dz * dz <= join * join) take(j, dx, dy, dz);
          }
  };
  for (let i = 0; i < widths.length; i++) {
    const [nx, ny, nz] = [n[3 * i], n[3 * i + 1], n[3 * i + 2]];
    const facing = (j: number): number => nx * n[3 * j] + ny * n[3 * j + 1] + nz * n[3 * j + 2];
    around(p[3 * i], p[3 * i + 1], p[3 * i + 2], (j, dx, dy, dz) => {
      if (j <= i || facing(j) < sameWay) return;
      const off = dx * nx + dy * ny + dz * nz;
      if (off * off <= beside * beside * (dx * dx + dy * dy + dz * dz)) each(i, j);
    });
    const w = side * widths[i];
    around(p[3 * i] + w * nx, p[3 * i + 1] + w * ny, p[3 * i + 2] + w * nz, (j) => {
      if (facing(j) < -sameWay) each(i, j);
    });
  }
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
