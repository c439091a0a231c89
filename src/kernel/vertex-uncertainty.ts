// How far off a surface that was fitted to a scan may be, vertex by vertex, from what the scan shows there.
// Propagated as JCGM 100:2008 (GUM) has it: standard uncertainties of independent causes, added as squares.
import { acrossSlices, type ScanBlur } from '../core/blur.js';
import type { Context } from '../core/context.js';
import type { EdgeFacts, Mesh } from '../core/mesh.js';
import { binCount, binOf, quantile } from './absolute-histogram.js';
import { exp } from './elementary.js';
import { averaged } from './locate-levels.js';
import { sharedMesh } from './shared-mesh.js';
import { targetOf } from './target-of.js';
import { vertexBending } from './vertex-bending.js';
import { type Neighbours, vertexNeighbours } from './vertex-neighbours.js';
import { wallsOf } from './walls.js';

/** Standard uncertainties (k = 1), mm, and areas, mm²; one each for a vertex. */
export interface VertexUncertainty {
  readonly area: Float64Array;
  /** From the noise of the voxels. */
  readonly noise: Float32Array;
  /** From what neither noise nor the surface explains, and from edges sharper than the fit's. */
  readonly model: Float32Array;
  /** From the blur, which is known but to some percent. */
  readonly blur: Float32Array;
  /** Of all three. */
  readonly all: Float32Array;
}

// Measured constants: chosen on balls, tori, boxes, cylinders, plates, shells and vessels in slices of 1 and 2.5 mm at noises
// of 10, 20 and 40 HU; `npm run bench -- uncertainty` shows what they hold on these, and on others (marked so).
/** The fit takes the blur back, and what noise there is grows: errors on balls and tori are so many times the plain average's. */
const sharpening = 1.7;
/** Both levels at an edge are known to so much of the contrast, however little noise there is. */
const levelError = 0.005;
/** What is not explained is partly of one sign. */
const oneSided = 0.8;
/** Where the surface bends by k within a sigma, the fit rounds it off, by so many sigmas times k². */
const rounding = 1.8;
/** Passes over the bending: from one vertex to the next it is mostly the triangles'. */
const evening = 2;
/** More bending than this is an edge: the rounding grows no further. */
const mostBending = 0.4;
/** Beside an edge the surface rings, over so many sigmas. */
const ringing = 2.2;
/** Relative standard error of a sigma of the blur: found in the scan, or taken for what is usual. */
const blurError = { found: 0.05, assumed: 0.25 } as const;
/** A wall much thinner than its blur is off by so many sigmas, as its contrast is not known then. */
const inThinWall = { found: 0.2, assumed: 0.5 } as const;
/** In sigmas: a wall thicker than this adds less than a thousandth of what the thinnest adds. */
const mattering = 7.5;
/** In sigmas: a surface on some part of an edge is not farther off. */
const mostOff = 0.5;
/** In sigmas: where no level could be told, it lies where the threshold put it. */
const untold = 0.15;

const sqrtTwoPi = 2.5066282746310002;
const twoRootPi = 3.5449077018110318;

/**
 * `mesh`: the surface as it was fitted, closed. `voxel`: mm³ that a voxel stands for. The same on any number of threads.
 */
export async function vertexUncertainty(
  mesh: Mesh,
  edges: EdgeFacts,
  voxel: number,
  context: Context,
): Promise<VertexUncertainty> {
  const { positions, triangles } = sharedMesh(mesh);
  const vertices = positions.length / 3;
  const ring = vertexNeighbours(triangles, vertices);
  const { area, bending } = vertexBending(mesh);
  const even = averaged(bending, 1, ring, evening);
  const { contrast, misfit, sigma, blur: scan } = edges;
  const widest = Math.max(scan.inPlane, acrossSlices(scan));
  const target = await targetOf(mesh, context);
  const { inward, outward } = await wallsOf(target, positions, mattering * widest, context);
  const sd = noiseOf(edges, area);
  const independent = Math.max(1, independentVoxels(scan, voxel));
  const way = scan.assumed ? 'assumed' : 'found';
  const error = blurError[way];
  const bent = even.map((k, v) => Math.min(mostBending, Math.abs(k) * sigma[v]));
  const fourth = aroundEdges(bent, area, ring, (ringing * median(sigma)) / meanEdge(positions, ring));
  const found = {
    area,
    noise: new Float32Array(vertices),
    model: new Float32Array(vertices),
    blur: new Float32Array(vertices),
    all: new Float32Array(vertices),
  };
  for (let v = 0; v < vertices; v++) {
    const step = Math.abs(contrast[v]);
    const wide = sigma[v] > 0 ? sigma[v] : widest;
    const known = step > 0;
    const share = known ? sd / step : 0;
    const noise = (sharpening * share * twoRootPi * wide) / Math.sqrt(independent);
    const beyond = Math.sqrt(Math.max(0, misfit[v] * misfit[v] - share * share));
    const ofLevel = levelError * wide * sqrtTwoPi;
    const unexplained = known ? oneSided * beyond * wide * sqrtTwoPi : untold * wide;
    const rounded = rounding * wide * Math.sqrt(fourth[v]);
    const thin = Math.min(inward[v], outward[v]) / (2 * wide);
    const ofBending = 2 * error * wide * bent[v];
    const ofWall = inThinWall[way] * wide * exp(-Math.min(600, (thin * thin) / 2));
    found.noise[v] = Math.min(mostOff * wide, noise);
    found.model[v] = Math.min(
      mostOff * wide,
      Math.sqrt(unexplained * unexplained + rounded * rounded + ofLevel * ofLevel),
    );
    found.blur[v] = Math.sqrt(ofBending * ofBending + ofWall * ofWall);
    found.all[v] = Math.sqrt(found.noise[v] ** 2 + found.model[v] ** 2 + found.blur[v] ** 2);
  }
  return found;
}

/** Voxels that a vertex's place is averaged over: (Σg)²/Σg² of weights g as wide as the blur. */
const independentVoxels = (blur: ScanBlur, voxel: number): number =>
  (twoRootPi ** 3 * blur.inPlane ** 2 * acrossSlices(blur)) / voxel;

/** A tenth of the area has residuals below 0.7 of the noise where nothing but noise is in them. */
const tenth = 1 / 0.7;
/** Of the contrast: more than that is no noise, whatever it is. */
const mostNoise = 0.1;
/** Noise of coarse grain looks smaller in even tissue than it is, by so much at most. */
const mostGrain = 1.5;

/** The scan's noise; where it isn't known, or can't be what lies at the surface, what the residuals leave room for. */
function noiseOf({ contrast, misfit, blur }: EdgeFacts, area: Float64Array): number {
  const residuals = new Float64Array(binCount);
  const steps = new Float64Array(binCount);
  for (let v = 0; v < area.length; v++) {
    const step = Math.abs(contrast[v]);
    residuals[binOf(misfit[v] * step)] += area[v];
    steps[binOf(step)] += area[v];
  }
  const low = quantile(residuals, 0.1);
  const own = Math.min(tenth * low, mostNoise * quantile(steps, 0.5));
  const known = blur.noise > 0 && blur.noise <= 2 * low;
  return known ? Math.max(blur.noise, Math.min(own, mostGrain * blur.noise)) : own;
}

/** The fourth power of the bending, or its mean around where that is more; `width` in edges of the mesh. */
function aroundEdges(bent: Float64Array, area: Float64Array, ring: Neighbours, width: number): Float64Array {
  const sums = new Float64Array(2 * bent.length);
  for (let v = 0; v < bent.length; v++) {
    sums[2 * v] = area[v] * bent[v] ** 4;
    sums[2 * v + 1] = area[v];
  }
  // A pass moves half of a vertex's weight by an edge, in two directions: its variance is a quarter.
  const passes = Math.round(Math.min(64, Math.max(1, 4 * width * width)));
  const spread = averaged(sums, 2, ring, passes);
  return bent.map((k, v) => Math.max(k ** 4, spread[2 * v + 1] > 0 ? spread[2 * v] / spread[2 * v + 1] : 0));
}

const median = (values: Float32Array): number => values.slice().sort()[values.length >> 1] ?? 0;

function meanEdge(p: Float32Array, { first, to }: Neighbours): number {
  let sum = 0;
  for (let v = 0; v < first.length - 1; v++)
    for (let n = first[v]; n < first[v + 1]; n++) {
      const [a, b] = [3 * v, 3 * to[n]];
      const [x, y, z] = [p[a] - p[b], p[a + 1] - p[b + 1], p[a + 2] - p[b + 2]];
      sum += Math.sqrt(x * x + y * y + z * z);
    }
  return Math.max(1e-6, sum / Math.max(1, to.length));
}
