// Moves a label's surface to the grey-value edges of a scan, in rounds of less and less reach.
// T. F. Cootes et al., Active Shape Models, 1995 (searching along normals); here without a model of the shape.
import type { Context } from '../core/context.js';
import { determinant } from '../core/grid.js';
import type { Mesh } from '../core/mesh.js';
import type { Scan } from '../core/scan.js';
import { sliceFrame } from '../core/slice-frame.js';
import type { LineShape, Lines } from './edge-along-normal.js';
import { fairSurface } from './fair-surface.js';
import { type Border, refineBorder } from './refine-border.js';
import { refineGuard } from './refine-guard.js';
import { type Levels, refineLevels } from './refine-levels.js';
import { refineLines, summaryOf } from './refine-lines.js';
import { refineNoise } from './refine-noise.js';
import { refineNormals } from './refine-normals.js';
import { type OffsetRules, type Offsets, relaxOffsets } from './relax-offsets.js';
import { type Neighbours, vertexNeighbours } from './vertex-neighbours.js';

export interface Refined {
  readonly mesh: Mesh;
  /** 1 for each vertex that lies on an edge of the scan. */
  readonly onEdge: Uint8Array;
  /** Vertices that could not go as far as they wanted, as the surface would have met itself. */
  readonly held: number;
  /** Standard deviation of the values along the lines, unit of the scan. */
  readonly noise: number;
  /** −1: the structure is brighter than what is around it, 1: darker, 0: in places this, in places that. */
  readonly sign: -1 | 0 | 1;
}

/** Reaches of the rounds, shares of the whole. With two rounds the corners of a box drawn a voxel too large stay off. */
const rounds = [1, 0.5, 0.25] as const;
/** In standard deviations of the noise: weaker edges may be noise. */
const leastContrast = 5;
/** Below so many, lines are averaged with four beside them (0.075 mm off becomes 0.064 at a contrast of 100 at 20 of noise). */
const weakContrast = 16;
/** Of the reach: how far a label's surface is expected to lie off. */
const expectedError = 0.08;
/** A vertex is on an edge when the edge agrees with it, its neighbours heard, at least so well (0…1). */
const agreed = 0.25;
const fairPasses = 5;
const fairBand = 0.1;

const shared = (n: number): Float64Array => new Float64Array(new SharedArrayBuffer(8 * n));

/** Mean length of the edges, mm. */
function edgeLength(p: Float64Array, { first, to }: Neighbours): number {
  let sum = 0;
  for (let v = 0; v < first.length - 1; v++)
    for (let n = first[v]; n < first[v + 1]; n++) {
      const x = p[3 * v] - p[3 * to[n]];
      const y = p[3 * v + 1] - p[3 * to[n] + 1];
      const z = p[3 * v + 2] - p[3 * to[n] + 2];
      sum += Math.sqrt(x * x + y * y + z * z);
    }
  return sum / Math.max(1, to.length);
}

/** Averages with the neighbours that reach about `distance` mm far. */
const passesFor = (distance: number, length: number, least: number, most: number): number =>
  length > 0 ? Math.min(most, Math.max(least, Math.round((distance / length) ** 2))) : least;

/** Takes back what carries a vertex farther than `reach` from where it stood. */
function within(goal: Float64Array, start: Float32Array, reach: number): void {
  for (let o = 0; o < goal.length; o += 3) {
    const x = goal[o] - start[o];
    const y = goal[o + 1] - start[o + 1];
    const z = goal[o + 2] - start[o + 2];
    const way = Math.sqrt(x * x + y * y + z * z);
    if (way <= reach) continue;
    goal[o] = start[o] + (x * reach) / way;
    goal[o + 1] = start[o + 1] + (y * reach) / way;
    goal[o + 2] = start[o + 2] + (z * reach) / way;
  }
}

/** What is found once and holds for all rounds. */
interface Outlook {
  readonly shape: LineShape;
  readonly noise: number;
  readonly sign: -1 | 0 | 1;
  /** The edges as they are seen from the label's own surface. */
  readonly lines: Lines;
}

/** Looks across the whole surface first: how noisy, how strong its edges are, which way they go. */
async function lookAround(
  scan: Scan,
  shape: LineShape,
  voxel: number,
  positions: Float64Array,
  normals: Float64Array,
  context: Context,
): Promise<Outlook> {
  const noise = refineNoise(scan, shape, 2 * voxel, positions, normals);
  const wanted = { leastContrast: leastContrast * noise, known: null };
  const lines = await refineLines(scan, shape, wanted, positions, normals, context);
  const { sign, contrast } = summaryOf(lines, shape.reach);
  if (shape.beside > 0 || contrast >= weakContrast * noise) return { shape, noise, sign, lines };
  return lookAround(scan, { ...shape, blur: 2, beside: voxel }, voxel, positions, normals, context);
}

/**
 * `mesh` is closed, oriented and free of self-intersection, and so is the result; no vertex goes farther than `reach`
 * (mm) from where it stood. The same on any number of threads.
 */
export async function refineMesh(mesh: Mesh, scan: Scan, reach: number, context: Context): Promise<Refined> {
  const vertices = mesh.positions.length / 3;
  const ring = vertexNeighbours(mesh.triangles, vertices);
  const { spacing } = sliceFrame(scan);
  const voxel = Math.cbrt(Math.abs(determinant(scan.grid.affine)));
  const whole: LineShape = { reach, margin: 3 * voxel, step: Math.min(...spacing) / 2, blur: 1, beside: 0 };
  const positions = shared(3 * vertices);
  const normals = shared(3 * vertices);
  const onEdge = new Uint8Array(vertices);
  let outlook: Outlook | null = null;
  let border: Border | null = null;
  let levels: Levels | null = null;
  let now = mesh;
  let held = 0;
  for (const [n, share] of rounds.entries()) {
    context.signal.throwIfAborted();
    context.progress(n / rounds.length);
    const far = Math.max(reach * share, Math.min(reach, 1.5 * voxel));
    positions.set(now.positions);
    if (n > 0) fairSurface(positions, ring, fairPasses, fairBand);
    const length = edgeLength(positions, ring);
    refineNormals(positions, mesh.triangles, ring, passesFor(0.25 * far, length, 2, 20), normals);
    border ??= refineBorder(scan, positions, normals, voxel);
    outlook ??= await lookAround(scan, whole, voxel, positions, normals, context);
    const { noise, sign } = outlook;
    const line = { ...outlook.shape, reach: far };
    const wanted = { leastContrast: leastContrast * noise, known: null };
    const lines: Lines =
      n === 0 ? outlook.lines : await refineLines(scan, line, wanted, positions, normals, context);
    const rules: OffsetRules = {
      reach: far,
      noise,
      leastDoubt: 0.1 * voxel,
      give: expectedError * reach,
      follow: 0.5 * far,
      edgeLength: length,
      sign,
      wide: n < 2,
    };
    const around = passesFor(3 * voxel, length, 0, 60);
    let offsets: Offsets = relaxOffsets(lines, levels, ring, rules);
    levels = refineLevels(lines, offsets, ring, around);
    if (n === 0) {
      // Now that most are known, once more: the edge of another structure has another level inside.
      offsets = relaxOffsets(lines, levels, ring, rules);
      levels = refineLevels(lines, offsets, ring, around);
    }
    if (n === rounds.length - 1) {
      // The levels being known all around, the place is where a line goes through their middle: less noise than its own.
      const known = { ...levels, place: offsets.offset };
      const sharp = await refineLines(scan, line, { leastContrast: 0, known }, positions, normals, context);
      offsets = relaxOffsets(sharp, null, ring, { ...rules, sign: 0, wide: false });
    }
    const { offset, trust } = offsets;
    for (let v = 0; v < vertices; v++) {
      for (let o = 3 * v; o < 3 * v + 3; o++) positions[o] += offset[v] * normals[o];
      onEdge[v] = trust[v] >= agreed ? 1 : 0;
    }
    border.keep(positions, now.positions);
    within(positions, mesh.positions, reach);
    const guarded = await refineGuard(now, positions, ring, context);
    now = guarded.mesh;
    held += guarded.held;
  }
  context.progress(1);
  return { mesh: now, onEdge, held, noise: outlook?.noise ?? 0, sign: outlook?.sign ?? 0 };
}
