// A grid a little farther on: between a place as stored and the place as rounded lie some ten thousandths of a mm.
import type { Affine, Grid, Vec3 } from '../core/grid.js';

/** Shorter ways than this are noise of the arithmetic, mm. */
const noise = 1e-9;

/** By `by` less `back`, mm LPS; the very same grid where that is nothing. */
export function moved(grid: Grid, by: Vec3, back: Vec3 = [0, 0, 0]): Grid {
  const way = by.map((x, axis) => x - back[axis]);
  if (way.every((x) => Math.abs(x) < noise)) return grid;
  const [a, b, c, x, d, e, f, y, g, h, i, z] = grid.affine;
  const affine: Affine = [a, b, c, x + way[0], d, e, f, y + way[1], g, h, i, z + way[2]];
  return { size: grid.size, affine };
}
