// What a scanner adds that is neither blur nor noise: cupping and streaks, both smooth and known at every place.
import type { Grid, Vec3 } from '../core/grid.js';
import { toPatient } from '../core/grid.js';
import { cross, dot, unit } from '../core/vec3.js';
import { cosDeg, sinDeg } from '../kernel/elementary.js';
import type { Box, Phantom } from './body.js';
import { draws } from './draws.js';

export interface ArtefactSize {
  /** How far water in the middle of the phantom reads too low, HU. */
  readonly cupping: number;
  /** Root mean square of the streaks where they are strongest, HU. */
  readonly streaks: number;
  readonly seed: number;
}

/** The value of voxel (i, j, k) of the scanner's grid, HU ↦ the value that the scanner would give. */
export type Artefacts = (valueHU: number, i: number, j: number, k: number) => number;

/** Null if there are none. Streaks run in the slices, which lie across the normal of the grid's first two axes. */
export function artefacts(phantom: Phantom, size: ArtefactSize, { affine }: Grid): Artefacts | null {
  const { cupping, streaks, seed } = size;
  if (cupping === 0 && streaks === 0) return null;
  const deep = cup(phantom.extent);
  const ray = streaks === 0 ? () => 0 : rays(seed);
  const axis = (c: number): Vec3 => unit([affine[c], affine[4 + c], affine[8 + c]]);
  const [u, v] = [axis(0), axis(1)];
  const w = cross(u, v);
  const [cx, cy, cz] = densestAt(phantom);
  return (value, i, j, k) => {
    const [x, y, z] = toPatient(affine, i, j, k);
    const cupped = value - (cupping * deep(x, y) * (value + 1000)) / 1000;
    if (streaks === 0) return cupped;
    const from: Vec3 = [x - cx, y - cy, z - cz];
    return cupped + streaks * ray(k, dot(from, u), dot(from, v), dot(from, w));
  };
}

/**
 * As a beam that hardens on its way sees it: all that absorbs is taken down by the same share, the most on the long axis
 * through the middle of the phantom, not at all on the ellipse through its sides. Air stays air.
 */
function cup({ min, max }: Box): (x: number, y: number) => number {
  const [mx, my] = [(min[0] + max[0]) / 2, (min[1] + max[1]) / 2];
  const [hx, hy] = [(max[0] - min[0]) / 2, (max[1] - min[1]) / 2];
  return (x, y) => {
    const [u, v] = [(x - mx) / hx, (y - my) / hy];
    return Math.max(0, 1 - u * u - v * v);
  };
}

/** So many waves round the circle, from coarse to fine. */
const slowest = 3;
const fastest = 28;
/** Streaks rise within this of their middle, and have lost half their height that far beyond, mm. */
const rise = 6;
const fall = 60;
/** Across the slices a wave goes once round within one of these, mm. */
const turnsOver = [12, 60] as const;

/** In slice k, `up` mm above the middle, at (right, down) from it; strongest: mean square 1. */
type Rays = (k: number, right: number, down: number, up: number) => number;

/** Dark and bright rays in the slices from one place on, slowly others from slice to slice. */
function rays(seed: number): Rays {
  const draw = draws(seed ^ 0x5eed);
  const count = fastest - slowest + 1;
  const height = Math.sqrt(2 / count) / envelope(peak);
  const waves = Array.from({ length: count }, () => {
    const sign = draw(-1, 1) < 0 ? -1 : 1;
    return { phaseDeg: draw(0, 360), pace: (sign * 360) / draw(...turnsOver) };
  });
  const at = waves.map(() => [1, 0] as [number, number]);
  let slice = Number.NaN;
  return (k, right, down, up) => {
    if (k !== slice) {
      slice = k;
      for (const [n, { phaseDeg, pace }] of waves.entries()) {
        const angle = phaseDeg + pace * up;
        at[n] = [cosDeg(angle), sinDeg(angle)];
      }
    }
    const r = Math.sqrt(right * right + down * down);
    if (r < 1e-9) return 0;
    const [a, b] = [right / r, down / r];
    // cosine and sine of n times the angle
    let [p, q] = [1, 0];
    let sum = 0;
    for (let n = 1; n <= fastest; n++) {
      [p, q] = [p * a - q * b, p * b + q * a];
      if (n >= slowest) sum += p * at[n - slowest][0] - q * at[n - slowest][1];
    }
    return height * sum * envelope(r);
  };
}

const envelope = (r: number): number => ((r * r) / (r * r + rise * rise)) * (fall / (fall + r));

/** Where the envelope is highest: its slope's root, by halving. */
const peak = ((): number => {
  let [low, high] = [0, 10 * rise];
  for (let n = 0; n < 60; n++) {
    const r = (low + high) / 2;
    // 2·rise²·(fall + r) = r·(r² + rise²)
    if (2 * rise * rise * (fall + r) > r * (r * r + rise * rise)) low = r;
    else high = r;
  }
  return low;
})();

/** The middle of the densest body of the structure, or of the first of several. */
function densestAt({ layers, structure }: Phantom): Vec3 {
  const own = layers.filter((layer) => structure.materials.includes(layer.material));
  const densest = own.reduce((best, layer) => (layer.valueHU > best.valueHU ? layer : best));
  const { min, max } = densest.bodies[0].bounds;
  return [(min[0] + max[0]) / 2, (min[1] + max[1]) / 2, (min[2] + max[2]) / 2];
}
