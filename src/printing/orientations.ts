// Which way up to print a body: with least support, lowest, or with the smoothest marked surface.
import type { Context } from '../core/context.js';
import type { Vec3 } from '../core/grid.js';
import type { Mesh } from '../core/mesh.js';
import type { OrientationFacts, Proposal, Stance } from '../core/print-facts.js';
import type { PrintProcess } from '../core/printer.js';
import { facetNumbers, facetsOf, type OverhangsJob } from '../kernel/overhangs.js';
import { sharedMesh } from '../kernel/shared-mesh.js';
import { sphereDirections } from '../kernel/sphere-directions.js';
import { leastSupport, mostAccurate, shortest as shortestWay, supportCost } from './proposals.js';
import { frameOf, ratioOf, turnedSize, turnOf, unturned } from './turn.js';

const directionCount = 200;
const axes: readonly Vec3[] = [
  [0, 0, 1],
  [0, 0, -1],
  [1, 0, 0],
  [-1, 0, 0],
  [0, 1, 0],
  [0, -1, 0],
];
/** So many of the largest flat sides may lie on the plate. */
const flatSides = 12;
/** Of the ways up that promise least support, so many are looked at exactly. */
const lookedAt = 8;
const anglesAbout = 36;
const upsPerJob = 40;
/** What is no worse than by this factor is as good, and other things decide. */
const alike = 1.01;

export interface OrientationWanted {
  readonly process: PrintProcess;
  /** x, y, z that can be printed in, mm. */
  readonly room: Vec3;
  /** The surface that faces this way (a unit vector, LPS) shall come out best; null: none is marked. */
  readonly marked: Vec3 | null;
  /** Those vertices that stand for all where only extents matter. */
  readonly extremes: Float64Array;
}

interface Way {
  readonly up: Vec3;
  readonly matrix: readonly number[];
  readonly fits: boolean;
  readonly height: number;
  readonly overhang: number;
  readonly below: number;
  readonly steps: number;
}

/** The mesh is borrowed. Ways that fit the printer go before those that don't. */
export async function orientations(
  mesh: Mesh,
  wanted: OrientationWanted,
  { each }: Pick<Context, 'each'>,
): Promise<OrientationFacts> {
  const { process, marked } = wanted;
  const facets = facetsOf(mesh);
  const ups = [...axes, ...flatUps(facets), ...sphereDirections(directionCount)];
  const ways = await measured(facets, ups, wanted, each);
  const [standing] = await measured(facets, [[0, 0, 1]], wanted, each, unturned);
  const fitting = ways.filter(({ fits }) => fits);
  const open = fitting.length > 0 ? fitting : ways;
  const by = (key: (way: Way) => number): Way[] =>
    open
      .map((way, n) => ({ way, n }))
      .sort((a, b) => key(a.way) - key(b.way) || a.n - b.n)
      .map(({ way }) => way);
  const promising = by(({ below }) => below).slice(0, lookedAt);
  const lowest = by(({ height }) => height).filter(({ height }, _, all) => height <= alike * all[0].height);
  const shortest = lowest.reduce((a, b) => (b.below < a.below ? b : a));
  const smooth = marked === null ? [] : by(({ steps }) => steps);
  const smoothest = smooth
    .filter(({ steps }) => steps <= alike * smooth[0].steps)
    .reduce<Way | null>((a, b) => (a !== null && a.below <= b.below ? a : b), null);
  const chosen = [standing, ...promising, shortest, ...(smoothest === null ? [] : [smoothest])];
  const shared = sharedMesh(mesh);
  const volumes = await each(
    'supportVolume',
    chosen.map(({ matrix }) => ({ mesh: shared, matrix })),
  );
  const stances = chosen.map((way, n) => stanceOf(way, volumes[n], process, marked !== null));
  const [current, ...rest] = stances;
  const proposals: Proposal[] = [];
  const easy = rest.slice(0, promising.length).reduce((a, b) => (supportCost(b) < supportCost(a) ? b : a));
  if (process.supported) proposals.push(leastSupport(easy, current));
  proposals.push(shortestWay(rest[promising.length], current));
  if (smoothest !== null) proposals.push(mostAccurate(rest[promising.length + 1], current));
  return { current, proposals };
}

async function measured(
  facets: Float32Array,
  ups: readonly Vec3[],
  { room, extremes, marked }: OrientationWanted,
  each: Context['each'],
  only?: readonly number[],
): Promise<Way[]> {
  const placed = ups.map((up) => ({
    up,
    ...(only ? asGiven(only, extremes, room) : aboutUp(up, extremes, room)),
  }));
  const jobs: OverhangsJob[] = [];
  for (let from = 0; from < placed.length; from += upsPerJob) {
    const some = placed.slice(from, from + upsPerJob);
    const bottoms = some.map(({ up }) => lowestAlong(up, extremes));
    jobs.push({ facets, ups: some.map(({ up }) => up), bottoms, marked });
  }
  const parts = await each('overhangs', jobs);
  return placed.map(({ up, matrix, size }, n) => {
    const { areas, below, steps } = parts[Math.floor(n / upsPerJob)];
    const k = n % upsPerJob;
    return {
      up,
      matrix,
      fits: ratioOf(size, room) <= 1,
      height: size[2],
      overhang: areas[k],
      below: below[k],
      steps: steps[k],
    };
  });
}

const asGiven = (matrix: readonly number[], points: Float64Array, _room: Vec3) => ({
  matrix,
  size: turnedSize(points, matrix),
});

/** No turn about `up` where it fits without one, else that by which it fits best. */
function aboutUp(up: Vec3, points: Float64Array, room: Vec3) {
  const turns = Array.from({ length: anglesAbout }, (_, n) => {
    const matrix = frameOf(up, (Math.PI * n) / anglesAbout);
    return { matrix, size: turnedSize(points, matrix) };
  });
  if (ratioOf(turns[0].size, room) <= 1) return turns[0];
  return turns.reduce((a, b) => (ratioOf(b.size, room) < ratioOf(a.size, room) - 1e-9 ? b : a));
}

function lowestAlong([x, y, z]: Vec3, points: Float64Array): number {
  let low = Infinity;
  for (let p = 0; p < points.length; p += 3)
    low = Math.min(low, x * points[p] + y * points[p + 1] + z * points[p + 2]);
  return low;
}

/** Away from the largest flat sides: facets whose normals are the same to a few degrees. */
function flatUps(facets: Float32Array): readonly Vec3[] {
  const sides = new Map<number, [number, number, number]>();
  for (let o = 0; o < facets.length; o += facetNumbers) {
    const area = facets[o + 6];
    if (area === 0) continue;
    const at = (d: number): number => Math.round((16 * facets[o + 3 + d]) / area) + 16;
    const key = (at(0) * 33 + at(1)) * 33 + at(2);
    const side = sides.get(key);
    if (side === undefined) sides.set(key, [facets[o + 3], facets[o + 4], facets[o + 5]]);
    else for (let d = 0; d < 3; d++) side[d] += facets[o + 3 + d];
  }
  return [...sides.values()]
    .map(([x, y, z]) => ({ x, y, z, area: Math.hypot(x, y, z) }))
    .sort((a, b) => b.area - a.area)
    .slice(0, flatSides)
    .map(({ x, y, z, area }) => [-x / area, -y / area, -z / area]);
}

const stanceOf = (way: Way, support: number, { layer }: PrintProcess, marked: boolean): Stance => ({
  up: way.up,
  turn: turnOf(way.matrix),
  fits: way.fits,
  height: way.height,
  overhang: way.overhang,
  support,
  steps: marked ? way.steps * layer : null,
});
