// The y and x stages of the resampling: a plane of blended samples becomes one slice of the target grid.
import { blendF32 } from './blend';

// @ts-ignore: decorator
@inline
function product(row: usize, first: usize, weights: usize, lane: usize, vectors: u32): v128 {
  const from = row + (<usize>load<u32>(first + (lane << 2)) << 2);
  const w = weights + lane * (<usize>vectors << 4);
  let sum = f32x4.mul(v128.load(from), v128.load(w));
  for (let v: u32 = 1; v < vectors; v++)
    sum = f32x4.add(sum, f32x4.mul(v128.load(from + (<usize>v << 4)), v128.load(w + (<usize>v << 4))));
  return sum;
}

/** The sums of the lanes of four vectors, (0 + 2) + (1 + 3) each. */
// @ts-ignore: decorator
@inline
function laneSums(a: v128, b: v128, c: v128, d: v128): v128 {
  const ab = f32x4.add(v128.shuffle<f32>(a, b, 0, 4, 1, 5), v128.shuffle<f32>(a, b, 2, 6, 3, 7));
  const cd = f32x4.add(v128.shuffle<f32>(c, d, 0, 4, 1, 5), v128.shuffle<f32>(c, d, 2, 6, 3, 7));
  return f32x4.add(v128.shuffle<f32>(ab, cd, 0, 1, 4, 5), v128.shuffle<f32>(ab, cd, 2, 3, 6, 7));
}

/** out[i] = Σ_t weights[i·4·vectors + t] · row[first[i] + t]; writes up to three samples beyond nx. */
// @ts-ignore: decorator
@inline
function resampleRow(row: usize, first: usize, weights: usize, vectors: u32, nx: u32, out: usize): void {
  const step: usize = <usize>vectors << 6;
  const end = out + (<usize>nx << 2);
  for (let to = out, f = first, w = weights; to < end; to += 16, f += 16, w += step)
    v128.store(
      to,
      laneSums(
        product(row, f, w, 0, vectors),
        product(row, f, w, 1, vectors),
        product(row, f, w, 2, vectors),
        product(row, f, w, 3, vectors),
      ),
    );
}

/**
 * One slice of the target: ny rows of nx samples at out. plane: rows of `stride` samples. Along y `yTaps` per row
 * (yFirst in rows), along x `vectors` · 4 per sample (0: a plain copy from xFirst[0]). pointers and line are scratch:
 * yTaps words, stride + 16 samples.
 */
export function resampleRows(
  plane: usize, stride: u32,
  yFirst: usize, yWeights: usize, yTaps: u32, ny: u32,
  xFirst: usize, xWeights: usize, vectors: u32, nx: u32,
  pointers: usize, line: usize, out: usize,
): void {
  const rowBytes: usize = <usize>stride << 2;
  for (let j: u32 = 0; j < ny; j++) {
    const top = plane + <usize>load<u32>(yFirst + (<usize>j << 2)) * rowBytes;
    let row = top;
    if (yTaps > 1) {
      for (let t: u32 = 0; t < yTaps; t++) store<u32>(pointers + (<usize>t << 2), <u32>(top + <usize>t * rowBytes));
      blendF32(pointers, yWeights + <usize>j * (<usize>yTaps << 2), yTaps, stride, line);
      row = line;
    }
    const to = out + <usize>j * (<usize>nx << 2);
    if (vectors == 0) memory.copy(to, row + (<usize>load<u32>(xFirst) << 2), <usize>nx << 2);
    else if (vectors == 1) resampleRow(row, xFirst, xWeights, 1, nx, to);
    else resampleRow(row, xFirst, xWeights, vectors, nx, to);
  }
}
