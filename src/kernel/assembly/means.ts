// Numbers at the vertices of a mesh drawn toward the mean of their neighbours'. Neighbours of vertex v: u32 at
// to[first[v] … first[v + 1] − 1]. Summed neighbour by neighbour, in their order. Of the vertices v0 ≤ v < v1.

@inline
function index(at: usize): usize {
  return <usize>load<u32>(at);
}

/**
 * One f64 a vertex from `from`: (1 − part) of it and part of its neighbours' mean into `into`; of a vertex without
 * neighbours, `alone` of it.
 */
export function meansOfOne(
  from: usize, into: usize, first: usize, to: usize, v0: u32, v1: u32, part: f64, alone: f64,
): void {
  first += <usize>v0 << 2;
  let n = to + (index(first) << 2);
  let own = from + 8 * <usize>v0;
  into += 8 * <usize>v0;
  for (let v = v0; v < v1; v++, first += 4, own += 8, into += 8) {
    const end = to + (index(first + 4) << 2);
    const count = (end - n) >> 2;
    let sum: f64 = 0;
    for (; n < end; n += 4) sum += load<f64>(from + (index(n) << 3));
    const stay = count == 0 ? alone : 1 - part;
    store<f64>(into, stay * load<f64>(own) + (part / <f64>max<usize>(1, count)) * sum);
  }
}

/** The same of two f64 a vertex. */
export function meansOfTwo(
  from: usize, into: usize, first: usize, to: usize, v0: u32, v1: u32, part: f64, alone: f64,
): void {
  first += <usize>v0 << 2;
  let n = to + (index(first) << 2);
  let own = from + 16 * <usize>v0;
  into += 16 * <usize>v0;
  for (let v = v0; v < v1; v++, first += 4, own += 16, into += 16) {
    const end = to + (index(first + 4) << 2);
    const count = (end - n) >> 2;
    let sum = f64x2.splat(0);
    for (; n < end; n += 4) sum = f64x2.add(sum, v128.load(from + (index(n) << 4)));
    const stay = f64x2.splat(count == 0 ? alone : 1 - part);
    const share = f64x2.splat(part / <f64>max<usize>(1, count));
    v128.store(into, f64x2.add(f64x2.mul(stay, v128.load(own)), f64x2.mul(share, sum)));
  }
}

/** The same of three f64 a vertex. */
export function meansOfThree(
  from: usize, into: usize, first: usize, to: usize, v0: u32, v1: u32, part: f64, alone: f64,
): void {
  first += <usize>v0 << 2;
  let n = to + (index(first) << 2);
  let own = from + 24 * <usize>v0;
  into += 24 * <usize>v0;
  for (let v = v0; v < v1; v++, first += 4, own += 24, into += 24) {
    const end = to + (index(first + 4) << 2);
    const count = (end - n) >> 2;
    let xy = f64x2.splat(0);
    let z: f64 = 0;
    for (; n < end; n += 4) {
      const at = from + 24 * index(n);
      xy = f64x2.add(xy, v128.load(at));
      z += load<f64>(at, 16);
    }
    const stay = count == 0 ? alone : 1 - part;
    const share = part / <f64>max<usize>(1, count);
    v128.store(
      into,
      f64x2.add(f64x2.mul(f64x2.splat(stay), v128.load(own)), f64x2.mul(f64x2.splat(share), xy)),
    );
    store<f64>(into, stay * load<f64>(own, 16) + share * z, 16);
  }
}

/** The same of ten f64 a vertex. */
export function meansOfTen(
  from: usize, into: usize, first: usize, to: usize, v0: u32, v1: u32, part: f64, alone: f64,
): void {
  first += <usize>v0 << 2;
  let n = to + (index(first) << 2);
  let own = from + 80 * <usize>v0;
  into += 80 * <usize>v0;
  for (let v = v0; v < v1; v++, first += 4, own += 80, into += 80) {
    const end = to + (index(first + 4) << 2);
    const count = (end - n) >> 2;
    let a = f64x2.splat(0), b = a, c = a, d = a, e = a;
    for (; n < end; n += 4) {
      const at = from + 80 * index(n);
      a = f64x2.add(a, v128.load(at));
      b = f64x2.add(b, v128.load(at, 16));
      c = f64x2.add(c, v128.load(at, 32));
      d = f64x2.add(d, v128.load(at, 48));
      e = f64x2.add(e, v128.load(at, 64));
    }
    const stay = f64x2.splat(count == 0 ? alone : 1 - part);
    const share = f64x2.splat(part / <f64>max<usize>(1, count));
    v128.store(into, f64x2.add(f64x2.mul(stay, v128.load(own)), f64x2.mul(share, a)));
    v128.store(into, f64x2.add(f64x2.mul(stay, v128.load(own, 16)), f64x2.mul(share, b)), 16);
    v128.store(into, f64x2.add(f64x2.mul(stay, v128.load(own, 32)), f64x2.mul(share, c)), 32);
    v128.store(into, f64x2.add(f64x2.mul(stay, v128.load(own, 48)), f64x2.mul(share, d)), 48);
    v128.store(into, f64x2.add(f64x2.mul(stay, v128.load(own, 64)), f64x2.mul(share, e)), 64);
  }
}

/** n f64 (a multiple of two): into = now − twice · (mean − now). */
export function awayFromMean(now: usize, mean: usize, into: usize, n: u32, twice: f64): void {
  const times = f64x2.splat(twice);
  const end = now + (<usize>n << 3);
  for (; now < end; now += 16, mean += 16, into += 16) {
    const y = v128.load(now);
    v128.store(into, f64x2.sub(y, f64x2.mul(times, f64x2.sub(v128.load(mean), y))));
  }
}
