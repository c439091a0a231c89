// Chooses lengths of the bodies to be printed that a person can take with calipers on the printed part.
import type { Caliper } from '../core/caliper.js';
import type { Vec3 } from '../core/grid.js';
import { boundsOf, type Mesh, signedVolume } from '../core/mesh.js';
import { dot, lengthOf, minus, unit } from '../core/vec3.js';
import { largestPiece } from '../kernel/largest-piece.js';
import { longestLength } from '../kernel/longest-length.js';
import { outermostVertex, type VertexRuns, vertexRuns } from '../kernel/outermost-vertex.js';
import { tips } from '../kernel/tips.js';

/** What is to be measured. */
export interface MeasuredBody {
  readonly name: string;
  readonly mesh: Mesh;
}

/** Of more bodies than this only the largest have lengths. */
const mostBodies = 4;
/** And of more than this, three each. */
const fewBodies = 3;
/** Bodies without a longer side than this, mm, are beyond calipers. */
const tooSmall = 2;

/**
 * Of the largest piece of each body: three widths between parallel jaws; of few bodies also the longest length and up to two between pointed places, none twice.
 * The same whatever the order of the vertices. In the order of the bodies.
 */
export function chooseCalipers(bodies: readonly MeasuredBody[]): readonly Caliper[] {
  const fit = bodies.filter(({ mesh }) => Math.max(...sidesOf(mesh)) > tooSmall);
  const bySize = [...fit].sort((a, b) => signedVolume(b.mesh) - signedVolume(a.mesh));
  const chosen = new Set(bySize.slice(0, mostBodies));
  return fit.filter((body) => chosen.has(body)).flatMap((body) => ofBody(body, fit.length <= fewBodies));
}

const sidesOf = (mesh: Mesh): Vec3 => {
  const { min, max } = boundsOf(mesh);
  return minus(max, min);
};

interface Width {
  readonly name: string;
  readonly says: string;
  readonly along: Vec3;
}

const widths: readonly Width[] = [
  { name: 'R–L', says: 'widest right to left, between flat jaws', along: [1, 0, 0] },
  { name: 'A–P', says: 'widest front to back, between flat jaws', along: [0, 1, 0] },
  { name: 'S–I', says: 'tallest head to foot, between flat jaws', along: [0, 0, 1] },
];

function ofBody({ name: body, mesh }: MeasuredBody, all: boolean): readonly Caliper[] {
  const { positions, alone } = largestPiece(mesh);
  const runs = vertexRuns(positions);
  const three = widths.map((width): Caliper => ({ ...widthOf(runs, width), body }));
  const of = (calipers: readonly Caliper[]): readonly Caliper[] =>
    alone ? calipers : calipers.map((one) => ({ ...one, says: `${one.says} (largest piece)` }));
  if (!all) return of(three);
  const where = placeWords(positions);
  const [from, to] = longestLength(runs);
  const along = unit(minus(to, from));
  const length = lengthOf(minus(to, from));
  const longest: Caliper = {
    name: 'longest',
    body,
    kind: 'longest',
    says: `the longest, from ${where(from)} to ${where(to)}, between flat jaws`,
    from,
    to,
    along,
    nominal: length,
  };
  // A bar along an axis has its length in the table already.
  const isNew = widths.every((width) => Math.abs(dot(width.along, along)) < 0.995);
  const lines = [...widths.map((width) => width.along), along];
  const between = tipPairs(tips(runs, length), length, lines).map(
    ([a, b], n): Caliper => ({
      name: `tips ${n + 1}`,
      body,
      kind: 'tips',
      says: `from tip to tip, ${where(a)} to ${where(b)}, with the jaws’ points`,
      from: a,
      to: b,
      along: null,
      nominal: lengthOf(minus(b, a)),
    }),
  );
  return of([...three, ...(isNew ? [longest] : []), ...between]);
}

function widthOf(runs: VertexRuns, { name, says, along }: Width): Omit<Caliper, 'body'> {
  const from = outermostVertex(runs, [-along[0], -along[1], -along[2]]);
  const to = outermostVertex(runs, along);
  return { name, kind: 'width', says, from, to, along, nominal: dot(along, minus(to, from)) };
}

const mostPairs = 2;
/** Shorter ones tell less, as a share of the longest. */
const leastLength = 0.35;
/** Cosine of the least angle to any other line: 20°. */
const mostAlike = 0.94;

/** Pairs of tips along lines that differ most from those that are measured anyway. */
function tipPairs(
  found: readonly Vec3[],
  length: number,
  lines: readonly Vec3[],
): readonly (readonly [Vec3, Vec3])[] {
  const pairs = found.flatMap((a, n) => found.slice(n + 1).map((b) => [a, b] as const));
  const long = pairs.filter(([a, b]) => lengthOf(minus(b, a)) >= leastLength * length);
  const taken = [...lines];
  const chosen: (readonly [Vec3, Vec3])[] = [];
  while (chosen.length < mostPairs) {
    const alike = ([a, b]: readonly [Vec3, Vec3]): number =>
      Math.max(...taken.map((line) => Math.abs(dot(line, unit(minus(b, a))))));
    const [best] = long
      .map((pair) => ({ pair, alike: alike(pair) }))
      .filter((one) => one.alike <= mostAlike)
      .sort((one, other) => one.alike - other.alike);
    if (best === undefined) break;
    chosen.push(best.pair);
    taken.push(unit(minus(best.pair[1], best.pair[0])));
  }
  return chosen;
}

const thirds = [
  ['right', '', 'left'],
  ['front', '', 'back'],
  ['lower', '', 'upper'],
] as const;

/** Where in the box around the body a point lies, by thirds: 'the upper right front'. */
function placeWords(positions: Float32Array): (place: Vec3) => string {
  const { min, max } = boundsOf({ positions, triangles: new Uint32Array(0) });
  const word = (place: Vec3, axis: 0 | 1 | 2): string => {
    const share = (place[axis] - min[axis]) / (max[axis] - min[axis]);
    return thirds[axis][share < 1 / 3 ? 0 : share > 2 / 3 ? 2 : 1];
  };
  return (place) => {
    const words = ([2, 0, 1] as const).map((axis) => word(place, axis)).filter((one) => one !== '');
    return `the ${words.length === 0 ? 'middle' : words.join(' ')}`;
  };
}
