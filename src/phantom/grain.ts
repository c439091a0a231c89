// A texture that is known everywhere: waves that run across one direction, as in wood or muscle.
import type { Vec3 } from '../core/grid.js';
import { whiteNoise } from './noise.js';

const waves = 80;
/** Shortest and longest wavelength across the grain, and the shortest along it, mm. */
const across = [9, 14] as const;
const along = 40;

/** A share between 0 and 1 that is spread evenly, from a normal draw. */
const share = (normal: number): number => (((normal * 1000) % 1) + 1) % 1;

/**
 * HU at a place in mm, LPS: mean 0, standard deviation `spread` over all space; the grain runs from foot to head. No
 * wave is shorter than 8.7 mm, so that slices every 3 mm hold all of it, whichever way they lie.
 */
export function grain(seed: number, spread: number): (p: Vec3) => number {
  const draw = whiteNoise(seed);
  const list = Array.from({ length: waves }, (_, w) => {
    const [a, b, c, d] = [0, 1, 2, 3].map((n) => share(draw(4 * w + n)));
    const turns = 1 / across[1] + (1 / across[0] - 1 / across[1]) * a;
    const [x, y] = [turns * Math.cos(2 * Math.PI * b), turns * Math.sin(2 * Math.PI * b)];
    return [x, y, (2 * c - 1) / along, d] as const;
  });
  const height = spread * Math.sqrt(2 / waves);
  return ([x, y, z]) =>
    height * list.reduce((sum, [u, v, w, d]) => sum + Math.cos(2 * Math.PI * (u * x + v * y + w * z + d)), 0);
}
