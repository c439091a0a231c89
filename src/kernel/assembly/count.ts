// How often each 16-bit value occurs, and the least and the greatest of many values.

/**
 * Adds one to the count of each of n Int16 values. tables: four times 65,536 counts (Uint32), by the value's bits; what a
 * value occurs is the sum over the four. Neighbours mostly are alike, and four tables don't wait for one another.
 */
export function countI16(values: usize, n: u32, tables: usize): void {
  const second = tables + 0x40000, third = tables + 0x80000, fourth = tables + 0xc0000;
  const end = values + ((<usize>n >> 2) << 3);
  let at = values;
  for (; at < end; at += 8) {
    const word = load<u64>(at);
    const a = tables + ((<usize>word & 0xffff) << 2);
    const b = second + (<usize>((word >> 16) & 0xffff) << 2);
    const c = third + (<usize>((word >> 32) & 0xffff) << 2);
    const d = fourth + (<usize>(word >> 48) << 2);
    store<u32>(a, load<u32>(a) + 1);
    store<u32>(b, load<u32>(b) + 1);
    store<u32>(c, load<u32>(c) + 1);
    store<u32>(d, load<u32>(d) + 1);
  }
  for (let rest = n & 3; rest > 0; rest--, at += 2) {
    const a = tables + (<usize>load<u16>(at) << 2);
    store<u32>(a, load<u32>(a) + 1);
  }
}

/** out: the least of n values in each of eight lanes (Int16), then the greatest. n: a multiple of 8, at least 8. */
export function extremesI16(values: usize, n: u32, out: usize): void {
  let low = v128.load(values), high = low;
  const end = values + (<usize>n << 1);
  for (let at = values + 16; at < end; at += 16) {
    const v = v128.load(at);
    low = i16x8.min_s(low, v);
    high = i16x8.max_s(high, v);
  }
  v128.store(out, low);
  v128.store(out, high, 16);
}

/** out: the least of n values in each of four lanes (Float32), then the greatest; NaN is passed over, all NaN gives ±∞. n: a multiple of 4. */
export function extremesF32(values: usize, n: u32, out: usize): void {
  let low = f32x4.splat(Infinity), high = f32x4.splat(-Infinity);
  const end = values + (<usize>n << 2);
  for (let at = values; at < end; at += 16) {
    const v = v128.load(at);
    low = f32x4.pmin(low, v);
    high = f32x4.pmax(high, v);
  }
  v128.store(out, low);
  v128.store(out, high, 16);
}
