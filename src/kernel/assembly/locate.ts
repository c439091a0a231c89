// What a blurred surface adds to the voxels around it, and what a vertex sees of these: the loops of ../locate-slab.ts.
// A window of nx × ny × nz voxels, x fastest; places are mm from its first row and column. `frame`, f64: steps along x and
// y, lean along x and y, reach in the slice and across. `heights`: f64 a slice, as the places' z. A table: samples a mm
// (f32), index of 0 (i32), values (f32).

@inline
function valueAt(table: usize, d: f32): f32 {
  const middle = load<i32>(table, 4);
  const x = d * load<f32>(table) + <f32>middle;
  if (x <= 0) return load<f32>(table, 8);
  const last = middle << 1;
  if (x >= <f32>last) return load<f32>(table + (<usize>last << 2), 8);
  const n = <i32>x;
  const from = table + (<usize>n << 2);
  const a = load<f32>(from, 8);
  return a + (x - <f32>n) * (load<f32>(from, 12) - a);
}

/** The first slice that is not below z. */
@inline
function sliceFrom(heights: usize, nz: i32, z: f64): i32 {
  let low: i32 = 0, high = nz;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (load<f64>(heights + (<usize>middle << 3)) < z) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Zeros after n numbers, up to a whole vector. */
@inline
function pad(numbers: usize, n: i32): void {
  for (let i = n; (i & 3) != 0; i++) store<f32>(numbers + (<usize>i << 2), 0);
}

/**
 * points: f64 each: x, y, z, area toward the rows' direction, whole area. Adds to each voxel of `share` how much the share
 * of the structure grows from the voxel before, and to `answer` (0: not asked for) the blurred area. `touched`: u32 a row,
 * columns from and to (exclusive) that anything was added to. scratch: three times as many f32 as columns are reached.
 */
export function splatPoints(
  points: usize, count: u32,
  frame: usize, heights: usize, nx: i32, ny: i32, nz: i32,
  below: usize, across: usize, through: usize,
  scratch: usize, most: u32,
  share: usize, answer: usize, touched: usize,
): void {
  const stepX = load<f64>(frame), stepY = load<f64>(frame, 8);
  const leanX = load<f64>(frame, 16), leanY = load<f64>(frame, 24);
  const ra = load<f64>(frame, 32), rz = load<f64>(frame, 40);
  const wideX = ra / stepX, wideY = ra / stepY;
  const upright = leanX == 0 && leanY == 0;
  const rise = scratch, thick = scratch + (<usize>most << 2), beside = scratch + (<usize>most << 3);
  for (let p: u32 = 0; p < count; p++, points += 40) {
    const z = load<f64>(points, 16);
    const toward = <f32>load<f64>(points, 24), area = <f32>load<f64>(points, 32);
    let a0: i32 = 0, n: i32 = 0, b0: i32 = 0, b1: i32 = -1;
    const from = sliceFrom(heights, nz, z - rz);
    for (let k = from; k < nz; k++) {
      const h = load<f64>(heights + (<usize>k << 3));
      if (h > z + rz) break;
      if (k == from || !upright) {
        const fx = (load<f64>(points) - leanX * h) / stepX;
        const fy = (load<f64>(points, 8) - leanY * h) / stepY;
        a0 = max(0, <i32>Math.ceil(fx - wideX));
        b0 = max(0, <i32>Math.ceil(fy - wideY));
        b1 = min(ny - 1, <i32>Math.floor(fy + wideY));
        n = 0;
        if (a0 < nx && b0 <= b1) {
          // From `reached` on all of the row lies on its far side.
          const reached = <i32>Math.floor(fx + wideX) + 1;
          n = min(nx - 1, max(a0, reached)) - a0 + 1;
          let before: f32 = 0;
          for (let i: i32 = 0; i < n; i++) {
            const far = i + a0 >= reached;
            const d = <f32>((<f64>(i + a0) - fx) * stepX);
            const now: f32 = far ? 1 : valueAt(below, d);
            store<f32>(rise + (<usize>i << 2), (before - now) * toward);
            store<f32>(thick + (<usize>i << 2), far ? 0 : area * valueAt(across, d));
            before = now;
          }
          pad(rise, n);
          pad(thick, n);
          for (let b = b0; b <= b1; b++)
            store<f32>(beside + (<usize>(b - b0) << 2), valueAt(across, <f32>((<f64>b - fy) * stepY)));
        }
      }
      if (n == 0) continue;
      const high = valueAt(through, <f32>(h - z));
      const vectors: usize = (<usize>(n + 3)) >> 2;
      for (let b = b0; b <= b1; b++) {
        const row = <usize>(k * ny + b);
        const marks = touched + (row << 3);
        store<u32>(marks, min(load<u32>(marks), <u32>a0));
        store<u32>(marks, max(load<u32>(marks, 4), <u32>(a0 + n)), 4);
        const weight = f32x4.splat(high * load<f32>(beside + (<usize>(b - b0) << 2)));
        const first = (row * <usize>nx + <usize>a0) << 2;
        let to = share + first, r = rise;
        for (let c: usize = 0; c < vectors; c++, to += 16, r += 16)
          v128.store(to, f32x4.add(v128.load(to), f32x4.mul(weight, v128.load(r))));
        if (answer == 0) continue;
        to = answer + first;
        r = thick;
        for (let c: usize = 0; c < vectors; c++, to += 16, r += 16)
          v128.store(to, f32x4.add(v128.load(to), f32x4.mul(weight, v128.load(r))));
      }
    }
  }
}

/** Rows of what the share grows by become the share itself, 0 … 1, where they were touched. */
export function sumRows(share: usize, nx: i32, rows: u32, touched: usize): void {
  for (let row: usize = 0; row < <usize>rows; row++) {
    const from = load<u32>(touched + (row << 3)), to = load<u32>(touched + (row << 3), 4);
    let at = share + ((row * <usize>nx + <usize>from) << 2);
    let sum: f32 = 0;
    for (let i = from; i < to; i++, at += 4) {
      sum += load<f32>(at);
      store<f32>(at, min<f32>(1, max<f32>(0, sum)));
    }
  }
}

@inline
function total(v: v128): f32 {
  return (
    f32x4.extract_lane(v, 0) + f32x4.extract_lane(v, 1) + (f32x4.extract_lane(v, 2) + f32x4.extract_lane(v, 3))
  );
}

/** No voxel counts less for the levels: what is far smaller only slows the arithmetic down. */
const leastEven: f32 = 0.05;

/**
 * vertices: f64 each: x, y, z. out: seventeen f32 each, see Seen in ../locate-slab.ts; values there are less the f32 at `bases`,
 * one a vertex. A share below 0 marks a voxel that does not count. answer 0: not asked for.
 */
export function lookAround(
  vertices: usize, count: u32,
  frame: usize, heights: usize, nx: i32, ny: i32, nz: i32,
  across: usize, through: usize, wideAcross: usize, wideThrough: usize, tightAcross: usize, tightThrough: usize,
  scratch: usize, most: u32,
  voxels: usize, share: usize, answer: usize, bases: usize, out: usize,
): void {
  const stepX = load<f64>(frame), stepY = load<f64>(frame, 8);
  const leanX = load<f64>(frame, 16), leanY = load<f64>(frame, 24);
  const ra = load<f64>(frame, 32), rz = load<f64>(frame, 40);
  const wideX = ra / stepX, wideY = ra / stepY;
  const upright = leanX == 0 && leanY == 0;
  const near = scratch, far = scratch + (<usize>most << 2), tight = scratch + (<usize>most << 3);
  const one = f32x4.splat(1), none = f32x4.splat(0), least = f32x4.splat(leastEven);
  for (let v: u32 = 0; v < count; v++, vertices += 24, bases += 4, out += 68) {
    const z = load<f64>(vertices, 16);
    let weight = none, value = none, part = none, valueValue = none, valueShare = none, shareShare = none;
    let answers = none, outOut = none, outIn = none, inIn = none, outValue = none, inValue = none;
    let tightOutOut = none, tightOutIn = none, tightInIn = none, tightOutValue = none, tightInValue = none;
    const base = v128.load32_splat(bases);
    let a0: i32 = 0, n: i32 = 0, b0: i32 = 0, b1: i32 = -1;
    let fy: f64 = 0;
    const from = sliceFrom(heights, nz, z - rz);
    for (let k = from; k < nz; k++) {
      const h = load<f64>(heights + (<usize>k << 3));
      if (h > z + rz) break;
      if (k == from || !upright) {
        const fx = (load<f64>(vertices) - leanX * h) / stepX;
        fy = (load<f64>(vertices, 8) - leanY * h) / stepY;
        a0 = max(0, <i32>Math.ceil(fx - wideX));
        b0 = max(0, <i32>Math.ceil(fy - wideY));
        b1 = min(ny - 1, <i32>Math.floor(fy + wideY));
        n = max(0, min(nx - 1, <i32>Math.floor(fx + wideX)) - a0 + 1);
        for (let i: i32 = 0; i < n; i++) {
          const d = <f32>((<f64>(i + a0) - fx) * stepX);
          store<f32>(near + (<usize>i << 2), valueAt(across, d));
          store<f32>(far + (<usize>i << 2), valueAt(wideAcross, d));
          store<f32>(tight + (<usize>i << 2), valueAt(tightAcross, d));
        }
        pad(near, n);
        pad(far, n);
        pad(tight, n);
      }
      if (n == 0) continue;
      const high = valueAt(through, <f32>(h - z)), wideHigh = valueAt(wideThrough, <f32>(h - z));
      const tightHigh = valueAt(tightThrough, <f32>(h - z));
      const vectors: usize = (<usize>(n + 3)) >> 2;
      for (let b = b0; b <= b1; b++) {
        const d = <f32>((<f64>b - fy) * stepY);
        const w = f32x4.splat(high * valueAt(across, d)), wideW = f32x4.splat(wideHigh * valueAt(wideAcross, d));
        const tightW = f32x4.splat(tightHigh * valueAt(tightAcross, d));
        const first = ((<usize>(k * ny + b)) * <usize>nx + <usize>a0) << 2;
        for (let c: usize = 0; c < vectors << 4; c += 16) {
          const s = v128.load(share + first + c);
          const counts = f32x4.ge(s, none);
          const x = f32x4.sub(v128.load(voxels + first + c), base);
          const g = v128.and(f32x4.mul(w, v128.load(near + c)), counts);
          const gx = f32x4.mul(g, x), gs = f32x4.mul(g, s);
          weight = f32x4.add(weight, g);
          value = f32x4.add(value, gx);
          part = f32x4.add(part, gs);
          valueValue = f32x4.add(valueValue, f32x4.mul(gx, x));
          valueShare = f32x4.add(valueShare, f32x4.mul(gx, s));
          shareShare = f32x4.add(shareShare, f32x4.mul(gs, s));
          if (answer != 0) answers = f32x4.add(answers, f32x4.mul(g, v128.load(answer + first + c)));
          // To the 32nd power: a voxel of 95 % structure counts a thirtieth of a whole one.
          const rest = f32x4.sub(one, s), apart = f32x4.sub(s, rest);
          const even = f32x4.max(least, f32x4.mul(apart, apart));
          const e2 = f32x4.mul(even, even), e4 = f32x4.mul(e2, e2), e8 = f32x4.mul(e4, e4);
          const pure = v128.and(f32x4.mul(e8, e8), counts);
          const u = f32x4.mul(f32x4.mul(wideW, v128.load(far + c)), pure);
          const ur = f32x4.mul(u, rest), us = f32x4.mul(u, s);
          outOut = f32x4.add(outOut, f32x4.mul(ur, rest));
          outIn = f32x4.add(outIn, f32x4.mul(ur, s));
          inIn = f32x4.add(inIn, f32x4.mul(us, s));
          outValue = f32x4.add(outValue, f32x4.mul(ur, x));
          inValue = f32x4.add(inValue, f32x4.mul(us, x));
          const t = f32x4.mul(f32x4.mul(tightW, v128.load(tight + c)), pure);
          const tr = f32x4.mul(t, rest), ts = f32x4.mul(t, s);
          tightOutOut = f32x4.add(tightOutOut, f32x4.mul(tr, rest));
          tightOutIn = f32x4.add(tightOutIn, f32x4.mul(tr, s));
          tightInIn = f32x4.add(tightInIn, f32x4.mul(ts, s));
          tightOutValue = f32x4.add(tightOutValue, f32x4.mul(tr, x));
          tightInValue = f32x4.add(tightInValue, f32x4.mul(ts, x));
        }
      }
    }
    store<f32>(out, total(weight));
    store<f32>(out, total(value), 4);
    store<f32>(out, total(part), 8);
    store<f32>(out, total(valueValue), 12);
    store<f32>(out, total(valueShare), 16);
    store<f32>(out, total(shareShare), 20);
    store<f32>(out, total(answers), 24);
    store<f32>(out, total(outOut), 28);
    store<f32>(out, total(outIn), 32);
    store<f32>(out, total(inIn), 36);
    store<f32>(out, total(outValue), 40);
    store<f32>(out, total(inValue), 44);
    store<f32>(out, total(tightOutOut), 48);
    store<f32>(out, total(tightOutIn), 52);
    store<f32>(out, total(tightInIn), 56);
    store<f32>(out, total(tightOutValue), 60);
    store<f32>(out, total(tightInValue), 64);
  }
}
