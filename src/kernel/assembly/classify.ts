// Rows of values → one bit a voxel where from ≤ value ≤ to, and the height of the inside voxels above the nearer limit.

let height: f64 = 0;

/** Σ over the inside voxels of the last classifyRows of min(v − from, to − v), summed in a fixed order. */
export function heightSum(): f64 {
  return height;
}

@inline
function within(at: usize, low: v128, high: v128): v128 {
  const v = v128.load(at);
  return v128.and(f32x4.ge(v, low), f32x4.le(v, high));
}

/** One bit for each of 16 values. */
@inline
function sixteen(at: usize, low: v128, high: v128): u32 {
  const a = i16x8.narrow_i32x4_s(within(at, low, high), within(at + 16, low, high));
  const b = i16x8.narrow_i32x4_s(within(at + 32, low, high), within(at + 48, low, high));
  return <u32>i8x16.bitmask(i8x16.narrow_i16x8_s(a, b));
}

/**
 * values: rows · nx samples. bits: wordsPerRow words a row, all written; bits beyond nx become 0. Returns the number of
 * set bits. Reads no value beyond the last row.
 */
export function classifyRows(
  values: usize, nx: u32, rows: u32, from: f32, to: f32, bits: usize, wordsPerRow: u32,
): u32 {
  const low = f32x4.splat(from), high = f32x4.splat(to);
  let even = f64x2.splat(0), odd = f64x2.splat(0);
  let count: u32 = 0;
  let rest: f64 = 0;
  const whole = nx >> 5;
  for (let r: u32 = 0; r < rows; r++) {
    let at = values + (<usize>r * <usize>nx << 2);
    let word = bits + (<usize>r * <usize>wordsPerRow << 2);
    for (let w: u32 = 0; w < whole; w++, word += 4, at += 128) {
      const mask = sixteen(at, low, high) | (sixteen(at + 64, low, high) << 16);
      store<u32>(word, mask);
      if (mask == 0) continue;
      count += popcnt(mask);
      for (let o: usize = 0; o < 128; o += 16) {
        const v = v128.load(at + o);
        const h = v128.and(within(at + o, low, high), f32x4.pmin(f32x4.sub(v, low), f32x4.sub(high, v)));
        even = f64x2.add(even, f64x2.promote_low_f32x4(h));
        odd = f64x2.add(odd, f64x2.promote_low_f32x4(v128.shuffle<f32>(h, h, 2, 3, 2, 3)));
      }
    }
    const left = nx & 31;
    if (left == 0) continue;
    let mask: u32 = 0;
    for (let b: u32 = 0; b < left; b++, at += 4) {
      const v = load<f32>(at);
      if (!(v >= from && v <= to)) continue;
      mask |= 1 << b;
      const up = v - from, down = to - v;
      rest += <f64>(up < down ? up : down);
    }
    store<u32>(word, mask);
    count += popcnt(mask);
  }
  const sides = f64x2.add(even, odd);
  height = f64x2.extract_lane(sides, 0) + f64x2.extract_lane(sides, 1) + rest;
  return count;
}
