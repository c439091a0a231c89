// How much the values along lines across a surface scatter without any edge.
import type { Scan } from '../core/scan.js';
import { halfLine, type LineShape, lineReader } from './edge-along-normal.js';

/** Lines that it is judged by: evenly spread, so that the same surface gives the same number. */
const mostLines = 4096;
/** The standard deviation of normal values by the median of the absolute differences of two of them. */
const deviationOfMedian = 1.4826 / Math.SQRT2;
/** Of the range of values met: what rounding may have done to a scan without noise. */
const least = 1e-3;

function medianOf(values: Float64Array): number {
  const sorted = values.filter((value) => !Number.isNaN(value)).sort();
  return sorted.length === 0 ? Number.NaN : sorted[sorted.length >> 1];
}

/**
 * Standard deviation of the values as lines of this shape give them (unit of the scan): by differences `apart` mm apart,
 * on the quieter side of each vertex, the median of all. Three numbers a vertex.
 */
export function refineNoise(
  scan: Pick<Scan, 'grid' | 'nodes' | 'voxels'>,
  line: LineShape,
  apart: number,
  positions: Float64Array,
  normals: Float64Array,
): number {
  const read = lineReader(scan, line);
  const half = halfLine(line);
  const values = new Float64Array(2 * half + 1);
  const lag = Math.max(1, Math.round(apart / line.step));
  const rough = (from: number, end: number): number =>
    medianOf(
      Float64Array.from({ length: Math.max(0, end - lag - from) }, (_, n) =>
        Math.abs(values[from + n + lag] - values[from + n]),
      ),
    );
  const vertices = positions.length / 3;
  const every = Math.max(1, Math.floor(vertices / mostLines));
  const found: number[] = [];
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (let v = 0; v < vertices; v += every) {
    read(positions, normals, v, values);
    for (const value of values) {
      if (value < low) low = value;
      if (value > high) high = value;
    }
    const inside = rough(0, half);
    const outside = rough(half + 1, values.length);
    found.push(Number.isNaN(inside) ? outside : Number.isNaN(outside) ? inside : Math.min(inside, outside));
  }
  const deviation = deviationOfMedian * medianOf(Float64Array.from(found));
  return Math.max(Number.isNaN(deviation) ? 0 : deviation, least * Math.max(0, high - low));
}
