// The plane or the gently bent surface (second order) that lies best through heights over a plane.

/** w(u, v) = c₀ + c₁u + c₂v + c₃u² + c₄uv + c₅v², mm. */
export type Bend = readonly [number, number, number, number, number, number];

export const bendAt = (c: Bend, u: number, v: number): number =>
  c[0] + c[1] * u + c[2] * v + c[3] * u * u + c[4] * u * v + c[5] * v * v;

/** Least squares through points u, v, w (three numbers each, mm); `terms` 3 for a plane, 6 for second order; null where they don't tell. */
export function heightFit(points: Float64Array, terms: 3 | 6): Bend | null {
  let [wide, high] = [0, 0];
  for (let k = 0; k < points.length; k += 3) {
    wide = Math.max(wide, Math.abs(points[k]));
    high = Math.max(high, Math.abs(points[k + 1]));
  }
  if (wide === 0 || high === 0) return null;
  const rows = Array.from({ length: terms }, () => new Float64Array(terms + 1));
  for (let k = 0; k < points.length; k += 3) {
    const [u, v] = [points[k] / wide, points[k + 1] / high];
    const row = [1, u, v, u * u, u * v, v * v].slice(0, terms);
    for (let i = 0; i < terms; i++) {
      for (let j = 0; j < terms; j++) rows[i][j] += row[i] * row[j];
      rows[i][terms] += row[i] * points[k + 2];
    }
  }
  const c = solved(rows);
  if (c === null) return null;
  const [a, b] = [1 / wide, 1 / high];
  return [c[0], c[1] * a, c[2] * b, (c[3] ?? 0) * a * a, (c[4] ?? 0) * a * b, (c[5] ?? 0) * b * b];
}

/** Gauss–Jordan with row exchange; null where the system is singular. Writes into `rows`. */
function solved(rows: Float64Array[]): number[] | null {
  const n = rows.length;
  for (let k = 0; k < n; k++) {
    let best = k;
    for (let i = k + 1; i < n; i++) if (Math.abs(rows[i][k]) > Math.abs(rows[best][k])) best = i;
    [rows[k], rows[best]] = [rows[best], rows[k]];
    const pivot = rows[k][k];
    if (Math.abs(pivot) < 1e-9) return null;
    for (let i = 0; i < n; i++) {
      if (i === k) continue;
      const share = rows[i][k] / pivot;
      for (let j = k; j <= n; j++) rows[i][j] -= share * rows[k][j];
    }
  }
  return rows.map((row, k) => row[n] / row[k]);
}
