// The least and the most of many samples.

/** samples: n of i16, n > 0. Writes the least and the most, f32 each, to `out`. */
export function rangeI16(samples: usize, n: u32, out: usize): void {
  let low = i16x8.splat(i16.MAX_VALUE), high = i16x8.splat(i16.MIN_VALUE);
  const whole = <usize>(n & ~7) << 1, end = <usize>n << 1;
  for (let o: usize = 0; o < whole; o += 16) {
    const v = v128.load(samples + o);
    low = i16x8.min_s(low, v);
    high = i16x8.max_s(high, v);
  }
  low = i16x8.min_s(low, v128.shuffle<i16>(low, low, 4, 5, 6, 7, 4, 5, 6, 7));
  low = i16x8.min_s(low, v128.shuffle<i16>(low, low, 2, 3, 2, 3, 2, 3, 2, 3));
  high = i16x8.max_s(high, v128.shuffle<i16>(high, high, 4, 5, 6, 7, 4, 5, 6, 7));
  high = i16x8.max_s(high, v128.shuffle<i16>(high, high, 2, 3, 2, 3, 2, 3, 2, 3));
  let least = min<i32>(i16x8.extract_lane_s(low, 0), i16x8.extract_lane_s(low, 1));
  let most = max<i32>(i16x8.extract_lane_s(high, 0), i16x8.extract_lane_s(high, 1));
  for (let o = whole; o < end; o += 2) {
    const v = <i32>load<i16>(samples + o);
    least = min<i32>(least, v);
    most = max<i32>(most, v);
  }
  store<f32>(out, <f32>least);
  store<f32>(out, <f32>most, 4);
}

/** The same of f32; NaN where any of them is NaN. */
export function rangeF32(samples: usize, n: u32, out: usize): void {
  let low = f32x4.splat(f32.MAX_VALUE), high = f32x4.splat(-f32.MAX_VALUE);
  const whole = <usize>(n & ~3) << 2, end = <usize>n << 2;
  for (let o: usize = 0; o < whole; o += 16) {
    const v = v128.load(samples + o);
    low = f32x4.min(low, v);
    high = f32x4.max(high, v);
  }
  let least = min<f32>(
    min<f32>(f32x4.extract_lane(low, 0), f32x4.extract_lane(low, 1)),
    min<f32>(f32x4.extract_lane(low, 2), f32x4.extract_lane(low, 3)),
  );
  let most = max<f32>(
    max<f32>(f32x4.extract_lane(high, 0), f32x4.extract_lane(high, 1)),
    max<f32>(f32x4.extract_lane(high, 2), f32x4.extract_lane(high, 3)),
  );
  for (let o = whole; o < end; o += 4) {
    const v = load<f32>(samples + o);
    least = min<f32>(least, v);
    most = max<f32>(most, v);
  }
  store<f32>(out, least);
  store<f32>(out, most, 4);
}
