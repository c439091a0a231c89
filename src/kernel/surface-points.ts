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
  /** Of these positions. */
  readonly spans: HeightSpans;
}

/** Where the points go: `flush` takes the first `count` of the batch, whenever it is full and at the end. */
export interface PointBatch {
  readonly points: Float64Array;
  flush(count: number): void;
}

/** So many triangles, and vertices, one after another are left out together where none of them reaches the heights asked for. */
const run = 1024;

/** Lowest and highest z of each run, mm: two numbers a run. */
export interface HeightSpans {
  readonly ofTriangles: Float64Array;
  readonly ofVertices: Float64Array;
}

/** Over memory that threads share. */
export function heightSpans(p: Float64Array, triangles: Uint32Array): HeightSpans {
  const room = (count: number): Float64Array =>
    new Float64Array(new SharedArrayBuffer(16 * Math.ceil(count / run)));
  const ofTriangles = room(triangles.length / 3);
  const ofVertices = room(p.length / 3);
  for (let from = 0, r = 0; from < triangles.length; from += 3 * run, r += 2) {
    let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    const end = Math.min(triangles.length, from + 3 * run);
    for (let h = from; h < end; h++) {
      const z = p[3 * triangles[h] + 2];
      if (z < low) low = z;
      if (z > high) high = z;
    }
    ofTriangles[r] = low;
    ofTriangles[r + 1] = high;
  }
  for (let from = 2, r = 0; from < p.length; from += 3 * run, r += 2) {
    let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    const end = Math.min(p.length, from + 3 * run);
    for (let o = from; o < end; o += 3) {
      if (p[o] < low) low = p[o];
      if (p[o] > high) high = p[o];
    }
    ofVertices[r] = low;
    ofVertices[r + 1] = high;
  }
  return { ofTriangles, ofVertices };
}

/** Calls `each` with the vertices from ≤ v < to of each run that may have some at heights low ≤ z ≤ high. */
export function verticesNear(
  { positions, spans }: MeasuredSurface,
  [low, high]: readonly [number, number],
  each: (from: number, to: number) => void,
): void {
  eachRun(spans.ofVertices, positions.length / 3, low, high, each);
}

function eachRun(
  spans: Float64Array,
  count: number,
  low: number,
  high: number,
  each: (from: number, to: number) => void,
): void {
  for (let r = 0; 2 * r < spans.length; r++)
    if (!(spans[2 * r + 1] < low || spans[2 * r] > high)) each(r * run, Math.min(count, (r + 1) * run));
}

/** Of all triangles and vertices that reach between the heights `low` and `high`; no piece has an edge beyond `longest`, mm. */
export function surfacePoints(
  surface: MeasuredSurface,
  heights: readonly [number, number],
  longest: number,
  batch: PointBatch,
): void {
  const { triangles, spans } = surface;
  const [low, high] = heights;
  const gathering = { ...batch, count: 0, room: Math.floor(batch.points.length / pointNumbers) };
  // Corners are gathered where they meet; what they give too much for triangles that are divided is taken back.
  const spare = new Map<number, Spare>();
  eachRun(spans.ofTriangles, triangles.length / 3, low, high, (from, to) => {
    centresOf(surface, from, to, heights, longest, gathering, spare);
  });
  verticesNear(surface, heights, (from, to) => cornersOf(surface, from, to, heights, gathering, spare));
  if (gathering.count > 0) batch.flush(gathering.count);
}

interface Spare {
  toward: number;
  area: number;
}

interface Gathering extends PointBatch {
  count: number;
  readonly room: number;
}

function put(into: Gathering, x: number, y: number, z: number, toward: number, area: number): void {
  const { points } = into;
  const o = pointNumbers * into.count++;
  points[o] = x;
  points[o + 1] = y;
  points[o + 2] = z;
  points[o + 3] = toward;
  points[o + 4] = area;
  if (into.count < into.room) return;
  into.flush(into.count);
  into.count = 0;
}

function centresOf(
  { positions: p, triangles }: MeasuredSurface,
  from: number,
  to: number,
  [low, high]: readonly [number, number],
  longest: number,
  into: Gathering,
  spare: Map<number, Spare>,
): void {
  for (let h = 3 * from; h < 3 * to; h += 3) {
    const a = 3 * triangles[h];
    const b = 3 * triangles[h + 1];
    const c = 3 * triangles[h + 2];
    if (p[a + 2] < low && p[b + 2] < low && p[c + 2] < low) continue;
    if (p[a + 2] > high && p[b + 2] > high && p[c + 2] > high) continue;
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
        into,
        (p[a] + p[b] + p[c]) / 3,
        (p[a + 1] + p[b + 1] + p[c + 1]) / 3,
        (p[a + 2] + p[b + 2] + p[c + 2]) / 3,
        0.375 * nx2,
        0.75 * area,
      );
      continue;
    }
    for (let k = 0; k < 3; k++) takeBack(spare, 3 * triangles[h + k], nx2 / 6, area / 3);
    const toward = nx2 / 2 / (parts * parts);
    const piece = area / (parts * parts);
    for (let i = 0; i < parts; i++)
      for (let j = 0; j < parts - i; j++)
        for (let up = 1; up <= (j < parts - i - 1 ? 2 : 1); up++) {
          const s = (i + up / 3) / parts;
          const t = (j + up / 3) / parts;
          const [x, y, z] = [p[a] + s * ux + t * vx, p[a + 1] + s * uy + t * vy, p[a + 2] + s * uz + t * vz];
          put(into, x, y, z, toward, piece);
        }
  }
}

function takeBack(spare: Map<number, Spare>, corner: number, toward: number, area: number): void {
  const had = spare.get(corner);
  if (had === undefined) spare.set(corner, { toward, area });
  else {
    had.toward += toward;
    had.area += area;
  }
}

function cornersOf(
  { positions: p, areas }: MeasuredSurface,
  from: number,
  to: number,
  [low, high]: readonly [number, number],
  into: Gathering,
  spare: ReadonlyMap<number, Spare>,
): void {
  for (let v = from; v < to; v++) {
    if (p[3 * v + 2] < low || p[3 * v + 2] > high) continue;
    const less = spare.size === 0 ? undefined : spare.get(3 * v);
    const toward = areas[4 * v] - (less === undefined ? 0 : less.toward);
    const area = areas[4 * v + 3] - (less === undefined ? 0 : less.area);
    put(into, p[3 * v], p[3 * v + 1], p[3 * v + 2], 0.25 * toward, 0.25 * area);
  }
}
