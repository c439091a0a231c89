// Fewer triangles of a complex: its edges are collapsed in rounds of rising cost.
// M. Garland, P. S. Heckbert, Surface Simplification Using Quadric Error Metrics, 1997.
import type { CollapseRecord } from './collapse-edges.js';
import type { Collapsing } from './labels-collapse.js';

/** Squared distances to planes are summed in ten numbers and the planes' area. */
const numbers = 11;
/** How much the wish to stay in the middle counts beside the planes. */
const middling = 1e-3;
/** Each round admits edges of four times the cost of the one before. */
const rise = 4;
const firstRounds = 5;
const mostRounds = 40;
/** Goes over all vertices in one round, as long as one in so many goes. */
const mostPasses = 4;
const fewGone = 200;

export interface Goal {
  readonly target: number;
  /** How far, root mean square, a vertex may be from the planes of all triangles that it stands for, mm. */
  readonly drift: number;
  /** Where there is no such limit, the first edges to go cost less than a thousandth of this, mm. */
  readonly unit: number;
  /** Of each vertex: 1 it stays; null: none does. */
  readonly locked: Uint8Array | null;
  /** 1 for the vertices that may go before others do; null: any may. */
  readonly only: Uint8Array | null;
}

/**
 * Until `target` triangles are left, or nothing more is admitted. `quadrics`, as `labelsQuadrics` has them and written to,
 * hold the planes that each vertex stands for. `tick` hears how many triangles are left.
 */
export function labelsReduce(
  work: Collapsing,
  quadrics: Float64Array,
  { target, drift, unit, locked, only }: Goal,
  tick: (left: number) => void,
): CollapseRecord {
  const { p, order, around, shared } = work;
  const vertices = order.length;
  const kept = new Int32Array(vertices);
  const gone = new Int32Array(vertices);
  const places = new Float32Array(3 * vertices);
  let done = 0;
  /** Least cost at which something of the vertex might go; −1: not known. */
  const least = new Float64Array(vertices).fill(-1);
  if (only !== null)
    for (let v = 0; v < vertices; v++) if (only[v] === 0) least[v] = Number.POSITIVE_INFINITY;
  const q = new Float64Array(numbers);
  const spot = new Float64Array(3);
  const costs = new Float64Array(around.length);
  const ends = new Int32Array(around.length);

  /** Where `gone` and `kept` would come to stand, into `spot`, and what that costs, mm². */
  const weigh = (to: number, from: number): number => {
    for (let n = 0; n < numbers; n++) q[n] = quadrics[numbers * to + n] + quadrics[numbers * from + n];
    for (let d = 0; d < 3; d++) spot[d] = p[3 * to + d];
    if (order[to] === order[from]) {
      for (let d = 0; d < 3; d++) spot[d] = (p[3 * to + d] + p[3 * from + d]) / 2;
      nearestToPlanes(q, spot);
    }
    for (let d = 0; d < 3; d++) spot[d] = Math.fround(spot[d]);
    return costAt(q, spot);
  };

  /** Tries the cheapest way for v to go; true if it went. */
  const send = (v: number, limit: number): boolean => {
    const count = work.neighbours(v);
    let ways = 0;
    let lowest = Number.POSITIVE_INFINITY;
    for (let n = 0; n < count; n++) {
      const w = around[n];
      if (order[v] !== (shared[n] > 2 ? 1 : 0) || locked?.[w] === 1) continue;
      const cost = weigh(w, v);
      if (cost > limit) {
        lowest = Math.min(lowest, cost);
        continue;
      }
      let m = ways++;
      for (; m > 0 && costs[m - 1] > cost; m--) {
        costs[m] = costs[m - 1];
        ends[m] = ends[m - 1];
      }
      costs[m] = cost;
      ends[m] = w;
    }
    for (let m = 0; m < ways; m++) {
      const w = ends[m];
      if (!work.allowed(w, v)) continue;
      weigh(w, v);
      const [x, y, z] = spot;
      if (!work.shapely(w, v, x, y, z)) continue;
      work.collapse(w, v, x, y, z);
      mergeQuadrics(quadrics, w, v);
      kept[done] = w;
      gone[done] = v;
      places.set(spot, 3 * done);
      done++;
      least[w] = -1;
      const near = work.neighbours(w);
      for (let n = 0; n < near; n++) least[around[n]] = -1;
      return true;
    }
    least[v] = lowest;
    return false;
  };

  const most = drift * drift;
  let limit = Number.isFinite(most) ? most / rise ** (firstRounds - 1) : (1e-3 * unit) ** 2;
  for (let round = 0; round < mostRounds && work.count() > target; round++) {
    for (let pass = 0; pass < mostPasses; pass++) {
      let went = 0;
      for (let v = 0; v < vertices && work.count() > target; v++) {
        if (least[v] > limit || order[v] === 2 || locked?.[v] === 1) continue;
        if (!work.isThere(v)) {
          least[v] = Number.POSITIVE_INFINITY;
          continue;
        }
        if (send(v, limit)) went++;
        if (v % 16384 === 0) tick(work.count());
      }
      if (went * fewGone < work.count()) break;
    }
    if (limit >= most) break;
    limit = Math.min(most, rise * limit);
  }
  return { kept: kept.slice(0, done), gone: gone.slice(0, done), places: places.slice(0, 3 * done) };
}

/** What `gone` stood for, `kept` stands for too. */
export function mergeQuadrics(quadrics: Float64Array, kept: number, gone: number): void {
  for (let n = 0; n < numbers; n++) quadrics[numbers * kept + n] += quadrics[numbers * gone + n];
}

/** Of each vertex the planes of its triangles, a third of their area each. */
export function labelsQuadrics({
  p,
  corner,
  order,
}: Pick<Collapsing, 'p' | 'corner' | 'order'>): Float64Array {
  const sums = new Float64Array(numbers * order.length);
  for (let h = 0; h < corner.length; h += 3) {
    const a = 3 * corner[h];
    const b = 3 * corner[h + 1];
    const c = 3 * corner[h + 2];
    const ux = p[b] - p[a];
    const uy = p[b + 1] - p[a + 1];
    const uz = p[b + 2] - p[a + 2];
    const vx = p[c] - p[a];
    const vy = p[c + 1] - p[a + 1];
    const vz = p[c + 2] - p[a + 2];
    let nx = uy * vz - uz * vy;
    let ny = uz * vx - ux * vz;
    let nz = ux * vy - uy * vx;
    const length = Math.sqrt(nx * nx + ny * ny + nz * nz);
    if (!(length > 0)) continue;
    nx /= length;
    ny /= length;
    nz /= length;
    const d = -(nx * p[a] + ny * p[a + 1] + nz * p[a + 2]);
    const area = length / 6;
    for (let k = h; k < h + 3; k++) {
      const o = numbers * corner[k];
      sums[o] += area * nx * nx;
      sums[o + 1] += area * nx * ny;
      sums[o + 2] += area * nx * nz;
      sums[o + 3] += area * nx * d;
      sums[o + 4] += area * ny * ny;
      sums[o + 5] += area * ny * nz;
      sums[o + 6] += area * ny * d;
      sums[o + 7] += area * nz * nz;
      sums[o + 8] += area * nz * d;
      sums[o + 9] += area * d * d;
      sums[o + 10] += area;
    }
  }
  return sums;
}

/** Mean squared distance to the planes. */
function costAt(q: Float64Array, [x, y, z]: Float64Array): number {
  const sum =
    q[0] * x * x +
    2 * (q[1] * x * y + q[2] * x * z + q[3] * x) +
    q[4] * y * y +
    2 * (q[5] * y * z + q[6] * y) +
    q[7] * z * z +
    2 * q[8] * z +
    q[9];
  return Math.max(0, sum / q[10]);
}

/** Moves the spot to where the planes are nearest, and as far as they let it, where it was. */
function nearestToPlanes(q: Float64Array, spot: Float64Array): void {
  const [x, y, z] = spot;
  const stay = middling * q[10];
  const a = q[0] + stay;
  const d = q[4] + stay;
  const f = q[7] + stay;
  const [b, c, e] = [q[1], q[2], q[5]];
  const rx = -(q[0] * x + b * y + c * z + q[3]);
  const ry = -(b * x + q[4] * y + e * z + q[6]);
  const rz = -(c * x + e * y + q[7] * z + q[8]);
  const c0 = d * f - e * e;
  const c1 = c * e - b * f;
  const c2 = b * e - c * d;
  const whole = a * c0 + b * c1 + c * c2;
  if (!(whole > 0)) return;
  spot[0] = x + (c0 * rx + c1 * ry + c2 * rz) / whole;
  spot[1] = y + (c1 * rx + (a * f - c * c) * ry + (b * c - a * e) * rz) / whole;
  spot[2] = z + (c2 * rx + (b * c - a * e) * ry + (a * d - b * b) * rz) / whole;
}
