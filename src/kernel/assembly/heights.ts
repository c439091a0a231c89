// Grey values → heights above the nearer limit of a range.

/** values: n of f32, in place: min(v − from, to − v), computed in double precision and rounded once. */
export function toHeights(values: usize, n: u32, from: f64, to: f64): void {
  const low = f64x2.splat(from), high = f64x2.splat(to);
  const whole = <usize>(n & ~3) << 2, end = <usize>n << 2;
  for (let o: usize = 0; o < whole; o += 16) {
    const v = v128.load(values + o);
    const a = f64x2.promote_low_f32x4(v);
    const b = f64x2.promote_low_f32x4(v128.shuffle<f32>(v, v, 2, 3, 2, 3));
    const c = f32x4.demote_f64x2_zero(f64x2.min(f64x2.sub(a, low), f64x2.sub(high, a)));
    const d = f32x4.demote_f64x2_zero(f64x2.min(f64x2.sub(b, low), f64x2.sub(high, b)));
    v128.store(values + o, v128.shuffle<f32>(c, d, 0, 1, 4, 5));
  }
  for (let o = whole; o < end; o += 4) {
    const v = <f64>load<f32>(values + o);
    store<f32>(values + o, <f32>min<f64>(v - from, to - v));
  }
}
