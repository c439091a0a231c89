// Points that stand for a surface in integrals over it: of each triangle its centre and its corners.
// The rule of centre (3/4) and corners (1/12 each) is exact for squares; a long triangle is divided first.

/** Numbers a point: x, y, z, mm; its area toward +x; its whole area, mm². */
export const pointNumbers = 5;

export interface MeasuredSurface {
  /** Three numbers a vertex, mm. */
  readonly positions: Float64Array;
  readonly triangles: Uint32Array;
  /** Four numbers a vertex: a third of the areas of its triangles, as vectors, and of their lengths. mm². */
  readonly areas: Float64Array;
}

/** Where the points go: `flush` takes the first `count` of the batch, whenever it is full and at the end. */
export interface PointBatch {
  readonly points: Float64Array;
  flush(count: number): void;
}

/** Of all triangles and vertices that reach between the heights `low` and `high`; no piece has an edge beyond `longest`, mm. */
export function surfacePoints(
  { positions: p, triangles, areas }: MeasuredSurface,
  [low, high]: readonly [number, number],
  longest: number,
  { points, flush }: PointBatch,
): void {
  let count = 0;
  const room = Math.floor(points.length / pointNumbers);
  const put = (x: number, y: number, z: number, toward: number, area: number): void => {
    const o = pointNumbers * count++;
    points[o] = x;
    points[o + 1] = y;
    points[o + 2] = z;
    points[o + 3] = toward;
    points[o + 4] = area;
    if (count < room) return;
    flush(count);
    count = 0;
  };
  // Corners are gathered where they meet; what they give too much for triangles that are divided is taken back.
  const spare = new Map<number, { toward: number; area: number }>();
  for (let h = 0; h < triangles.length; h += 3) {
    const a = 3 * triangles[h];
    const b = 3 * triangles[h + 1];
    const c = 3 * triangles[h + 2];
    const least = Math.min(p[a + 2], p[b + 2], p[c + 2]);
    const largest = Math.max(p[a + 2], p[b + 2], p[c + 2]);
    if (largest < low || least > high) continue;
    const ux = p[b] - p[a];
    const uy = p[b + 1] - p[a + 1];
    const uz = p[b + 2] - p[a + 2];
    const vx = p[c] - p[a];
    const vy = p[c + 1] - p[a + 1];
    const vz = p[c + 2] - p[a + 2];
    const nx2 = uy * vz - uz * vy;
    const ny2 = uz * vx - ux * vz;
    const nz2 = ux * vy - uy * vx;
    const area = Math.sqrt(nx2 * nx2 + ny2 * ny2 + nz2 * nz2) / 2;
    const edge = Math.sqrt(
      Math.max(
        ux * ux + uy * uy + uz * uz,
        vx * vx + vy * vy + vz * vz,
        (ux - vx) * (ux - vx) + (uy - vy) * (uy - vy) + (uz - vz) * (uz - vz),
      ),
    );
    const parts = Math.ceil(edge / longest);
    if (parts <= 1) {
      put(
        (p[a] + p[b] + p[c]) / 3,
        (p[a + 1] + p[b + 1] + p[c + 1]) / 3,
        (p[a + 2] + p[b + 2] + p[c + 2]) / 3,
        0.375 * nx2,
        0.75 * area,
      );
      continue;
    }
    for (const corner of [a, b, c]) {
      const had = spare.get(corner) ?? { toward: 0, area: 0 };
      spare.set(corner, { toward: had.toward + nx2 / 6, area: had.area + area / 3 });
    }
    const toward = nx2 / 2 / (parts * parts);
    const piece = area / (parts * parts);
    for (let i = 0; i < parts; i++)
      for (let j = 0; j < parts - i; j++)
        for (let up = 1; up <= (j < parts - i - 1 ? 2 : 1); up++) {
          const s = (i + up / 3) / parts;
          const t = (j + up / 3) / parts;
          put(p[a] + s * ux + t * vx, p[a + 1] + s * uy + t * vy, p[a + 2] + s * uz + t * vz, toward, piece);
        }
  }
  for (let v = 0; 3 * v < p.length; v++) {
    if (p[3 * v + 2] < low || p[3 * v + 2] > high) continue;
    const less = spare.get(3 * v);
    const toward = areas[4 * v] - (less?.toward ?? 0);
    const area = areas[4 * v + 3] - (less?.area ?? 0);
    put(p[3 * v], p[3 * v + 1], p[3 * v + 2], 0.25 * toward, 0.25 * area);
  }
  if (count > 0) flush(count);
}
