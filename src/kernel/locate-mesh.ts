// Moves a closed mesh to where it explains the scan: blurred as the scanner blurs, it gives the voxels that are there.
// Least squares over the scan's own voxels, on whose residual each vertex goes along its normal (Newton's method with the
// row sums for a Hessian), a little fairing in between holding back what noise alone would have.
import { acrossSlices, type Blur } from '../core/blur.js';
import type { Context } from '../core/context.js';
import type { Vec3 } from '../core/grid.js';
import type { CutPlane, Mesh, Surface } from '../core/mesh.js';
import { dot } from '../core/vec3.js';
import { fairOver } from './fair-surface.js';
import { keepNesting } from './keep-nesting.js';
import { averagedOver, type LocalLevels, locateLevels } from './locate-levels.js';
import { Seen, seenNumbers } from './locate-slab.js';
import { type MeansOver, meansOver } from './neighbour-means.js';
import { refineGuard } from './refine-guard.js';
import type { ScanLattice } from './scan-lattice.js';
import { shareOf } from './share-of.js';
import { sharedMesh } from './shared-mesh.js';
import { heightSpans } from './surface-points.js';
import { targetOf } from './target-of.js';
import { vertexComponents } from './vertex-components.js';
import { type Neighbours, vertexNeighbours } from './vertex-neighbours.js';
import { type Walls, wallsOf } from './walls.js';

export interface LocateRules {
  readonly blur: Blur;
  /** Standard deviation of the scan's values. */
  readonly noise: number;
  /** How far a vertex may go, in sigmas of the blur along its normal. */
  readonly reach: number;
}

/** What is known at each vertex of the surface that was found. */
export interface Located {
  readonly mesh: Mesh;
  /** 1 where the scan has a clean edge. */
  readonly clean: Uint8Array;
  /** Value inside less value outside, unit of the scan. */
  readonly contrast: Float32Array;
  /** Root mean square of what the voxels around it differ from what the mesh explains, as a share of the contrast. */
  readonly misfit: Float32Array;
  /** Sigma of the blur along the normal, mm. */
  readonly sigma: Float32Array;
  /** Vertices that could not go as far as they wanted, as the surface would have met itself. */
  readonly held: number;
  /** Vertices that came as far as they may go, and wanted to go on. */
  readonly stopped: number;
  readonly rounds: number;
}

const mostRounds = 6;
/** Rounds end when the vertices go less than this share of the least sigma (root mean square). */
const settled = 0.02;
/** Or when they go hardly less far than in the round before. */
const stalled = 0.95;
/** A step is at most so many sigmas. */
const longestStep = 1;
/** A contrast of less than so many standard deviations of the noise, or that share of what is usual around, is no edge. */
const leastContrast = 5;
const leastShare = 0.25;
/** Nor is one where what is not explained is more than this share of the contrast, beside the noise. */
const mostMisfit = 0.15;

/** What is explained still worse tells ever less of where the surface belongs: a step shrinks with the square of it. */
const vague = 0.5;

/** A wall, or a gap, may lose or gain this share of its width at each of its two sides: it never closes. */
const mostOfWall = 0.35;
/**
 * Where it is not several times as wide as the blur less: there the scan tells how much there is, but not where. (With slices of
 * 5 mm across walls of 1.2 and 2 mm: RMS 0.21 mm from the truth, 0.22 with 0.35 throughout.)
 */
const mostOfBlurred = 0.2;
const [blurred, resolved] = [2.5, 3.2];
/** Walls and gaps so many of the widest sigmas wide have no room, and have room, for levels of their own near the surface. */
const [crowded, roomy] = [4, 6];

/** From 0 at `none` to 1 at `all`. */
const ramp = (x: number, none: number, all: number): number =>
  Math.min(1, Math.max(0, (x - none) / (all - none)));

/** 0 where the scan tells of a wall of this width only how much there is, 1 where it tells where its sides are. */
const clearness = (width: number, sigma: number): number => ramp(width / sigma, blurred, resolved);

/** How far a side of a wall of this width may go, mm. */
const ofWall = (width: number, sigma: number): number =>
  (mostOfBlurred + clearness(width, sigma) * (mostOfWall - mostOfBlurred)) * width;

/** mm: walls wider than that lose nothing that matters. */
const farthestWall = ({ blur, reach }: LocateRules): number =>
  (reach * Math.max(blur.inPlane, acrossSlices(blur))) / mostOfWall;

const shared = (n: number): Float64Array => new Float64Array(new SharedArrayBuffer(8 * n));

/** How strong the fairing is: as far as the blur reaches, in edges of the mesh. */
function fairing(positions: Float64Array, ring: Neighbours, blur: Blur) {
  const edges = Math.max(blur.inPlane, acrossSlices(blur)) / Math.max(1e-6, meanEdge(positions, ring));
  const square = edges * edges;
  return {
    passes: Math.round(Math.min(40, Math.max(3, 2.5 * square))),
    passband: Math.min(0.1, Math.max(0.02, 0.2 / square)),
    shifts: Math.round(Math.min(8, Math.max(2, square))),
    levels: Math.round(Math.min(16, Math.max(8, 4 * square))),
  };
}

function meanEdge(p: Float64Array, { first, to }: Neighbours): number {
  let sum = 0;
  for (let v = 0; v < first.length - 1; v++)
    for (let n = first[v]; n < first[v + 1]; n++) {
      const [a, b] = [3 * v, 3 * to[n]];
      const [x, y, z] = [p[a] - p[b], p[a + 1] - p[b + 1], p[a + 2] - p[b + 2]];
      sum += Math.sqrt(x * x + y * y + z * z);
    }
  return sum / Math.max(1, to.length);
}

/** Four numbers a vertex: a third of its triangles' areas, as vectors and as lengths. */
function measureAreas(p: Float64Array, triangles: Uint32Array, areas: Float64Array): void {
  areas.fill(0);
  for (let h = 0; h < triangles.length; h += 3) {
    const a = 3 * triangles[h];
    const b = 3 * triangles[h + 1];
    const c = 3 * triangles[h + 2];
    const ux = p[b] - p[a];
    const uy = p[b + 1] - p[a + 1];
    const uz = p[b + 2] - p[a + 2];
    const vx = p[c] - p[a];
    const vy = p[c + 1] - p[a + 1];
    const vz = p[c + 2] - p[a + 2];
    const x = (uy * vz - uz * vy) / 6;
    const y = (uz * vx - ux * vz) / 6;
    const z = (ux * vy - uy * vx) / 6;
    const area = Math.sqrt(x * x + y * y + z * z);
    for (let k = 0; k < 3; k++) {
      const o = 4 * triangles[h + k];
      areas[o] += x;
      areas[o + 1] += y;
      areas[o + 2] += z;
      areas[o + 3] += area;
    }
  }
}

/** Into the frame of the lattice, or back. */
function turned(
  from: ArrayLike<number>,
  { origin, axes }: ScanLattice,
  into: Float64Array,
  back: boolean,
): void {
  const [u, v, w] = axes;
  for (let o = 0; o < into.length; o += 3) {
    if (back)
      for (let d = 0; d < 3; d++)
        into[o + d] = origin[d] + from[o] * u[d] + from[o + 1] * v[d] + from[o + 2] * w[d];
    else {
      const p: Vec3 = [from[o] - origin[0], from[o + 1] - origin[1], from[o + 2] - origin[2]];
      into[o] = dot(p, u);
      into[o + 1] = dot(p, v);
      into[o + 2] = dot(p, w);
    }
  }
}

const turnedPlane = ({ normal, at }: CutPlane, { origin, axes }: ScanLattice): CutPlane => ({
  normal: [dot(normal, axes[0]), dot(normal, axes[1]), dot(normal, axes[2])],
  at: at - dot(normal, origin),
});

/** mm: vertices so near to a cut lie on it. */
const onCut = 1e-3;

/** Takes from `goal` what carries vertices on the cuts off these. */
function cutKeeper(cuts: readonly CutPlane[], start: Float64Array): (goal: Float64Array) => void {
  const held = cuts.map(({ normal, at }) => {
    const on: number[] = [];
    for (let o = 0; o < start.length; o += 3) {
      const off = normal[0] * start[o] + normal[1] * start[o + 1] + normal[2] * start[o + 2] - at;
      if (Math.abs(off) < onCut) on.push(o);
    }
    return { normal, at, on };
  });
  return (goal) => {
    for (const { normal, at, on } of held)
      for (const o of on) {
        const off = normal[0] * goal[o] + normal[1] * goal[o + 1] + normal[2] * goal[o + 2] - at;
        for (let d = 0; d < 3; d++) goal[o + d] -= off * normal[d];
      }
  };
}

/**
 * `mesh` is closed, oriented and free of self-intersection, and so is the result. `cuts` and `edited` as in Surface: what is
 * edited stays. The same on any
 * number of threads.
 */
export async function locateMesh(
  mesh: Mesh,
  lattice: ScanLattice,
  { cuts = [], edited }: Pick<Surface, 'cuts' | 'edited'>,
  rules: LocateRules,
  context: Context,
): Promise<Located> {
  const vertices = mesh.positions.length / 3;
  const { triangles } = sharedMesh(mesh);
  const ring = vertexNeighbours(triangles, vertices);
  const start = new Float64Array(3 * vertices);
  turned(mesh.positions, lattice, start, false);
  const positions = shared(3 * vertices);
  positions.set(start);
  const areas = shared(4 * vertices);
  const seen = new Float32Array(new SharedArrayBuffer(4 * seenNumbers * vertices));
  const planes = cuts.map((cut) => turnedPlane(cut, lattice));
  const keep = cutKeeper(planes, start);
  const fixed = fixedVertices(triangles, vertices, edited);
  const stay = (goal: Float64Array): void => {
    keep(goal);
    for (let v = 0; v < vertices; v++)
      if (fixed[v] === 1) for (let o = 3 * v; o < 3 * v + 3; o++) goal[o] = start[o];
  };
  const strength = fairing(positions, ring, rules.blur);
  const found = {
    clean: new Uint8Array(vertices),
    contrast: new Float32Array(vertices),
    misfit: new Float32Array(vertices),
    sigma: new Float32Array(vertices),
  };
  const slabs = slabsOf(lattice, rules.blur);
  const walls = await wallsOf(
    await targetOf(mesh, context),
    sharedMesh(mesh).positions,
    farthestWall(rules),
    context,
  );
  const widest = Math.max(rules.blur.inPlane, acrossSlices(rules.blur));
  const room = new Float32Array(vertices);
  for (let v = 0; v < vertices; v++)
    room[v] = ramp(Math.min(walls.inward[v], walls.outward[v]) / widest, crowded, roomy);
  let over: MeansOver | undefined = meansOver(ring);
  let round = 0;
  let atReach = 0;
  let before = Number.POSITIVE_INFINITY;
  for (let going = true; going; ) {
    context.signal.throwIfAborted();
    context.progress((0.9 * round) / mostRounds);
    fairOver(positions, over, round === 0 ? 2 * strength.passes : strength.passes, strength.passband);
    stay(positions);
    measureAreas(positions, triangles, areas);
    const { blur } = rules;
    const spans = heightSpans(positions, triangles);
    const jobs = slabs.map((slab) => ({
      lattice,
      blur,
      cuts: planes,
      positions,
      triangles,
      areas,
      spans,
      seen,
      answers: round === 0,
      ...slab,
    }));
    await context.each('locateSlab', jobs);
    setSigmas(areas, rules.blur, found.sigma);
    const levels = locateLevels(seen, positions, over, strength.levels, rules.noise, room);
    if (!levels.known) return { ...found, mesh, held: 0, stopped: 0, rounds: round };
    const shift = averagedOver(shifts(seen, levels, areas, rules.noise, found), 1, over, strength.shifts);
    const { moved, stopped } = move(positions, start, areas, shift, found.sigma, rules.reach, walls);
    atReach = stopped;
    stay(positions);
    round++;
    going =
      round < mostRounds &&
      moved < stalled * before &&
      moved > settled * Math.min(blur.inPlane, acrossSlices(blur));
    before = moved;
  }
  // Its memory is let go of.
  over = undefined;
  if (shareOf(found.clean) < leastClean) return { ...found, mesh, held: 0, stopped: 0, rounds: round };
  const goal = new Float64Array(positions.length);
  turned(positions, lattice, goal, true);
  const guarded = await refineGuard(mesh, goal, ring, context);
  const nested = await keepNesting(mesh, guarded.mesh, ring, context);
  context.progress(1);
  return { ...found, mesh: nested, held: guarded.held, stopped: atReach, rounds: round };
}

/** Where less of the surface lies on clean edges, the scan is not what the model takes it for, and nothing is moved. */
const leastClean = 0.1;

/** A piece of fewer vertices tells nothing of its place: it stays as it was found. */
const smallest = 32;

/** 1 for the vertices that stay: those of the smallest pieces, and where the mask was changed. */
function fixedVertices(triangles: Uint32Array, vertices: number, edited: Uint8Array | undefined): Uint8Array {
  const piece = vertexComponents(triangles, vertices);
  const count = new Uint32Array(vertices);
  for (const p of piece) count[p]++;
  return Uint8Array.from(piece, (p, v) => (count[p] < smallest || edited?.[v] === 1 ? 1 : 0));
}

/** Slices that one job looks at: several times what it must render around these. */
function slabsOf({ heights }: ScanLattice, blur: Blur): { readonly k0: number; readonly k1: number }[] {
  const step = (heights[heights.length - 1] - heights[0]) / (heights.length - 1);
  const around = Math.ceil((3.6 * blur.throughPlane + blur.sliceBox / 2) / step);
  const thick = Math.max(16, 8 * around);
  const slabs = [];
  for (let k0 = 0; k0 < heights.length; k0 += thick)
    slabs.push({ k0, k1: Math.min(heights.length, k0 + thick) });
  return slabs;
}

/** Of the blur along the normal at each vertex, mm. */
function setSigmas(areas: Float64Array, blur: Blur, sigma: Float32Array): void {
  const across = acrossSlices(blur);
  for (let v = 0; v < sigma.length; v++) {
    const [x, y, z] = [areas[4 * v], areas[4 * v + 1], areas[4 * v + 2]];
    const square = x * x + y * y + z * z;
    const upright = square > 0 ? (z * z) / square : 0;
    sigma[v] = Math.sqrt((1 - upright) * blur.inPlane * blur.inPlane + upright * across * across);
  }
}

/** How far each vertex should go along its normal, mm, by what is seen; fills in what is known there. */
function shifts(
  seen: Float32Array,
  { inside, outside, usual }: LocalLevels,
  areas: Float64Array,
  noise: number,
  { clean, contrast, misfit, sigma }: Pick<Located, 'clean' | 'contrast' | 'misfit' | 'sigma'>,
): Float64Array {
  const shift = new Float64Array(inside.length);
  for (let v = 0; v < shift.length; v++) {
    const step = inside[v] - outside[v];
    contrast[v] = step;
    const o = seenNumbers * v;
    const known = seen[o + Seen.weight] > 0;
    const rest = seen[o + Seen.value] - outside[v] - step * seen[o + Seen.share];
    const squares =
      seen[o + Seen.valueValue] -
      2 * outside[v] * seen[o + Seen.value] +
      outside[v] * outside[v] -
      2 * step * (seen[o + Seen.valueShare] - outside[v] * seen[o + Seen.share]) +
      step * step * seen[o + Seen.shareShare];
    misfit[v] = known && step !== 0 ? Math.sqrt(Math.max(0, squares)) / Math.abs(step) : 1;
    const strong = Math.abs(step) >= Math.max(leastContrast * noise, leastShare * Math.abs(usual[v]));
    // Where values fall toward the side that the levels say is higher, these are not the levels of this edge.
    const rise = seen[o + Seen.valueShare] - seen[o + Seen.value] * seen[o + Seen.share];
    if (!known || !strong || rise * step <= 0 || !(areas[4 * v + 3] > 0)) {
      clean[v] = 0;
      continue;
    }
    const alone = 1 / (2 * Math.sqrt(Math.PI) * sigma[v]);
    const slope = Math.max(alone, seen[o + Seen.answer]);
    const unexplained = misfit[v] * misfit[v] - (noise / step) ** 2;
    shift[v] = (rest / (step * slope)) * Math.min(1, (vague * vague) / Math.max(1e-9, unexplained));
    clean[v] = unexplained <= mostMisfit * mostMisfit ? 1 : 0;
  }
  return shift;
}

/**
 * Moves the vertices along their normals, none farther than `reach` sigmas from its start, nor through a wall; how far, root
 * mean square, and how many `reach` has stopped.
 */
function move(
  positions: Float64Array,
  start: Float64Array,
  areas: Float64Array,
  shift: Float64Array,
  sigma: Float32Array,
  reach: number,
  { inward, outward }: Walls,
): { readonly moved: number; readonly stopped: number } {
  let squares = 0;
  let stopped = 0;
  for (let v = 0; v < shift.length; v++) {
    const length = Math.sqrt(areas[4 * v] ** 2 + areas[4 * v + 1] ** 2 + areas[4 * v + 2] ** 2);
    if (!(length > 0)) continue;
    const far = longestStep * sigma[v];
    const way = Math.min(far, Math.max(-far, shift[v])) / length;
    squares += (way * length) ** 2;
    let gone = 0;
    for (let d = 0; d < 3; d++) {
      positions[3 * v + d] += way * areas[4 * v + d];
      const off = positions[3 * v + d] - start[3 * v + d];
      gone += off * off;
    }
    const most = Math.min(reach * sigma[v], ofWall(Math.min(inward[v], outward[v]), sigma[v]));
    if (gone <= most * most) continue;
    if (most === reach * sigma[v]) stopped++;
    const share = most / Math.sqrt(gone);
    for (let d = 0; d < 3; d++)
      positions[3 * v + d] = start[3 * v + d] + share * (positions[3 * v + d] - start[3 * v + d]);
  }
  return { moved: Math.sqrt(squares / Math.max(1, shift.length)), stopped };
}
