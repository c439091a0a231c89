// Random numbers for what is laid out by chance: the same on every machine for a seed.
import { whiteNoise } from './noise.js';

/** The next number between two limits, spread evenly. */
export type Draw = (least: number, most: number) => number;

export function draws(seed: number): Draw {
  const normal = whiteNoise(seed);
  let count = 0;
  // what is left of a normal draw after whole 997ths is spread evenly
  return (least, most) => least + (most - least) * ((((normal(count++) * 997) % 1) + 1) % 1);
}
