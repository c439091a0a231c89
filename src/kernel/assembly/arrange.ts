// Puts triangles into the order of a tree's leaves, and boxes around them: the loops of ../triangle-tree.ts.
// C. A. R. Hoare, Find, 1961; S. Edelkamp, A. Weiß, BlockQuicksort, 2016 (no branch hangs on a comparison of keys).
import { boxesOf, cornersAt, countOf, firstSlot, leavesOf } from './nearest';

// An item is 16 bytes: the middle of a triangle (three f32), and the triangle (u32).

/** Items looked at before any is moved; a byte tells which of them. */
const block: i32 = 128;

@inline
function keyOf(items: usize, i: i32, axis: usize): f32 {
  return load<f32>(items + (<usize>i << 4) + axis);
}

@inline
function swap(p: usize, q: usize): void {
  const a = v128.load(p);
  v128.store(p, v128.load(q));
  v128.store(q, a);
}

/** The axis, in bytes, along which the middles of items from … to − 1 reach farthest. */
function widestAxis(items: usize, from: i32, to: i32): usize {
  let low = f32x4.splat(Infinity), high = f32x4.splat(-Infinity);
  const end = items + (<usize>to << 4);
  for (let p = items + (<usize>from << 4); p < end; p += 16) {
    const at = v128.load(p);
    low = f32x4.pmin(low, at);
    high = f32x4.pmax(high, at);
  }
  const x = <f64>f32x4.extract_lane(high, 0) - <f64>f32x4.extract_lane(low, 0);
  const y = <f64>f32x4.extract_lane(high, 1) - <f64>f32x4.extract_lane(low, 1);
  const z = <f64>f32x4.extract_lane(high, 2) - <f64>f32x4.extract_lane(low, 2);
  if (x >= y && x >= z) return 0;
  return y >= z ? 4 : 8;
}

/** Puts the lower ones along `axis` before `middle`, the higher from there on. scratch: 2 · block bytes. */
function halve(items: usize, from: i32, middle: i32, to: i32, axis: usize, scratch: usize): void {
  let low = from, high = to - 1;
  while (low < high) {
    const a = keyOf(items, low, axis), b = keyOf(items, (low + high) >> 1, axis), c = keyOf(items, high, axis);
    const pivot = max(min(a, b), min(max(a, b), c));
    let i = low, j = high;
    // Blocks from both ends: which items of each belong to the other side. The k-th of these change places, as they
    // would one by one; what is left over of a block waits for the next of the other.
    let lefts: i32 = 0, rights: i32 = 0, left: i32 = 0, right: i32 = 0;
    while (j - i + 1 >= 2 * block) {
      if (left == lefts) {
        left = 0;
        lefts = 0;
        const at = items + (<usize>i << 4) + axis;
        for (let k: i32 = 0; k < block; k++) {
          store<u8>(scratch + <usize>lefts, <u8>k);
          lefts += <i32>(load<f32>(at + (<usize>k << 4)) >= pivot);
        }
      }
      if (right == rights) {
        right = 0;
        rights = 0;
        const at = items + (<usize>j << 4) + axis;
        for (let k: i32 = 0; k < block; k++) {
          store<u8>(scratch + block + <usize>rights, <u8>k);
          rights += <i32>(load<f32>(at - (<usize>k << 4)) <= pivot);
        }
      }
      const pairs = min(lefts - left, rights - right);
      for (let k: i32 = 0; k < pairs; k++)
        swap(
          items + (<usize>(i + <i32>load<u8>(scratch + <usize>(left + k))) << 4),
          items + (<usize>(j - <i32>load<u8>(scratch + block + <usize>(right + k))) << 4),
        );
      left += pairs;
      right += pairs;
      if (left == lefts) i += block;
      if (right == rights) j -= block;
    }
    // A block half done: its items before the next one to be moved are where they belong.
    if (left < lefts) i += <i32>load<u8>(scratch + <usize>left);
    else if (right < rights) j -= <i32>load<u8>(scratch + block + <usize>right);
    while (i <= j) {
      while (keyOf(items, i, axis) < pivot) i++;
      while (keyOf(items, j, axis) > pivot) j--;
      if (i > j) break;
      swap(items + (<usize>i << 4), items + (<usize>j << 4));
      i++;
      j--;
    }
    if (middle <= j) high = j;
    else if (middle >= i) low = i;
    else return;
  }
}

/** Halves the items of `span` leaves from `leaf` on, and their halves, down to single leaves. */
function split(tree: usize, items: usize, leaf: u32, span: u32, scratch: usize): void {
  if (span == 1) return;
  const half = span >> 1;
  const from = firstSlot(tree, leaf), to = firstSlot(tree, leaf + span);
  halve(items, from, firstSlot(tree, leaf + half), to, widestAxis(items, from, to), scratch);
  split(tree, items, leaf, half, scratch);
  split(tree, items, leaf + half, half, scratch);
}

/**
 * Items of all triangles into the order of the leaves: each node's are halved at the median of their middles, across
 * the axis along which these reach farthest. scratch: 256 bytes.
 */
export function arrange(tree: usize, items: usize, scratch: usize): void {
  split(tree, items, 0, leavesOf(tree), scratch);
}

/** Only what the first three lanes hold. */
@inline
function storeThree(to: usize, v: v128): void {
  v128.store64_lane(to, v, 0);
  v128.store32_lane(to, v, 2, 8);
}

/** The boxes of all nodes, from the corners. */
export function fillBoxes(tree: usize): void {
  const leaves = leavesOf(tree);
  const boxes = boxesOf(tree);
  for (let leaf: u32 = 0; leaf < leaves; leaf++) {
    let low = f32x4.splat(Infinity), high = f32x4.splat(-Infinity);
    const end = cornersAt(tree, firstSlot(tree, leaf + 1));
    for (let c = cornersAt(tree, firstSlot(tree, leaf)); c < end; c += 12) {
      const at = v128.load(c);
      low = f32x4.pmin(low, at);
      high = f32x4.pmax(high, at);
    }
    const o = boxes + <usize>(leaves - 1 + leaf) * 24;
    storeThree(o, low);
    storeThree(o + 12, high);
  }
  for (let n = <i32>leaves - 2; n >= 0; n--) {
    const o = boxes + <usize>n * 24, a = boxes + <usize>(2 * n + 1) * 24;
    storeThree(o, f32x4.min(v128.load(a), v128.load(a, 24)));
    storeThree(o + 12, f32x4.max(v128.load(a, 12), v128.load(a, 36)));
  }
}
