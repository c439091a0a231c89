// Proves how far, at most, any point of a triangle is from a surface.
// The distance to a convex set is convex (S. Boyd, L. Vandenberghe, Convex Optimization, 2004, §3.2.5): over a triangle
// its distance to one target triangle is greatest at a corner. Where one target triangle will not do, it is cut in two.
import { copyPoint, coverBytes, coveredSquared, nextRest, restCorners, startCover } from './cover';
import { cornersAt, lastSquared, nearestSlot, squaredDistance } from './nearest';

// A corner is five words of eight bytes: x, y, z, the distance to the target, mm (f64), and the slot of the nearest target
// triangle (i32). Places in the scratch:
export const cornerBytes: usize = 40;
const piece: usize = coverBytes;
const fresh: usize = coverBytes + 3 * cornerBytes;
const met: usize = fresh + cornerBytes;
const far: usize = met + cornerBytes;
const open: usize = coverBytes + 256;
const openBytes: usize = 128;
const mostOpen: usize = 208;
/** Of the scratch, taken by this. */
export const boundBytes: usize = open + mostOpen * openBytes;

@inline
export function distanceOf(corner: usize): f64 {
  return load<f64>(corner, 24);
}

@inline
function slotOf(corner: usize): i32 {
  return load<i32>(corner, 32);
}

@inline
function copyCorner(to: usize, from: usize): void {
  v128.store(to, v128.load(from));
  v128.store(to, v128.load(from, 16), 16);
  store<u64>(to, load<u64>(from, 32), 32);
}

/** The corner at (x, y, z). */
function cornerAt(tree: usize, to: usize, x: f64, y: f64, z: f64, hint: i32): void {
  store<f64>(to, x);
  store<f64>(to, y, 8);
  store<f64>(to, z, 16);
  store<i32>(to, nearestSlot(tree, x, y, z, hint), 32);
  store<f64>(to, Math.sqrt(lastSquared()), 24);
}

/** Distance of a corner to the target triangle in `slot`. */
function toSlot(tree: usize, slot: i32, v: usize): f64 {
  if (slotOf(v) == slot) return distanceOf(v);
  return Math.sqrt(squaredDistance(cornersAt(tree, slot), load<f64>(v), load<f64>(v, 8), load<f64>(v, 16)));
}

@inline
function onto(tree: usize, slot: i32, a: usize, b: usize, c: usize): f64 {
  return max(max(toSlot(tree, slot, a), toSlot(tree, slot, b)), toSlot(tree, slot, c));
}

@inline
function apart(a: usize, b: usize): f64 {
  const x = load<f64>(a) - load<f64>(b), y = load<f64>(a, 8) - load<f64>(b, 8), z = load<f64>(a, 16) - load<f64>(b, 16);
  return Math.sqrt(x * x + y * y + z * z);
}

/** Is one of the targets nearest to the corners, or `middle`, near enough to all of them? The bound, else Infinity. */
function easyBound(tree: usize, a: usize, b: usize, c: usize, middle: i32, enough: f64): f64 {
  for (let k = middle < 0 ? 1 : 0; k < 4; k++) {
    const slot = k == 0 ? middle : slotOf(k == 1 ? a : k == 2 ? b : c);
    if ((k == 2 && slot == slotOf(a)) || (k == 3 && (slot == slotOf(a) || slot == slotOf(b)))) continue;
    const first = toSlot(tree, slot, a);
    if (first > enough) continue;
    const second = toSlot(tree, slot, b);
    if (second > enough) continue;
    const third = toSlot(tree, slot, c);
    if (third <= enough) return max(max(first, second), third);
  }
  return Infinity;
}

function boundOf(tree: usize, a: usize, b: usize, c: usize, enough: f64): f64 {
  const easy = easyBound(tree, a, b, c, -1, enough);
  if (easy <= enough) return easy;
  let bound = min(min(onto(tree, slotOf(a), a, b, c), onto(tree, slotOf(b), a, b, c)), onto(tree, slotOf(c), a, b, c));
  const ab = apart(a, b), bc = apart(b, c), ca = apart(c, a);
  bound = min(bound, distanceOf(a) + max(ab, ca));
  bound = min(bound, distanceOf(b) + max(ab, bc));
  bound = min(bound, distanceOf(c) + max(bc, ca));
  if (bound <= enough) return bound;
  const third: f64 = 1.0 / 3.0;
  const slot = nearestSlot(
    tree,
    (load<f64>(a) + load<f64>(b) + load<f64>(c)) * third,
    (load<f64>(a, 8) + load<f64>(b, 8) + load<f64>(c, 8)) * third,
    (load<f64>(a, 16) + load<f64>(b, 16) + load<f64>(c, 16)) * third,
    slotOf(a),
  );
  return min(bound, onto(tree, slot, a, b, c));
}

let changeAt: f64 = 0.5;

/** How clearly v belongs to another target triangle than u: 0 = not at all. And `changeAt`: where along u v that changes. */
function change(tree: usize, u: usize, v: usize): f64 {
  changeAt = 0.5;
  if (slotOf(u) == slotOf(v)) return 0;
  const gu = toSlot(tree, slotOf(v), u) - distanceOf(u);
  const gv = toSlot(tree, slotOf(u), v) - distanceOf(v);
  if (gu + gv > 0) changeAt = gu / (gu + gv);
  return min(gu, gv);
}

/** The three corners of the piece at p, from corner `turn` on. */
@inline
function turned(p: usize, turn: i32): usize {
  return p + <usize>(turn > 2 ? turn - 3 : turn) * cornerBytes;
}

/** Which edge of a piece to cut: from corner `turn` to the next. Puts the new corner at `to`. */
function cut(tree: usize, p: usize, plain: bool, to: usize): i32 {
  let turn: i32 = 0;
  let at: f64 = 0.5, most: f64 = 0;
  if (!plain)
    for (let k: i32 = 0; k < 3; k++) {
      const weight = change(tree, turned(p, k), turned(p, k + 1));
      if (weight <= most) continue;
      most = weight;
      turn = k;
      at = changeAt;
    }
  if (most < 1e-7) {
    turn = 0;
    for (let k: i32 = 1; k < 3; k++)
      if (apart(turned(p, k), turned(p, k + 1)) > apart(turned(p, turn), turned(p, turn + 1))) turn = k;
    at = 0.5;
  }
  const u = turned(p, turn), v = turned(p, turn + 1);
  cornerAt(
    tree,
    to,
    load<f64>(u) + at * (load<f64>(v) - load<f64>(u)),
    load<f64>(u, 8) + at * (load<f64>(v, 8) - load<f64>(u, 8)),
    load<f64>(u, 16) + at * (load<f64>(v, 16) - load<f64>(u, 16)),
    slotOf(at < 0.5 ? u : v),
  );
  return turn;
}

// What is near enough: `cap`, or, where that is below 0, so near to the farthest point that the statistics profit no more.
let cap: f64 = 0;
let farSoFar: f64 = 0;
let tolerance: f64 = 0;

/** From now on distances up to `most`, mm, are near enough. */
export function enoughIs(most: f64): void {
  cap = most;
}

/** From now on a bound within a micrometre, or 1 % where that is more, of the farthest point is, and within `within` too. */
export function enoughIsNear(farthest: f64, within: f64): void {
  cap = -1;
  farSoFar = farthest;
  tolerance = within;
}

function enough(here: f64): f64 {
  if (cap >= 0) return cap;
  const farthest = max(here, farSoFar);
  const limit = farthest + max<f64>(0.001, 0.01 * farthest);
  return farthest <= tolerance ? min(limit, tolerance) : limit;
}

/** The general way: the piece is cut in two, and its pieces, until each is proven or the cuts are spent. */
function refine(tree: usize, scratch: usize, cuts: i32, hopeless: f64): f64 {
  const p = scratch + piece, m = scratch + fresh, farthest = scratch + met;
  const q = p + cornerBytes, r = q + cornerBytes;
  copyCorner(farthest, p);
  if (distanceOf(q) > distanceOf(farthest)) copyCorner(farthest, q);
  if (distanceOf(r) > distanceOf(farthest)) copyCorner(farthest, r);
  let bound = distanceOf(farthest);
  let left = cuts;
  const first = scratch + open;
  let end = first;
  let depth: i32 = 1;
  while (true) {
    // The piece at p, of `depth`, is the next one.
    if (distanceOf(farthest) > hopeless) return Infinity;
    const limit = enough(distanceOf(farthest));
    const here = boundOf(tree, p, q, r, limit);
    if (here <= limit || left == 0) {
      bound = max(bound, here);
      if (end == first) return bound;
      end -= openBytes;
      memory.copy(p, end, 3 * cornerBytes);
      depth = load<i32>(end, 120);
      continue;
    }
    left--;
    const turn = cut(tree, p, depth % 6 == 0, m);
    if (distanceOf(m) > distanceOf(farthest)) copyCorner(farthest, m);
    // u, m, w waits; m, v, w is next.
    const u = turned(p, turn), v = turned(p, turn + 1), w = turned(p, turn > 0 ? turn - 1 : 2);
    depth++;
    copyCorner(end, u);
    copyCorner(end + cornerBytes, m);
    copyCorner(end + 2 * cornerBytes, w);
    store<i32>(end, depth, 120);
    copyCorner(end + openBytes, m);
    copyCorner(end + openBytes + cornerBytes, v);
    copyCorner(end + openBytes + 2 * cornerBytes, w);
    memory.copy(p, end + openBytes, 3 * cornerBytes);
    end += openBytes;
  }
}

/** The farthest point that was looked at in the last proof: a corner. */
@inline
export function farthestMet(scratch: usize): usize {
  return scratch + far;
}

/**
 * Tries to bring the bound of the triangle with corners a, b, c below what is enough, with at most `cuts` (200) cuts for a
 * piece; what is not proven then keeps the weaker bound that it has. Stops at once where a distance beyond `hopeless` is
 * met. `middle`: a slot near the middle of the triangle where one is known, else −1. No point of the triangle is farther
 * than the answer, mm (to 1e-9 mm of rounding); but what is within `enoughIs` may be said to be as near as its corners.
 */
export function boundOver(
  tree: usize, scratch: usize, a: usize, b: usize, c: usize, cuts: i32, hopeless: f64, middle: i32,
): f64 {
  const farthest = scratch + far;
  let most = a;
  if (distanceOf(b) > distanceOf(most)) most = b;
  if (distanceOf(c) > distanceOf(most)) most = c;
  copyCorner(farthest, most);
  if (distanceOf(farthest) > hopeless) return Infinity;
  const limit = enough(distanceOf(farthest));
  const easy = easyBound(tree, a, b, c, middle, limit);
  let bound = distanceOf(farthest);
  if (easy <= limit) return max(easy, bound);
  copyPoint(scratch, a);
  copyPoint(scratch + 24, b);
  copyPoint(scratch + 48, c);
  const hint = slotOf(a);
  startCover(scratch, middle < 0 ? hint : middle, cap < 0);
  for (let rest = nextRest(tree, scratch, limit * limit); rest != 0; rest = nextRest(tree, scratch, limit * limit))
    for (let k: i32 = 1; k + 1 < restCorners(); k++) {
      for (let n: i32 = 0; n < 3; n++) {
        const v = rest + <usize>(n == 0 ? 0 : k + n - 1) * 24;
        const to = scratch + piece + <usize>n * cornerBytes;
        cornerAt(tree, to, load<f64>(v), load<f64>(v, 8), load<f64>(v, 16), hint);
      }
      bound = max(bound, refine(tree, scratch, cuts, hopeless));
      if (distanceOf(scratch + met) > distanceOf(farthest)) copyCorner(farthest, scratch + met);
      if (bound > hopeless) return bound;
    }
  return max(bound, Math.sqrt(coveredSquared()));
}

/**
 * Of `count` triangles, which are not proven to lie wholly within their caps (f64, mm): 1, else 0 (`found`, bytes). Of each:
 * its corners (nine f32), and of these the slots (three i32) and distances (three f64, mm) of the nearest triangles.
 */
export function exceedingTriangles(
  tree: usize, scratch: usize, count: u32, corners: usize, slots: usize, distances: usize, caps: usize, cuts: i32,
  found: usize,
): void {
  const a = scratch + boundBytes, b = a + cornerBytes, c = b + cornerBytes;
  for (let t: u32 = 0; t < count; t++, corners += 36, slots += 12, distances += 24, caps += 8, found++) {
    loadCorner(a, corners, slots, distances);
    loadCorner(b, corners + 12, slots + 4, distances + 8);
    loadCorner(c, corners + 24, slots + 8, distances + 16);
    const most = load<f64>(caps);
    enoughIs(most);
    store<u8>(found, <u8>!(boundOver(tree, scratch, a, b, c, cuts, most, -1) <= most));
  }
}

@inline
export function loadCorner(to: usize, point: usize, slot: usize, distance: usize): void {
  store<f64>(to, <f64>load<f32>(point));
  store<f64>(to, <f64>load<f32>(point, 4), 8);
  store<f64>(to, <f64>load<f32>(point, 8), 16);
  store<f64>(to, load<f64>(distance), 24);
  store<i32>(to, load<i32>(slot), 32);
}
