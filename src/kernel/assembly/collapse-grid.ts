// Which triangles lie near a box, while edges collapse: a loose grid of several levels, hashed.
// M. Teschner et al., "Optimized Spatial Hashing for Collision Detection of Deformable Objects", 2003.
import { corner, cornerOf, cost, firstPoint, halfEdges, noVertex, place, placeOf, quadrics, setU32, u32At, vertices } from './collapse-state';

// Lent by the weighing of edges and by the points, for none of which there is a need where crossings are looked for:
// six f32 of bounds a triangle in `cost`; the next and the one before in its bucket and the bucket, u32 each, in `place`;
// the first of each bucket in `quadrics`; what was found in `firstPoint`.

const none: u32 = <u32>-1;
const levels: u32 = 16;
/** A box this much larger than its cell is sure to be put a level higher, whatever the rounding. */
const spare: f64 = 1.000001;

/** 1: the grid is kept up to date. */
let on: bool = false;
let cell: f64 = 0;
let mask: u32 = 0;
/** A bit for each level that ever held a triangle. */
let used: u32 = 0;

// Where the triangle asked about belongs.
let level: u32 = 0;
let cellX: i32 = 0, cellY: i32 = 0, cellZ: i32 = 0;

@inline
function boundsOf(f: u32): usize {
  return cost + <usize>f * 24;
}

@inline
function linkOf(f: u32): usize {
  return place + <usize>f * 12;
}

@inline
function bucket(i: i32, j: i32, k: i32, l: u32): u32 {
  const h = <u32>(i * 73856093) ^ <u32>(j * 19349663) ^ <u32>(k * 83492791) ^ (l * 40503);
  return (h ^ (h >>> 15)) & mask;
}

/** Empties it; its smallest cells are so large, mm. */
export function beginGrid(smallest: f64): void {
  on = true;
  cell = smallest;
  // At most four a vertex: there are bytes for twenty.
  mask = (<u32>1 << (31 - clz(4 * vertices))) - 1;
  memory.fill(quadrics, 0xff, (<usize>mask + 1) << 2);
  used = 0;
}

/** Sets level and cell from a triangle's bounds: the cell of its lowest corner, where cells are at least its size. */
@inline
function locate(bounds: usize): void {
  const x: f64 = load<f32>(bounds), y: f64 = load<f32>(bounds, 4), z: f64 = load<f32>(bounds, 8);
  const size = spare * max<f64>(<f64>load<f32>(bounds, 12) - x, max<f64>(<f64>load<f32>(bounds, 16) - y, <f64>load<f32>(bounds, 20) - z));
  let edge = cell, scale = 1 / cell;
  level = 0;
  // The last level holds, in one cell, whatever is larger still.
  while (edge < size && level < levels - 1) {
    edge *= 2;
    scale *= 0.5;
    level++;
  }
  if (level == levels - 1) scale = 0;
  cellX = <i32>floor(x * scale);
  cellY = <i32>floor(y * scale);
  cellZ = <i32>floor(z * scale);
}

@inline
function setBounds(f: u32): void {
  const bounds = boundsOf(f);
  const a = placeOf(cornerOf(3 * f)), b = placeOf(cornerOf(3 * f + 1)), c = placeOf(cornerOf(3 * f + 2));
  for (let d: usize = 0; d < 12; d += 4) {
    const x = load<f32>(a + d), y = load<f32>(b + d), z = load<f32>(c + d);
    store<f32>(bounds + d, min<f32>(x, min<f32>(y, z)));
    store<f32>(bounds + d, max<f32>(x, max<f32>(y, z)), 12);
  }
}

function link(f: u32, at: u32): void {
  const first = u32At(quadrics, at), own = linkOf(f);
  store<u32>(own, first);
  store<u32>(own, none, 4);
  store<u32>(own, at, 8);
  if (first != none) store<u32>(linkOf(first), f, 4);
  setU32(quadrics, at, f);
}

function unlink(f: u32): void {
  const own = linkOf(f), next = load<u32>(own), before = load<u32>(own, 4);
  if (before == none) setU32(quadrics, load<u32>(own, 8), next);
  else store<u32>(linkOf(before), next);
  if (next != none) store<u32>(linkOf(next), before, 4);
}

/** Puts in the triangles from … to − 1 as they stand, but for those that are gone. */
export function fillGrid(from: u32, to: u32): void {
  for (let f = from; f < to; f++) {
    if (cornerOf(3 * f) == noVertex) continue;
    setBounds(f);
    locate(boundsOf(f));
    used |= <u32>1 << level;
    link(f, bucket(cellX, cellY, cellZ, level));
  }
}

/** Triangle f has other corners than before, or they stand elsewhere. */
export function moveInGrid(f: u32): void {
  if (!on) return;
  setBounds(f);
  locate(boundsOf(f));
  const at = bucket(cellX, cellY, cellZ, level);
  if (at == load<u32>(linkOf(f), 8)) return;
  used |= <u32>1 << level;
  unlink(f);
  link(f, at);
}

/** Triangle f goes. */
export function takeFromGrid(f: u32): void {
  if (on) unlink(f);
}

/** Writes down those of one cell whose bounds meet the box. */
function visit(
  i: i32, j: i32, k: i32, l: u32, before: u32, x0: f32, y0: f32, z0: f32, x1: f32, y1: f32, z1: f32,
): u32 {
  let count = before;
  for (let f = u32At(quadrics, bucket(i, j, k, l)); f != none; f = load<u32>(linkOf(f))) {
    const b = boundsOf(f);
    if (load<f32>(b) > x1 || load<f32>(b, 4) > y1 || load<f32>(b, 8) > z1) continue;
    if (load<f32>(b, 12) < x0 || load<f32>(b, 16) < y0 || load<f32>(b, 20) < z0) continue;
    // A bucket is that of other cells too.
    locate(b);
    if (level == l && cellX == i && cellY == j && cellZ == k) setU32(firstPoint, count++, f);
  }
  return count;
}

/** Writes down the triangles whose bounds meet the box, each once; returns how many. */
export function findInGrid(x0: f32, y0: f32, z0: f32, x1: f32, y1: f32, z1: f32): u32 {
  let count: u32 = 0, scale = 1 / cell;
  for (let l: u32 = 0; l < levels; l++, scale *= 0.5) {
    if ((used & (<u32>1 << l)) == 0) continue;
    if (l == levels - 1) {
      count = visit(0, 0, 0, l, count, x0, y0, z0, x1, y1, z1);
      continue;
    }
    const i0 = <i32>floor(<f64>x0 * scale) - 1, i1 = <i32>floor(<f64>x1 * scale);
    const j0 = <i32>floor(<f64>y0 * scale) - 1, j1 = <i32>floor(<f64>y1 * scale);
    const k0 = <i32>floor(<f64>z0 * scale) - 1, k1 = <i32>floor(<f64>z1 * scale);
    for (let k = k0; k <= k1; k++)
      for (let j = j0; j <= j1; j++)
        for (let i = i0; i <= i1; i++) count = visit(i, j, k, l, count, x0, y0, z0, x1, y1, z1);
  }
  return count;
}
