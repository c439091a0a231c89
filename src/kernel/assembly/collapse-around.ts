// The triangles around an edge: what its collapse would do to their order, their shape and the volume within.
// T. K. Dey et al., "Topology Preserving Edge Contraction", 1999 (the link condition).
import { around, cornerOf, mark, mostAround, nextOf, placeOf, previousOf, setU32, twinOf, u32At } from './collapse-state';

/** Twice a triangle's area by the sum of its squared sides: 0.289 when equilateral, 0.04 at a smallest angle of about 5°. */
const poorShape: f64 = 0.04;
/** A triangle may get worse than that, but not below this share of the worst one around. */
const mostWorse: f64 = 0.3;
/** Squared cosine of the largest turn of a triangle in one collapse, 75°. */
const mostTurn: f64 = 0.0625;

/** Triangles around the edge but for the two that go; those around its start come first. */
export let count: u32 = 0;
export let ofStart: u32 = 0;

/** A triangle around the edge: itself, and the half-edge out of the corner that moves, u32 each, then its other corners. */
const entrySize: usize = 56;
/** The other corners, three f64 each, mm. */
const second: usize = 8;
const third: usize = 32;

@inline
export function faceOf(n: u32): u32 {
  return load<u32>(around + <usize>n * entrySize);
}

@inline
export function spokeOf(n: u32): u32 {
  return load<u32>(around + <usize>n * entrySize, 4);
}

/** Triangles around the edge of the last question. */
export function gathered(): u32 {
  return count;
}

let stamp: u32 = 0;

@inline
function threeAround(first: u32): bool {
  return twinOf(previousOf(twinOf(previousOf(twinOf(previousOf(first)))))) == first;
}

@inline
function setPlace(to: usize, v: u32): void {
  const p = placeOf(v);
  store<f64>(to, load<f32>(p));
  store<f64>(to, load<f32>(p, 4), 8);
  store<f64>(to, load<f32>(p, 8), 16);
}

/** Takes in half-edge o out of a vertex that moves. */
@inline
function takeIn(o: u32, s: u32, t: u32): void {
  const entry = around + <usize>count * entrySize;
  count++;
  store<u32>(entry, o / 3);
  store<u32>(entry, o, 4);
  setPlace(entry + second, s);
  setPlace(entry + third, t);
}

/**
 * Takes in the triangles around h. False if there are too many, or if its ends do not share exactly the two neighbours
 * opposite it, each with more than three triangles.
 */
export function gather(h: u32): bool {
  const g = twinOf(h);
  stamp++;
  count = 0;
  // The two triangles that go are the first met and the last.
  setU32(mark, cornerOf(g), stamp);
  let s = cornerOf(previousOf(h)), o = twinOf(previousOf(h)), last = nextOf(g);
  while (o != last) {
    setU32(mark, s, stamp);
    if (count == mostAround) return false;
    const t = cornerOf(previousOf(o));
    takeIn(o, s, t);
    s = t;
    o = twinOf(previousOf(o));
  }
  setU32(mark, s, stamp);
  ofStart = count;
  let common: u32 = u32At(mark, cornerOf(h)) == stamp ? 1 : 0;
  s = cornerOf(previousOf(g));
  o = twinOf(previousOf(g));
  last = nextOf(h);
  while (o != last) {
    if (u32At(mark, s) == stamp) common++;
    if (count == mostAround) return false;
    const t = cornerOf(previousOf(o));
    takeIn(o, s, t);
    s = t;
    o = twinOf(previousOf(o));
  }
  if (u32At(mark, s) == stamp) common++;
  return common == 2 && !threeAround(previousOf(h)) && !threeAround(previousOf(g));
}

/** Where `keepVolume` wants the ends to go, mm. */
export let keptX: f32 = 0;
export let keptY: f32 = 0;
export let keptZ: f32 = 0;

/**
 * Shifts the place (x, y, z) where the ends of h are to go at right angles to the surface, so that the volume within
 * stays. Not where that would take it farther than half the edge: there the surface has no clear side.
 * P. Lindstrom, G. Turk, "Fast and Memory Efficient Polygonal Simplification", 1998, §4.1.
 */
export function keepVolume(h: u32, x: f32, y: f32, z: f32): void {
  keptX = x;
  keptY = y;
  keptZ = z;
  const a = placeOf(cornerOf(h)), b = placeOf(cornerOf(nextOf(h)));
  const ax: f64 = load<f32>(a), ay: f64 = load<f32>(a, 4), az: f64 = load<f32>(a, 8);
  const ex = <f64>load<f32>(b) - ax, ey = <f64>load<f32>(b, 4) - ay, ez = <f64>load<f32>(b, 8) - az;
  // About the edge's start, so that its own triangles hold no volume: six times that of the others, and the sum of
  // the cross products along the rim, which is the derivative by the new place.
  let volume: f64 = 0, gx: f64 = 0, gy: f64 = 0, gz: f64 = 0;
  let entry = around;
  for (let n: u32 = 0; n < count; n++, entry += entrySize) {
    const sx = load<f64>(entry, second) - ax, sy = load<f64>(entry, second + 8) - ay, sz = load<f64>(entry, second + 16) - az;
    const tx = load<f64>(entry, third) - ax, ty = load<f64>(entry, third + 8) - ay, tz = load<f64>(entry, third + 16) - az;
    const cx = sy * tz - sz * ty, cy = sz * tx - sx * tz, cz = sx * ty - sy * tx;
    gx += cx;
    gy += cy;
    gz += cz;
    if (n >= ofStart) volume += ex * cx + ey * cy + ez * cz;
  }
  const slope = gx * gx + gy * gy + gz * gz;
  if (slope == 0) return;
  const there = (<f64>x - ax) * gx + (<f64>y - ay) * gy + (<f64>z - az) * gz;
  const scale = (volume - there) / slope;
  if (!(scale * scale * slope <= (ex * ex + ey * ey + ez * ez) / 4)) return;
  keptX = <f32>(<f64>x + scale * gx);
  keptY = <f32>(<f64>y + scale * gy);
  keptZ = <f32>(<f64>z + scale * gz);
}

/** Do the triangles around keep their side and a fair shape when their corner goes to (x, y, z)? */
export function keepsShape(x: f64, y: f64, z: f64): bool {
  let worst = poorShape / mostWorse;
  let sumX: f64 = 0, sumY: f64 = 0, sumZ: f64 = 0;
  let mx: f64 = 0, my: f64 = 0, mz: f64 = 0;
  let entry = around;
  for (let n: u32 = 0; n < count; n++, entry += entrySize) {
    if (n == 0 || n == ofStart) {
      const m = placeOf(cornerOf(spokeOf(n)));
      mx = load<f32>(m);
      my = load<f32>(m, 4);
      mz = load<f32>(m, 8);
    }
    const ux = load<f64>(entry, second) - mx, uy = load<f64>(entry, second + 8) - my, uz = load<f64>(entry, second + 16) - mz;
    const vx = load<f64>(entry, third) - mx, vy = load<f64>(entry, third + 8) - my, vz = load<f64>(entry, third + 16) - mz;
    const nx = uy * vz - uz * vy, ny = uz * vx - ux * vz, nz = ux * vy - uy * vx;
    const dot = ux * vx + uy * vy + uz * vz;
    const sides = 2 * (ux * ux + uy * uy + uz * uz + vx * vx + vy * vy + vz * vz - dot);
    worst = min<f64>(worst, sqrt(nx * nx + ny * ny + nz * nz) / sides);
    sumX += nx;
    sumY += ny;
    sumZ += nz;
  }
  const least = max<f64>(1e-4, mostWorse * worst);
  entry = around;
  for (let n: u32 = 0; n < count; n++, entry += entrySize) {
    if (n == 0 || n == ofStart) {
      const m = placeOf(cornerOf(spokeOf(n)));
      mx = load<f32>(m);
      my = load<f32>(m, 4);
      mz = load<f32>(m, 8);
    }
    const sx = load<f64>(entry, second), sy = load<f64>(entry, second + 8), sz = load<f64>(entry, second + 16);
    const tx = load<f64>(entry, third), ty = load<f64>(entry, third + 8), tz = load<f64>(entry, third + 16);
    const ux = sx - x, uy = sy - y, uz = sz - z;
    const vx = tx - x, vy = ty - y, vz = tz - z;
    const nx = uy * vz - uz * vy, ny = uz * vx - ux * vz, nz = ux * vy - uy * vx;
    const dot = ux * vx + uy * vy + uz * vz;
    const sides = 2 * (ux * ux + uy * uy + uz * uz + vx * vx + vy * vy + vz * vz - dot);
    const now2 = nx * nx + ny * ny + nz * nz;
    if (!(now2 >= least * least * sides * sides)) return false;
    const wx = vx - ux, wy = vy - uy, wz = vz - uz;
    const ax = sx - mx, ay = sy - my, az = sz - mz;
    let ox = ay * wz - az * wy, oy = az * wx - ax * wz, oz = ax * wy - ay * wx;
    // The normal of a sliver says nothing: ask those around it.
    if (ox * ox + oy * oy + oz * oz < 4e-4 * sides * sides) {
      ox = sumX;
      oy = sumY;
      oz = sumZ;
    }
    const turn = nx * ox + ny * oy + nz * oz;
    if (turn <= 0 || turn * turn < mostTurn * now2 * (ox * ox + oy * oy + oz * oz)) return false;
  }
  return true;
}
