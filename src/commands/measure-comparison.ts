// Compares two mesh files: reads them, lays one upon the other where that is asked for, measures, and says what stands out.
import type { AlignmentFacts, ComparedBy, Comparison, PairFacts } from '../core/comparison.js';
import type { Context } from '../core/context.js';
import type { Finding } from '../core/errors.js';
import { UserError } from '../core/errors.js';
import { boundsOf, type Mesh } from '../core/mesh.js';
import { areaSamples } from '../kernel/area-samples.js';
import { type FitStart, fitSurfaces } from '../kernel/fit-surfaces.js';
import { principalAxes } from '../kernel/principal-axes.js';
import { angleDegOf, matrixOf, movedMesh, movedPoint } from '../kernel/rigid-motion.js';
import { makePool } from '../pool.js';
import { rounded } from '../report/rounded.js';
import { version } from '../version.js';
import { comparedFindings } from './compared-findings.js';
import { comparedMethods } from './compared-methods.js';
import { type ComparedSide, comparedSide } from './compared-side.js';
import { measurePair } from './measure-pair.js';
import { disclaimer } from './record.js';
import type { Request } from './request.js';

export interface ComparedWish {
  readonly tolerance: number | null;
  readonly limit: ComparedBy;
  readonly align: FitStart | null;
  readonly overlap: boolean;
  readonly parts: boolean;
  readonly named: boolean;
}

export interface Compared {
  readonly facts: Comparison;
  /** Where they were measured: `a` may have been moved. */
  readonly a: ComparedSide;
  readonly b: ComparedSide;
}

/** Paths: `mesh` is a, `against` is b. Throws a UserError, rejects with the signal's reason. */
export async function measureComparison(request: Request, wish: ComparedWish): Promise<Compared> {
  const { named, parts } = wish;
  const given = await comparedSide({ role: 'mesh', called: 'a', named, parts }, request);
  const b = await comparedSide({ role: 'against', called: 'b', named, parts }, request);
  if (parts) refuseStrangers(given, b);
  const { threads, signal, onProgress } = request;
  const pool = makePool(threads, signal);
  let doing = 'Measure';
  const context: Context = {
    signal,
    progress: () => {},
    note: () => {},
    find: () => {},
    each: (task, jobs) => pool.each(task, jobs, (done) => onProgress(doing, done)),
  };
  try {
    onProgress('Lay a onto b', 0);
    const { side: a, alignment } = await aligned(given, b, wish.align, context);
    doing = 'Measure a against b';
    const { tolerance, overlap, limit } = wish;
    const pair = { name: 'whole', tolerance, overlap };
    const whole = await measurePair(sideOf(a), sideOf(b), pair, context);
    const pairs = parts ? await partPairs(a, b, wish, context) : [];
    onProgress('Look for what stands out', 0);
    const findings = comparedFindings(a, b, { whole, parts: pairs, alignment, wish, signal });
    const facts: Comparison = {
      isocast: version,
      disclaimer,
      verdict: verdictOf([whole, ...pairs], findings, wish),
      tolerance,
      limit,
      findings,
      a: a.facts,
      b: b.facts,
      alignment,
      whole,
      parts: pairs,
      methods: comparedMethods(wish, alignment),
    };
    return { facts: rounded(facts), a, b };
  } finally {
    await pool.close();
  }
}

const sideOf = ({ mesh, facts, bodies }: ComparedSide) => ({
  mesh,
  facts: facts.mesh,
  bodies: bodies.map((body) => body.mesh),
});

function verdictOf(
  pairs: readonly PairFacts[],
  findings: readonly Finding[],
  { tolerance, limit }: ComparedWish,
): Comparison['verdict'] {
  if (tolerance === null) return null;
  if (pairs.some((pair) => !(judged(pair, limit) <= tolerance))) return 'fail';
  if (findings.some(({ severity }) => severity === 'failure')) return 'fail';
  return findings.length > 0 ? 'review' : 'pass';
}

/** What the tolerance is held against, mm: of the largest distance, what is proven. */
export const judged = ({ aToB, bToA, hausdorff95 }: PairFacts, limit: ComparedBy): number =>
  limit === 'max' ? Math.max(aToB.bound, bToA.bound) : hausdorff95;

interface Aligned {
  readonly side: ComparedSide;
  readonly alignment: AlignmentFacts | null;
}

async function aligned(
  a: ComparedSide,
  b: ComparedSide,
  start: FitStart | null,
  { signal }: Context,
): Promise<Aligned> {
  if (start === null) return { side: a, alignment: null };
  const fit = fitSurfaces(a.mesh, b.mesh, start, () => signal.throwIfAborted());
  const { motion } = fit;
  const { centre } = principalAxes(areaSamples(a.mesh, 20_000));
  const there = movedPoint(motion, centre);
  const move = (mesh: Mesh): Mesh => movedMesh(mesh, motion);
  const mesh = move(a.mesh);
  const bodies = a.bodies.map((body) => ({ ...body, mesh: a.bodies.length === 1 ? mesh : move(body.mesh) }));
  return {
    side: { ...a, mesh, bodies, facts: { ...a.facts, mesh: withBounds(a.facts.mesh, mesh) } },
    alignment: {
      start,
      matrix: matrixOf(motion),
      angleDeg: angleDegOf(motion),
      shift: [there[0] - centre[0], there[1] - centre[1], there[2] - centre[2]],
      shiftLength: Math.hypot(there[0] - centre[0], there[1] - centre[1], there[2] - centre[2]),
      before: fit.before,
      residual: fit.rms,
      iterations: fit.iterations,
      converged: fit.converged,
    },
  };
}

function withBounds<T extends ComparedSide['facts']['mesh']>(facts: T, mesh: Mesh): T {
  const bounds = boundsOf(mesh);
  const { min, max } = bounds;
  return { ...facts, bounds, size: [max[0] - min[0], max[1] - min[1], max[2] - min[2]] };
}

/** Bodies that have the same name in both, the first of each name. */
async function partPairs(
  a: ComparedSide,
  b: ComparedSide,
  { tolerance, overlap }: ComparedWish,
  context: Context,
): Promise<PairFacts[]> {
  const pairs: PairFacts[] = [];
  for (const [n, { name, mesh }] of a.bodies.entries()) {
    const m = b.bodies.findIndex((body) => body.name === name);
    if (m < 0 || a.bodies.findIndex((body) => body.name === name) < n) continue;
    const one = { mesh, facts: withBounds(a.facts.bodies[n].mesh, mesh), bodies: [mesh] };
    const other = b.bodies[m].mesh;
    pairs.push(
      await measurePair(
        one,
        { mesh: other, facts: b.facts.bodies[m].mesh, bodies: [other] },
        { name, tolerance, overlap },
        context,
      ),
    );
  }
  return pairs;
}

function refuseStrangers(a: ComparedSide, b: ComparedSide): void {
  if (a.bodies.some(({ name }) => b.bodies.some((body) => body.name === name))) return;
  throw new UserError(
    '--parts: no body has the same name in both files.',
    'Leave --parts out: then all bodies of a file are measured as one.',
  );
}
