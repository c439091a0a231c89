// The inverse cosine transform of 8 × 8 blocks, in double precision.
// ITU-T Recommendation T.81 (1992), annex A.3.3.

/** Half the cosine of wave `u` at place `x`, the constant wave over √2: index 8·u + x. */
const waves = Float64Array.from({ length: 64 }, (_, n) => {
  const u = n >> 3;
  return (Math.cos(((2 * (n & 7) + 1) * u * Math.PI) / 16) / 2) * (u === 0 ? Math.SQRT1_2 : 1);
});

const half = new Float64Array(64);

/** From `coefficients`, 64 of them with the horizontal wave running fastest, to 64 samples in `out`. */
export function inverseCosine(coefficients: Float64Array, out: Float64Array): void {
  for (let v = 0; v < 64; v += 8)
    for (let x = 0; x < 8; x++) {
      let sum = 0;
      for (let u = 0; u < 8; u++) sum += coefficients[v + u] * waves[8 * u + x];
      half[v + x] = sum;
    }
  for (let y = 0; y < 8; y++)
    for (let x = 0; x < 8; x++) {
      let sum = 0;
      for (let v = 0; v < 8; v++) sum += half[8 * v + x] * waves[8 * v + y];
      out[8 * y + x] = sum;
    }
}
