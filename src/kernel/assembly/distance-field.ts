// Heights over a level of the distance to a surface, on a block of a grid: the loops of ../distance-slab.ts.
import { lastSquared, nearestSlot } from './nearest';
import { outside } from './outside';

/** Samples a side of the blocks that are left out together where the level is far. */
const side: i32 = 8;

let tree: usize = 0, heights: usize = 0;
let x0: f64 = 0, y0: f64 = 0, z0: f64 = 0, step: f64 = 0, level: f64 = 0;
let nx: i32 = 0, ny: i32 = 0, nz: i32 = 0;
let signed: bool = false;
let hint: i32 = -1;
/** A cube's diagonal: no corner of a cube that the level passes through is farther from it. */
let near: f64 = 0;

/** Level less distance at (x, y, z), mm. */
@inline
function heightAt(x: f64, y: f64, z: f64): f64 {
  hint = nearestSlot(tree, x, y, z, hint);
  const d = Math.sqrt(lastSquared());
  return level - (signed && !outside(tree, hint, x, y, z) ? -d : d);
}

/** Nearer to 0 by `by`, of the same sign: what a height is at least, that far away. */
@inline
function less(height: f64, by: f64): f64 {
  return height > 0 ? height - by : height + by;
}

/** Height of the middle of these samples, nearer to 0 by the way to the farthest of them. 0 where the level may be near. */
function farFrom(i0: i32, j0: i32, k0: i32, i1: i32, j1: i32, k1: i32): f64 {
  const a = <f64>(i1 - 1 - i0) * 0.5, b = <f64>(j1 - 1 - j0) * 0.5, c = <f64>(k1 - 1 - k0) * 0.5;
  const h = heightAt(x0 + step * (<f64>i0 + a), y0 + step * (<f64>j0 + b), z0 + step * (<f64>k0 + c));
  const reach = step * Math.sqrt(a * a + b * b + c * c);
  return abs(h) - reach > near ? less(h, reach) : 0;
}

function fillBlock(i0: i32, j0: i32, k0: i32, i1: i32, j1: i32, k1: i32, height: f32): void {
  for (let k = k0; k < k1; k++)
    for (let j = j0; j < j1; j++) {
      const row = heights + (<usize>((k * ny + j) * nx) << 2);
      for (let i = i0; i < i1; i++) store<f32>(row + (<usize>i << 2), height);
    }
}

/** Of two heights the one farther from 0. */
@inline
function farther(a: f64, b: f64): f64 {
  return abs(b) > abs(a) ? b : a;
}

function measureBlock(i0: i32, j0: i32, k0: i32, i1: i32, j1: i32, k1: i32): void {
  for (let k = k0; k < k1; k++)
    for (let j = j0; j < j1; j++)
      for (let i = i0; i < i1; i++) {
        const at = heights + (<usize>((k * ny + j) * nx + i) << 2);
        // What its neighbours tell of it: distances change no faster than places do.
        let known: f64 = 0;
        if (i > 0) known = <f64>load<f32>(at - 4);
        if (j > 0) known = farther(known, <f64>load<f32>(at - (<usize>nx << 2)));
        if (k > 0) known = farther(known, <f64>load<f32>(at - (<usize>(nx * ny) << 2)));
        const h =
          abs(known) - step > near
            ? less(known, step)
            : heightAt(x0 + step * <f64>i, y0 + step * <f64>j, z0 + step * <f64>k);
        store<f32>(at, <f32>h);
      }
}

/**
 * place, f64: x, y, z of the first sample, the step and the level, mm. Written to `to` (f32, x fastest): level less distance,
 * exact at all corners of cubes that the level passes through, and elsewhere of the right sign. With `sign`, distances are
 * negative inside. 1 or −1 where all are inside or outside the level, and nothing was written; else 0.
 */
export function levelHeights(at: usize, to: usize, place: usize, sizeX: i32, sizeY: i32, sizeZ: i32, sign: bool): i32 {
  tree = at;
  heights = to;
  x0 = load<f64>(place);
  y0 = load<f64>(place, 8);
  z0 = load<f64>(place, 16);
  step = load<f64>(place, 24);
  level = load<f64>(place, 32);
  nx = sizeX;
  ny = sizeY;
  nz = sizeZ;
  signed = sign;
  hint = -1;
  near = 1.7321 * step;
  const all = farFrom(0, 0, 0, nx, ny, nz);
  if (all != 0) return all > 0 ? 1 : -1;
  for (let k = 0; k < nz; k += side)
    for (let j = 0; j < ny; j += side)
      for (let i = 0; i < nx; i += side) {
        const i1 = min(nx, i + side), j1 = min(ny, j + side), k1 = min(nz, k + side);
        const far = farFrom(i, j, k, i1, j1, k1);
        if (far != 0) fillBlock(i, j, k, i1, j1, k1, <f32>far);
        else measureBlock(i, j, k, i1, j1, k1);
      }
  return 0;
}

/** From (x, y, z) to the surface, mm; negative inside, with `sign`. Points in a row that lie near each other are answered fast. */
export function distanceTo(at: usize, x: f64, y: f64, z: f64, sign: bool): f64 {
  tree = at;
  hint = nearestSlot(at, x, y, z, hint);
  const d = Math.sqrt(lastSquared());
  return sign && !outside(at, hint, x, y, z) ? -d : d;
}
