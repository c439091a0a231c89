// Numbers in single precision → whole multiples of a unit, in 16 bits.

/**
 * from: n of f32, of which up to 7 beyond are read. Each times `scale`, rounded to the nearest (ties to even), goes to
 * out (i16, may be anywhere but within the numbers still to be read). 1 if any was too large to be held, else 0.
 */
export function shorten(from: usize, n: u32, scale: f32, out: usize): u32 {
  const factor = f32x4.splat(scale);
  const bytes = <usize>n << 2;
  let most = f32x4.splat(0);
  for (let o: usize = 0; o < bytes; o += 32) {
    const a = f32x4.nearest(f32x4.mul(v128.load(from + o), factor));
    const b = f32x4.nearest(f32x4.mul(v128.load(from + o, 16), factor));
    most = f32x4.max(most, f32x4.max(f32x4.abs(a), f32x4.abs(b)));
    v128.store(out + (o >> 1), i16x8.narrow_i32x4_s(i32x4.trunc_sat_f32x4_s(a), i32x4.trunc_sat_f32x4_s(b)));
  }
  // A number that is none is not held either.
  return i32x4.all_true(f32x4.le(most, f32x4.splat(32767))) ? 0 : 1;
}
