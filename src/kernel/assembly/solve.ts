// Tridiagonal systems with one matrix and many right-hand sides: the spline prefilter along rows and along columns.
// L. H. Thomas, Elliptic Problems in Linear Difference Equations over a Network, 1949.

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

// @ts-ignore: decorator
@inline
function turn(a: v128, b: v128, c: v128, d: v128, to: usize, step: usize): void {
  const ab = v128.shuffle<f32>(a, b, 0, 4, 1, 5), cd = v128.shuffle<f32>(c, d, 0, 4, 1, 5);
  const ef = v128.shuffle<f32>(a, b, 2, 6, 3, 7), gh = v128.shuffle<f32>(c, d, 2, 6, 3, 7);
  v128.store(to, v128.shuffle<f32>(ab, cd, 0, 1, 4, 5));
  v128.store(to + step, v128.shuffle<f32>(ab, cd, 2, 3, 6, 7));
  v128.store(to + 2 * step, v128.shuffle<f32>(ef, gh, 0, 1, 4, 5));
  v128.store(to + 3 * step, v128.shuffle<f32>(ef, gh, 2, 3, 6, 7));
}

/** 4×4 blocks from `from` (lines of fromStride bytes) turned into `to` (lines of toStride bytes). */
// @ts-ignore: decorator
@inline
function turnBlock(from: usize, fromStride: usize, to: usize, toStride: usize): void {
  turn(
    v128.load(from), v128.load(from + fromStride), v128.load(from + 2 * fromStride), v128.load(from + 3 * fromStride),
    to, toStride,
  );
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
    solveColumns(scratch, n, 16, 64, factors);
    for (let i: u32 = 0; i < n; i += 4)
      for (let g: u32 = 0; g < 16; g += 4)
        turnBlock(scratch + (<usize>i << 6) + (<usize>g << 2), 64, top + <usize>g * stride + (<usize>i << 2), stride);
  }
}
