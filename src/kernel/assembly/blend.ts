// Weighted sums of whole slices or rows: out[i] = Σ_t weights[t] · source_t[i], the z and y stages of the resampling.

// Four vectors at a time; `n` is the number of samples, of which up to 15 beyond are read and written.

@inline
function sourceAt(sources: usize, t: u32): usize {
  return <usize>load<u32>(sources + (<usize>t << 2));
}

/** sources: u32 addresses of f32 samples, one per tap. out may be none of them. */
export function blendF32(sources: usize, weights: usize, taps: u32, n: u32, out: usize): void {
  const bytes: usize = <usize>n << 2;
  if (taps == 4) {
    const a = sourceAt(sources, 0), b = sourceAt(sources, 1), c = sourceAt(sources, 2), d = sourceAt(sources, 3);
    const wa = v128.load32_splat(weights), wb = v128.load32_splat(weights, 4);
    const wc = v128.load32_splat(weights, 8), wd = v128.load32_splat(weights, 12);
    for (let o: usize = 0; o < bytes; o += 32) {
      const s = f32x4.add(f32x4.mul(wa, v128.load(a + o)), f32x4.mul(wb, v128.load(b + o)));
      const t = f32x4.add(f32x4.mul(wc, v128.load(c + o)), f32x4.mul(wd, v128.load(d + o)));
      v128.store(out + o, f32x4.add(s, t));
      const u = f32x4.add(f32x4.mul(wa, v128.load(a + o, 16)), f32x4.mul(wb, v128.load(b + o, 16)));
      const v = f32x4.add(f32x4.mul(wc, v128.load(c + o, 16)), f32x4.mul(wd, v128.load(d + o, 16)));
      v128.store(out + o, f32x4.add(u, v), 16);
    }
    return;
  }
  for (let o: usize = 0; o < bytes; o += 64) {
    const first = sourceAt(sources, 0) + o;
    const w0 = v128.load32_splat(weights);
    let p = f32x4.mul(w0, v128.load(first));
    let q = f32x4.mul(w0, v128.load(first, 16));
    let r = f32x4.mul(w0, v128.load(first, 32));
    let s = f32x4.mul(w0, v128.load(first, 48));
    for (let t: u32 = 1; t < taps; t++) {
      const from = sourceAt(sources, t) + o;
      const w = v128.load32_splat(weights + (<usize>t << 2));
      p = f32x4.add(p, f32x4.mul(w, v128.load(from)));
      q = f32x4.add(q, f32x4.mul(w, v128.load(from, 16)));
      r = f32x4.add(r, f32x4.mul(w, v128.load(from, 32)));
      s = f32x4.add(s, f32x4.mul(w, v128.load(from, 48)));
    }
    v128.store(out + o, p);
    v128.store(out + o, q, 16);
    v128.store(out + o, r, 32);
    v128.store(out + o, s, 48);
  }
}

@inline
function floats(address: usize): v128 {
  return f32x4.convert_i32x4_s(v128.load16x4_s(address));
}

/** The same of i16 samples; out is f32. */
export function blendI16(sources: usize, weights: usize, taps: u32, n: u32, out: usize): void {
  const bytes: usize = <usize>n << 1;
  for (let o: usize = 0; o < bytes; o += 32) {
    const first = sourceAt(sources, 0) + o;
    const w0 = v128.load32_splat(weights);
    let p = f32x4.mul(w0, floats(first));
    let q = f32x4.mul(w0, floats(first + 8));
    let r = f32x4.mul(w0, floats(first + 16));
    let s = f32x4.mul(w0, floats(first + 24));
    for (let t: u32 = 1; t < taps; t++) {
      const from = sourceAt(sources, t) + o;
      const w = v128.load32_splat(weights + (<usize>t << 2));
      p = f32x4.add(p, f32x4.mul(w, floats(from)));
      q = f32x4.add(q, f32x4.mul(w, floats(from + 8)));
      r = f32x4.add(r, f32x4.mul(w, floats(from + 16)));
      s = f32x4.add(s, f32x4.mul(w, floats(from + 24)));
    }
    const to = out + (o << 1);
    v128.store(to, p);
    v128.store(to, q, 16);
    v128.store(to, r, 32);
    v128.store(to, s, 48);
  }
}
