// The y and x stages of the resampling: a plane of blended samples becomes rows of one slice of the target grid.
import { blendF32 } from './blend';
import { turn, turnBlock } from './turn';

// Four rows go through x together, interleaved: sample i of rows 0 … 3 is one vector, so that a weight serves four.

@inline
function tap(from: usize, weight: usize): v128 {
  return f32x4.mul(v128.load(from), v128.load32_splat(weight));
}

/** Output sample of four rows: Σ_t weights[t] · four[first + t]. */
@inline
function sample(four: usize, first: usize, weights: usize, taps: u32): v128 {
  const from = four + (<usize>load<u32>(first) << 4);
  if (taps == 2) return f32x4.add(tap(from, weights), tap(from + 16, weights + 4));
  if (taps == 4)
    return f32x4.add(
      f32x4.add(tap(from, weights), tap(from + 16, weights + 4)),
      f32x4.add(tap(from + 32, weights + 8), tap(from + 48, weights + 12)),
    );
  let sum = tap(from, weights);
  for (let t: usize = 1; t < <usize>taps; t++) sum = f32x4.add(sum, tap(from + (t << 4), weights + (t << 2)));
  return sum;
}

/** Rows of nx samples at out, out + step, …: four at a time where whole vectors fit, then sample by sample. */
@inline
function resampleFour(four: usize, first: usize, weights: usize, taps: u32, nx: u32, out: usize, step: usize): void {
  const each: usize = <usize>taps << 2;
  const whole = nx & ~3;
  let to = out, f = first, w = weights;
  for (let i: u32 = 0; i < whole; i += 4, to += 16, f += 16, w += 4 * each)
    turn(
      sample(four, f, w, taps),
      sample(four, f + 4, w + each, taps),
      sample(four, f + 8, w + 2 * each, taps),
      sample(four, f + 12, w + 3 * each, taps),
      to, step,
    );
  for (let i = whole; i < nx; i++, to += 4, f += 4, w += each) {
    const v = sample(four, f, w, taps);
    v128.store_lane<f32>(to, v, 0);
    v128.store_lane<f32>(to + step, v, 1);
    v128.store_lane<f32>(to + 2 * step, v, 2);
    v128.store_lane<f32>(to + 3 * step, v, 3);
  }
}

/**
 * Rows of nx samples at out, `rows` of them rounded up to a multiple of 4 (so are yFirst and yWeights). plane: row 0 of
 * the blended samples, `stride` a row; yTaps per output row, yFirst in rows. xTaps per output sample; 0: a plain copy
 * from xFirst[0] on. Scratch: pointers, yTaps words; lines, 4 · (stride + 16) samples; four, as many and 4 · xTaps more.
 */
export function resampleRows(
  plane: usize, stride: u32,
  yFirst: usize, yWeights: usize, yTaps: u32, rows: u32,
  xFirst: usize, xWeights: usize, xTaps: u32, nx: u32,
  pointers: usize, lines: usize, four: usize, out: usize,
): void {
  const rowBytes: usize = <usize>stride << 2;
  const lineBytes: usize = (rowBytes + 127) & ~63;
  const outBytes: usize = <usize>nx << 2;
  for (let j: usize = 0; j < <usize>rows; j += 4) {
    for (let r: usize = 0; r < 4; r++) {
      const top = plane + <usize>load<u32>(yFirst + ((j + r) << 2)) * rowBytes;
      const line = lines + r * lineBytes;
      for (let t: usize = 0; t < <usize>yTaps; t++) store<u32>(pointers + (t << 2), <u32>(top + t * rowBytes));
      if (yTaps == 1 && xTaps == 0)
        memory.copy(out + (j + r) * outBytes, top + (<usize>load<u32>(xFirst) << 2), outBytes);
      else blendF32(pointers, yWeights + (j + r) * (<usize>yTaps << 2), yTaps, stride, line);
      if (yTaps > 1 && xTaps == 0)
        memory.copy(out + (j + r) * outBytes, line + (<usize>load<u32>(xFirst) << 2), outBytes);
    }
    if (xTaps == 0) continue;
    for (let i: usize = 0; i < rowBytes; i += 16) turnBlock(lines + i, lineBytes, four + (i << 2), 16);
    const to = out + j * outBytes;
    if (xTaps == 4) resampleFour(four, xFirst, xWeights, 4, nx, to, outBytes);
    else if (xTaps == 2) resampleFour(four, xFirst, xWeights, 2, nx, to, outBytes);
    else resampleFour(four, xFirst, xWeights, xTaps, nx, to, outBytes);
  }
}
