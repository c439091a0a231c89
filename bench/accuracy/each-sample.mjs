// Points spread over a mesh, each standing for its share of the area.

/**
 * Every triangle is cut into n² equal ones, n so that their sides are at most `apart` mm long; the middle of each is a
 * sample: visit(x, y, z, area, triangle).
 */
export function eachSample({ positions: p, triangles: t }, apart, visit) {
  for (let h = 0; h < t.length; h += 3) {
    const [a, b, c] = [3 * t[h], 3 * t[h + 1], 3 * t[h + 2]];
    const [ux, uy, uz] = [p[b] - p[a], p[b + 1] - p[a + 1], p[b + 2] - p[a + 2]];
    const [vx, vy, vz] = [p[c] - p[a], p[c + 1] - p[a + 1], p[c + 2] - p[a + 2]];
    const area = Math.hypot(uy * vz - uz * vy, uz * vx - ux * vz, ux * vy - uy * vx) / 2;
    const longest = Math.max(
      Math.hypot(ux, uy, uz),
      Math.hypot(vx, vy, vz),
      Math.hypot(vx - ux, vy - uy, vz - uz),
    );
    const n = Math.max(1, Math.ceil(longest / apart));
    const share = area / (n * n);
    for (let i = 0; i < n; i++)
      for (let j = 0; i + j < n; j++) {
        // the triangle that points the same way, and the one that points back where it fits
        for (let third = 1; third <= (i + j < n - 1 ? 2 : 1); third++) {
          const [s, r] = [(i + third / 3) / n, (j + third / 3) / n];
          visit(p[a] + s * ux + r * vx, p[a + 1] + s * uy + r * vy, p[a + 2] + s * uz + r * vz, share, h / 3);
        }
      }
  }
}
