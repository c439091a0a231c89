// An edge-enhancing kernel, as of bone and inner-ear protocols: what no Gaussian blur looks like.

function line(sigma, spacing) {
  const reach = Math.ceil((4 * sigma) / spacing);
  const weights = Array.from({ length: 2 * reach + 1 }, (_, t) =>
    Math.exp(-0.5 * (((t - reach) * spacing) / sigma) ** 2),
  );
  const sum = weights.reduce((a, b) => a + b, 0);
  return { reach, weights: weights.map((w) => w / sum) };
}

function alongAxis(values, [nx, ny], axis, { reach, weights }) {
  const out = new Float32Array(values.length);
  const [n, stride] = axis === 0 ? [nx, 1] : [ny, nx];
  for (let v = 0; v < values.length; v++) {
    const at = Math.floor(v / stride) % n;
    let sum = 0;
    for (let t = -reach; t <= reach; t++) {
      const to = Math.min(n - 1, Math.max(0, at + t));
      sum += weights[t + reach] * values[v + (to - at) * stride];
    }
    out[v] = sum;
  }
  return out;
}

/** Within each slice `share` times what a Gaussian of `sigma` mm takes away is added: edges overshoot, noise grows. */
export function sharpened({ voxels, size, affine }, share, sigma) {
  const taps = line(sigma, Math.hypot(affine[0], affine[4], affine[8]));
  const soft = alongAxis(alongAxis(voxels, size, 0, taps), size, 1, taps);
  const out = new Int16Array(new SharedArrayBuffer(2 * voxels.length));
  for (let v = 0; v < out.length; v++)
    out[v] = Math.max(-32768, Math.min(32767, Math.round(voxels[v] + share * (voxels[v] - soft[v]))));
  return { voxels: out, size, affine };
}
