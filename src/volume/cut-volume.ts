// A block of a volume's grid as a volume of its own; nothing is copied.
import { regrid } from '../core/grid.js';
import type { Taps, Volume } from '../core/volume.js';

/** First and last index along an axis. */
export type Interval = readonly [number, number];
export type Block = readonly [Interval, Interval, Interval];

const cutTaps = ({ width, first, weights }: Taps, [low, high]: Interval): Taps => ({
  width,
  first: first.slice(low, high + 1),
  weights: weights.slice(low * width, (high + 1) * width),
});

/** The voxels of `block`, which lies within the grid. The result shares the volume's samples. */
export function cutVolume(volume: Volume, [x, y, z]: Block): Volume {
  const count = ([low, high]: Interval): number => high - low + 1;
  const { affine } = volume.grid;
  const [tx, ty, tz] = volume.taps;
  return {
    ...volume,
    grid: {
      size: [count(x), count(y), count(z)],
      affine: regrid(affine, [x[0], y[0], z[0]], [1, 1, 1]),
    },
    taps: volume.oblique ? volume.taps : [cutTaps(tx, x), cutTaps(ty, y), cutTaps(tz, z)],
  };
}
