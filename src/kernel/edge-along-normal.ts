// The grey-value edges that a line across a surface meets: where each lies, how strong it is, what lies on its sides.
// The place is the half maximum between the levels on both sides of an edge, not the steepest place.
import type { Scan } from '../core/scan.js';
import { refineSampler, type SampleLine } from './refine-sampler.js';

/** Edges kept of a line, the strongest first cut. */
export const edgesPerLine = 6;
/**
 * Numbers of an edge: its place (mm along the normal, positive outward), level inside, level outside, slope per mm, and
 * the cosine between the line and the way in which the values change there.
 */
export const edgeNumbers = 5;

/** How lines are looked at. Lengths in mm. */
export interface LineShape {
  /** Edges are looked for so far to both sides of the surface. */
  readonly reach: number;
  /** And levels so far beyond. */
  readonly margin: number;
  /** Between samples. */
  readonly step: number;
  /** Samples averaged to both sides of each: against noise. */
  readonly blur: number;
  /** Lines averaged with it stand so far to four sides; 0 = none. */
  readonly beside: number;
}

export interface EdgeLinesJob {
  /** Over shared memory, as all arrays here. */
  readonly scan: Pick<Scan, 'grid' | 'nodes' | 'voxels'>;
  readonly line: LineShape;
  /** Weaker edges are none (unit of the scan). */
  readonly leastContrast: number;
  readonly known: KnownEdges | null;
  /** Three numbers a vertex. */
  readonly positions: Float64Array;
  readonly normals: Float64Array;
  /** Vertices first … end − 1. */
  readonly first: number;
  readonly end: number;
  /** Written to: how many edges a vertex has, and edgesPerLine · edgeNumbers of them. */
  readonly counts: Uint8Array;
  readonly edges: Float32Array;
}

/** Half the samples of a line; the middle one lies on the surface. */
export const halfLine = ({ reach, margin, step }: LineShape): number => Math.ceil((reach + margin) / step);

/** Writes the (smoothed) values of the line across the surface at p; from inside to outside. */
export type ReadLine = (p: Float64Array, n: Float64Array, v: number, values: Float64Array) => void;

export function lineReader(scan: EdgeLinesJob['scan'], line: LineShape): ReadLine {
  const sample = refineSampler(scan);
  const half = halfLine(line);
  const { step, blur, beside } = line;
  const count = 2 * (half + blur) + 1;
  const raw = new Float64Array(count);
  const sum = new Float64Array(count);
  const own = new Float64Array(count);
  return (positions, normals, v, values) => {
    const x = normals[3 * v];
    const y = normals[3 * v + 1];
    const z = normals[3 * v + 2];
    const back = (half + blur) * step;
    const px = positions[3 * v] - back * x;
    const py = positions[3 * v + 1] - back * y;
    const pz = positions[3 * v + 2] - back * z;
    sample(px, py, pz, step * x, step * y, step * z, count, raw);
    if (beside > 0) {
      sum.set(raw);
      own.set(raw);
      // Two directions across the normal: that axis taken away that it is farthest from.
      const ax = Math.abs(x);
      const ay = Math.abs(y);
      const az = Math.abs(z);
      let ux = 0;
      let uy = 0;
      let uz = 0;
      if (ax <= ay && ax <= az) [uy, uz] = [-z, y];
      else if (ay <= az) [ux, uz] = [z, -x];
      else [ux, uy] = [-y, x];
      const length = beside / Math.sqrt(ux * ux + uy * uy + uz * uz);
      ux *= length;
      uy *= length;
      uz *= length;
      const wx = y * uz - z * uy;
      const wy = z * ux - x * uz;
      const wz = x * uy - y * ux;
      for (let side = 0; side < 4; side++) {
        const a = side === 0 ? 1 : side === 1 ? -1 : 0;
        const b = side === 2 ? 1 : side === 3 ? -1 : 0;
        sample(
          px + a * ux + b * wx,
          py + a * uy + b * wy,
          pz + a * uz + b * wz,
          step * x,
          step * y,
          step * z,
          count,
          raw,
        );
        // Beyond the end of the scan there is nothing to average with.
        for (let n = 0; n < count; n++) sum[n] += Number.isNaN(raw[n]) ? own[n] : raw[n];
      }
      for (let n = 0; n < count; n++) raw[n] = sum[n] / 5;
    }
    // A triangle of weights: two boxes.
    const whole = (blur + 1) * (blur + 1);
    for (let n = 0; n < 2 * half + 1; n++) {
      let total = 0;
      for (let k = -blur; k <= blur; k++) total += (blur + 1 - Math.abs(k)) * raw[n + blur + k];
      values[n] = total / whole;
    }
  };
}

/** Of the steepest slope of an edge: where it is less, the edge has ended. */
const flat = 0.12;
/** A slope that grows to so many times the least since the peak belongs to another edge. */
const again = 1.5;

/**
 * The edges on one line of `values`, `half` samples to both sides of the surface, into edges[at …]; how many. The level
 * on a side is that where the slope has died away, or where the next edge begins: on a thin wall its peak.
 */
export function edgesOnLine(
  values: Float64Array,
  half: number,
  { reach, step }: LineShape,
  leastContrast: number,
  edges: Float32Array,
  at: number,
): number {
  const last = 2 * half;
  const inner = Math.max(1, half - Math.ceil(reach / step));
  const outer = last - inner;
  let count = 0;
  for (let n = inner; n <= outer; n++) {
    const slope = values[n + 1] - values[n - 1];
    const steep = Math.abs(slope);
    if (!(steep > 0)) continue;
    const before = n >= 2 ? Math.abs(values[n] - values[n - 2]) : 0;
    const after = n + 2 <= last ? Math.abs(values[n + 2] - values[n]) : 0;
    if (before > steep || after >= steep) continue;
    const low = footOf(values, n, -1, last, slope);
    const high = footOf(values, n, 1, last, slope);
    const inside = values[low];
    const outside = values[high];
    if (!(Math.abs(outside - inside) >= leastContrast)) continue;
    const place = crossingNear(values, low, high, n, (inside + outside) / 2);
    const mm = (place - half) * step;
    if (Math.abs(mm) > reach) continue;
    let slot = count;
    if (count === edgesPerLine) {
      // Full: the weakest makes room.
      slot = -1;
      let weakest = Math.abs(outside - inside);
      for (let e = 0; e < edgesPerLine; e++) {
        const o = at + edgeNumbers * e;
        const contrast = Math.abs(edges[o + 2] - edges[o + 1]);
        if (contrast < weakest) {
          weakest = contrast;
          slot = e;
        }
      }
      if (slot < 0) continue;
    } else count++;
    const o = at + edgeNumbers * slot;
    edges[o] = mm;
    edges[o + 1] = inside;
    edges[o + 2] = outside;
    edges[o + 3] = steep / (2 * step);
  }
  return count;
}

/** From the steepest sample n on in a direction: the sample where the edge has reached its level. */
function footOf(values: Float64Array, n: number, way: -1 | 1, last: number, slope: number): number {
  const steep = Math.abs(slope) / 2;
  const sign = slope > 0 ? way : -way;
  let least = steep;
  let foot = n;
  for (let i = n; i + way >= 0 && i + way <= last; i += way) {
    const rise = sign * (values[i + way] - values[i]);
    // Also where the scan ends: NaN.
    if (!(rise > flat * steep)) return i;
    if (rise > again * least && least < 0.6 * steep) return foot;
    if (rise < least) {
      least = rise;
      foot = i + way;
    }
  }
  return way < 0 ? 0 : last;
}

/** Where between two samples the values go through a level, nearest to sample n. */
function crossingNear(values: Float64Array, low: number, high: number, n: number, level: number): number {
  let best = n;
  let least = Number.POSITIVE_INFINITY;
  for (let i = low; i < high; i++) {
    const a = values[i] - level;
    const b = values[i + 1] - level;
    if (a === b || a * b > 0) continue;
    const place = i + a / (a - b);
    if (Math.abs(place - n) >= least) continue;
    least = Math.abs(place - n);
    best = place;
  }
  return best;
}

/** What was found: counts[v] edges of vertex v stand from edges[v · edgesPerLine · edgeNumbers] on. */
export interface Lines {
  readonly counts: Uint8Array;
  readonly edges: Float32Array;
}

/** Where the line goes through a known level instead, near a known place. */
export interface KnownEdges {
  /** Unit of the scan. */
  readonly level: Float32Array;
  /** Of level outside minus level inside, its sign; 0: no edge is known. */
  readonly contrast: Float32Array;
  /** mm along the normal. */
  readonly place: Float64Array;
}

/** As an edge with the known contrast whose place is where the line goes through the level. */
function knownOnLine(
  values: Float64Array,
  half: number,
  { reach, step }: LineShape,
  known: KnownEdges,
  v: number,
  edges: Float32Array,
  at: number,
): number {
  const contrast = known.contrast[v];
  const level = known.level[v];
  let count = 0;
  let least = reach;
  for (let i = 0; i < 2 * half; i++) {
    const a = values[i] - level;
    const b = values[i + 1] - level;
    if (!(a * b <= 0 && (b - a) * contrast > 0)) continue;
    const mm = (i + a / (a - b) - half) * step;
    if (Math.abs(mm - known.place[v]) >= least) continue;
    least = Math.abs(mm - known.place[v]);
    // Over three steps, but at the end of the scan: less noise than over one.
    const wide = i > 0 && i + 2 <= 2 * half ? (values[i + 2] - values[i - 1]) / 3 : Number.NaN;
    const rise = Number.isNaN(wide) ? b - a : wide;
    edges[at] = mm;
    edges[at + 1] = level - contrast / 2;
    edges[at + 2] = level + contrast / 2;
    edges[at + 3] = Math.abs(rise) / step;
    count = 1;
  }
  return count;
}

/** Writes the fifth number of the edge at `at`, by differences over `wide` mm to both sides along the patient's axes. */
function align(
  sample: SampleLine,
  job: EdgeLinesJob,
  v: number,
  at: number,
  wide: number,
  pair: Float64Array,
): void {
  const { positions: p, normals: n, edges } = job;
  const mm = edges[at];
  let along = 0;
  let square = 0;
  for (let d = 0; d < 3; d++) {
    const [dx, dy, dz] = [d === 0 ? wide : 0, d === 1 ? wide : 0, d === 2 ? wide : 0];
    const x = p[3 * v] + mm * n[3 * v] - dx;
    const y = p[3 * v + 1] + mm * n[3 * v + 1] - dy;
    const z = p[3 * v + 2] + mm * n[3 * v + 2] - dz;
    sample(x, y, z, 2 * dx, 2 * dy, 2 * dz, 2, pair);
    const rise = pair[1] - pair[0];
    along += rise * n[3 * v + d];
    square += rise * rise;
  }
  const cosine = along / Math.sqrt(square);
  const outward = edges[at + 2] > edges[at + 1] ? 1 : -1;
  // At the end of the scan, where it can't be told, the line is believed.
  edges[at + 4] = Number.isNaN(cosine) ? 1 : outward * cosine;
}

/** Finds the edges across a run of vertices. */
export function edgeAlongNormal(job: EdgeLinesJob): null {
  const read = lineReader(job.scan, job.line);
  const half = halfLine(job.line);
  const values = new Float64Array(2 * half + 1);
  const sample = refineSampler(job.scan);
  const pair = new Float64Array(2);
  const wide = job.line.margin / 4;
  for (let v = job.first; v < job.end; v++) {
    read(job.positions, job.normals, v, values);
    const at = v * edgesPerLine * edgeNumbers;
    job.counts[v] = job.known
      ? knownOnLine(values, half, job.line, job.known, v, job.edges, at)
      : edgesOnLine(values, half, job.line, job.leastContrast, job.edges, at);
    for (let e = 0; e < job.counts[v]; e++) align(sample, job, v, at + edgeNumbers * e, wide, pair);
  }
  return null;
}
