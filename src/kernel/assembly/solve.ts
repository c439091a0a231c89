// Tridiagonal systems with one matrix and many right-hand sides: the spline prefilter along rows and along columns.
// L. H. Thomas, Elliptic Problems in Linear Difference Equations over a Network, 1949.
import { turnBlock } from './turn';

// factors: n triples (scale, lower, upper) of f32: forward y[k] = scale·s[k] + lower·y[k−1], then backward
// c[k] = y[k] + upper·c[k+1]; lower of the first and upper of the last are 0.

/** In place on n lines of `width` samples (a multiple of 4) each: line k is k · stride bytes on. */
export function solveColumns(data: usize, n: u32, width: u32, stride: usize, factors: usize): void {
  const bytes: usize = <usize>width << 2;
  let line = data;
  let f = factors;
  const s0 = v128.load32_splat(f);
  for (let o: usize = 0; o < bytes; o += 16) v128.store(line + o, f32x4.mul(s0, v128.load(line + o)));
  for (let k: u32 = 1; k < n; k++) {
    const before = line;
    line += stride;
    f += 12;
    const scale = v128.load32_splat(f), lower = v128.load32_splat(f, 4);
    for (let o: usize = 0; o < bytes; o += 16)
      v128.store(line + o, f32x4.add(f32x4.mul(scale, v128.load(line + o)), f32x4.mul(lower, v128.load(before + o))));
  }
  for (let k: u32 = 1; k < n; k++) {
    const after = line;
    line -= stride;
    f -= 12;
    const upper = v128.load32_splat(f, 8);
    for (let o: usize = 0; o < bytes; o += 16)
      v128.store(line + o, f32x4.add(v128.load(line + o), f32x4.mul(upper, v128.load(after + o))));
  }
}

/** solveColumns of 16 samples a line, 64 bytes on, with the line before held in registers. */
@inline
function solveSixteen(data: usize, n: u32, factors: usize): void {
  let a = f32x4.splat(0), b = a, c = a, d = a;
  let line = data;
  let f = factors;
  for (let k: u32 = 0; k < n; k++, line += 64, f += 12) {
    const scale = v128.load32_splat(f), lower = v128.load32_splat(f, 4);
    a = f32x4.add(f32x4.mul(scale, v128.load(line)), f32x4.mul(lower, a));
    b = f32x4.add(f32x4.mul(scale, v128.load(line, 16)), f32x4.mul(lower, b));
    c = f32x4.add(f32x4.mul(scale, v128.load(line, 32)), f32x4.mul(lower, c));
    d = f32x4.add(f32x4.mul(scale, v128.load(line, 48)), f32x4.mul(lower, d));
    v128.store(line, a);
    v128.store(line, b, 16);
    v128.store(line, c, 32);
    v128.store(line, d, 48);
  }
  a = b = c = d = f32x4.splat(0);
  for (let k: u32 = 0; k < n; k++) {
    line -= 64;
    f -= 12;
    const upper = v128.load32_splat(f, 8);
    a = f32x4.add(v128.load(line), f32x4.mul(upper, a));
    b = f32x4.add(v128.load(line, 16), f32x4.mul(upper, b));
    c = f32x4.add(v128.load(line, 32), f32x4.mul(upper, c));
    d = f32x4.add(v128.load(line, 48), f32x4.mul(upper, d));
    v128.store(line, a);
    v128.store(line, b, 16);
    v128.store(line, c, 32);
    v128.store(line, d, 48);
  }
}

/**
 * In place on `rows` (a multiple of 16) rows of n samples, row r at r · stride bytes (stride a multiple of 16 and at
 * least n rounded up to 4). scratch: 64 bytes for each of n + 4 samples.
 */
export function solveRows(data: usize, n: u32, rows: u32, stride: usize, factors: usize, scratch: usize): void {
  for (let r: u32 = 0; r < rows; r += 16) {
    const top = data + <usize>r * stride;
    for (let i: u32 = 0; i < n; i += 4)
      for (let g: u32 = 0; g < 16; g += 4)
        turnBlock(top + <usize>g * stride + (<usize>i << 2), stride, scratch + (<usize>i << 6) + (<usize>g << 2), 64);
    solveSixteen(scratch, n, factors);
    for (let i: u32 = 0; i < n; i += 4)
      for (let g: u32 = 0; g < 16; g += 4)
        turnBlock(scratch + (<usize>i << 6) + (<usize>g << 2), 64, top + <usize>g * stride + (<usize>i << 2), stride);
  }
}
