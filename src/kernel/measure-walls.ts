// The thickness of a whole solid, its gaps, pins and holes, measured on as many threads as there are.
import type { Context } from '../core/context.js';
import { type Mesh, surfaceArea } from '../core/mesh.js';
import { sharedMesh } from './shared-mesh.js';
import { targetOf } from './target-of.js';
import type { TriangleTree } from './triangle-tree.js';
import { binWidth, type WallLimits, type WallSamples, type WallSamplesJob } from './wall-samples.js';

export interface MeasuredWalls {
  /** One a triangle of the mesh, mm: the thinnest of its samples; Infinity where it is farther than was looked. */
  readonly thickness: Float32Array;
  /** mm² of the surface by thickness, in bins of `binWidth` mm; the last one holds what is thicker. */
  readonly histogram: Float64Array;
  readonly binWidth: number;
  /** No place of the surface is farther from a sample than 0.58 of this, mm. */
  readonly spacing: number;
  readonly walls: WallSamples;
  readonly pins: WallSamples;
  readonly gaps: WallSamples;
  readonly holes: WallSamples;
}

/** No place is farther than 0.5 mm from a sample. */
const finest = 0.85;
/** On a surface so large that there would be more samples than this, they lie farther apart. */
const mostSamples = 4e6;
/** A job ends after so many triangles, or so much area, mm²: large triangles have many samples. */
const slotsPerJob = 16384;
const areaPerJob = 4000;

/** `mesh` is borrowed and stays as it is. `reach`: nothing farther away is looked for, mm. About 3 µs a sample. */
export async function measureWalls(
  mesh: Mesh,
  limits: WallLimits,
  reach: number,
  context: Pick<Context, 'each'>,
): Promise<MeasuredWalls> {
  const { positions } = sharedMesh(mesh);
  const surface = await targetOf(mesh, context);
  const { order } = surface.tree;
  const spacing = Math.max(finest, Math.sqrt((4 * surfaceArea(mesh)) / mostSamples));
  const jobs = jobsOf(surface.tree).map(
    ([first, end]): WallSamplesJob => ({ surface, positions, first, end, spacing, reach, limits }),
  );
  const parts = await context.each('wallSamples', jobs);
  const thickness = new Float32Array(order.length);
  const histogram = new Float64Array(parts[0]?.histogram.length ?? 1);
  parts.forEach((part, n) => {
    part.thickness.forEach((value, i) => {
      thickness[order[jobs[n].first + i]] = value;
    });
    part.histogram.forEach((area, bin) => {
      histogram[bin] += area;
    });
  });
  const all = (which: 'walls' | 'pins' | 'gaps' | 'holes'): WallSamples =>
    joined(parts.map((part) => part[which]));
  return {
    thickness,
    histogram,
    binWidth,
    spacing,
    walls: all('walls'),
    pins: all('pins'),
    gaps: all('gaps'),
    holes: all('holes'),
  };
}

/** First slot and end of each job: by the mesh alone. */
function jobsOf({ order, corners: c }: TriangleTree): (readonly [number, number])[] {
  const jobs: (readonly [number, number])[] = [];
  let [first, area] = [0, 0];
  for (let s = 0; s < order.length; s++) {
    const o = 9 * s;
    const [ux, uy, uz] = [c[o + 3] - c[o], c[o + 4] - c[o + 1], c[o + 5] - c[o + 2]];
    const [vx, vy, vz] = [c[o + 6] - c[o], c[o + 7] - c[o + 1], c[o + 8] - c[o + 2]];
    area += Math.hypot(uy * vz - uz * vy, uz * vx - ux * vz, ux * vy - uy * vx) / 2;
    if (s + 1 < order.length && s + 1 - first < slotsPerJob && area < areaPerJob) continue;
    jobs.push([first, s + 1]);
    [first, area] = [s + 1, 0];
  }
  return jobs;
}

function joined(parts: readonly WallSamples[]): WallSamples {
  const one = (which: keyof WallSamples): Float32Array => {
    const whole = new Float32Array(parts.reduce((sum, part) => sum + part[which].length, 0));
    let at = 0;
    for (const part of parts) {
      whole.set(part[which], at);
      at += part[which].length;
    }
    return whole;
  };
  return {
    places: one('places'),
    normals: one('normals'),
    areas: one('areas'),
    widths: one('widths'),
    across: one('across'),
  };
}
