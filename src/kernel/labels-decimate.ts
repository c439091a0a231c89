// Fewer triangles of a complex, each part within a distance of what it was that is proven both ways, and nothing crossing.
import type { Context } from '../core/context.js';
import type { Mesh } from '../core/mesh.js';
import type { PartFaces } from '../core/shared-surfaces.js';
import type { CollapseRecord } from './collapse-edges.js';
import { nextOf } from './edges.js';
import { exceedingOf } from './exceeding.js';
import { labelsCollapse } from './labels-collapse.js';
import { labelsQuadrics, labelsReduce, mergeQuadrics } from './labels-reduce.js';
import { missedAt } from './missed-at.js';
import { regionMeshes } from './region-meshes.js';
import { crossingsOf } from './self-intersections.js';
import { targetOf } from './target-of.js';
import { topologyOf } from './topology.js';
import { triangleTree } from './triangle-tree.js';

/** Rounds of undoing what failed before everything stays as it was. */
const mostRounds = 24;

export interface LabelsGoal {
  /** Triangles of the complex, each counted once. */
  readonly target: number;
  /** mm, both ways, of each part. */
  readonly tolerance: number;
  /** mm, see `labelsReduce`. */
  readonly drift: number;
  /** False: what comes of it is not proven. */
  readonly proven: boolean;
}

export interface LabelsDecimated {
  readonly faces: PartFaces;
  /** Vertices that stay where they are as what came of their going could not be proven. */
  readonly undone: number;
  readonly rounds: number;
  /** Nothing could be proven: all is as it was. */
  readonly stopped: boolean;
}

/** What is left, and which vertices and triangles of the first complex these were. */
type Rest = ReturnType<ReturnType<typeof labelsCollapse>['extract']>;

/** `reference[n]`: the surface of part n + 1 as it was. */
export async function labelsDecimate(
  faces: PartFaces,
  reference: readonly Mesh[],
  { target, tolerance, drift, proven }: LabelsGoal,
  context: Pick<Context, 'each' | 'signal' | 'progress'>,
): Promise<LabelsDecimated> {
  const total = faces.back.length;
  const { positions, triangles } = faces;
  const asItWas = { faces, undone: 0, rounds: 0 };
  if (target >= total || tolerance === 0) return { ...asItWas, stopped: false };
  const work = labelsCollapse({ positions, triangles });
  const quadrics = labelsQuadrics(work);
  const goal = { target, drift, unit: tolerance };
  const tick = (left: number): void => {
    context.signal.throwIfAborted();
    context.progress((0.5 * (total - left)) / (total - target));
  };
  const first = labelsReduce(work, quadrics.slice(), { ...goal, locked: null, only: null }, tick);
  let record: Undoing = { ...first, dropped: new Uint8Array(first.kept.length) };
  let now = work.extract();
  if (!proven) return { faces: facesOf(now, faces), undone: 0, rounds: 0, stopped: false };
  const strikes = new Uint8Array(positions.length / 3);
  const locked = new Uint8Array(positions.length / 3);
  let changed: Changed | null = null;
  for (let round = 1; round <= mostRounds; round++) {
    context.signal.throwIfAborted();
    context.progress(1 - 0.5 / round);
    const rest = facesOf(now, faces);
    const bad = await faultsOf(rest, reference, tolerance, changed, context);
    if (bad.size === 0) return { faces: rest, undone: sumOf(locked), rounds: round, stopped: false };
    const near = rings(now.mesh, bad, Math.floor(round / 4));
    undo(
      record,
      strikes,
      locked,
      Uint32Array.from(near, (v) => now.vertices[v]),
    );
    const again = replayed(faces, record, quadrics.slice());
    const more = labelsReduce(again.work, again.quadrics, { ...goal, locked, only: again.other }, () => {});
    record = joined(record, more);
    const next = again.work.extract();
    changed = changesIn(now, next, faces, bad);
    now = next;
  }
  return { ...asItWas, stopped: true };
}

function facesOf({ mesh, faces }: Rest, { back, front }: PartFaces): PartFaces {
  return {
    ...mesh,
    back: Uint16Array.from(faces, (f) => back[f]),
    front: Uint16Array.from(faces, (f) => front[f]),
  };
}

interface Changed {
  /** Triangles of the complex as it is now. */
  readonly triangles: Uint32Array;
  /** Parts that have any of them, or had any. */
  readonly parts: ReadonlySet<number>;
}

/** Vertices of triangles that meet others, or have no area, or are too far from what they stand for. */
async function faultsOf(
  faces: PartFaces,
  reference: readonly Mesh[],
  tolerance: number,
  changed: Changed | null,
  context: Pick<Context, 'each' | 'signal'>,
): Promise<Set<number>> {
  const { positions, triangles } = faces;
  const found = new Set<number>();
  const take = (f: number): void => {
    for (let k = 0; k < 3; k++) found.add(triangles[3 * f + k]);
  };
  const mesh = { positions, triangles };
  for (const f of await crossingsOf(mesh, triangleTree(mesh), changed?.triangles ?? null, context)) take(f);
  const { degenerateTriangles, coincidentVertices } = topologyOf(mesh);
  for (const f of degenerateTriangles.at) take(f);
  for (const v of coincidentVertices.at) found.add(v);
  const { facesOf: ofPart, meshOf } = regionMeshes(faces, reference.length);
  for (const [n, was] of reference.entries()) {
    if (changed !== null && !changed.parts.has(n + 1)) continue;
    context.signal.throwIfAborted();
    const own = ofPart(n + 1);
    const part = meshOf(n + 1);
    const target = await targetOf(part, context);
    const [far, missed] = await Promise.all([
      exceedingOf(part, await targetOf(was, context), tolerance, all(part), context),
      exceedingOf(was, target, tolerance, all(was), context),
    ]);
    for (const f of far) take(own[f]);
    for (const f of missedAt(missed, was, target.tree)) take(own[f]);
  }
  return found;
}

const all = ({ triangles }: Mesh): Uint32Array =>
  Uint32Array.from({ length: triangles.length / 3 }, (_, f) => f);

/** The vertices, and those within so many edges of them. */
function rings({ triangles }: Mesh, vertices: ReadonlySet<number>, wide: number): Set<number> {
  let near = new Set(vertices);
  for (let ring = 0; ring < wide; ring++) {
    const wider = new Set(near);
    for (let h = 0; h < triangles.length; h++) {
      if (near.has(triangles[h])) wider.add(triangles[nextOf(h)]);
      if (near.has(triangles[nextOf(h)])) wider.add(triangles[h]);
    }
    near = wider;
  }
  return near;
}

/** What was done, and 1 for each of it that was taken back. */
interface Undoing extends CollapseRecord {
  readonly dropped: Uint8Array;
}

/**
 * Takes back the last collapses into each of the chosen vertices: one, then with each time again twice as many. Neither
 * what was merged nor what it was merged into goes again.
 */
function undo(
  { kept, gone, dropped }: Undoing,
  strikes: Uint8Array,
  locked: Uint8Array,
  chosen: Uint32Array,
): void {
  const take = new Int32Array(strikes.length);
  for (const v of chosen) {
    take[v] = 2 ** Math.min(20, strikes[v]);
    strikes[v] = Math.min(255, strikes[v] + 1);
    locked[v] = 1;
  }
  for (let n = kept.length - 1; n >= 0; n--) {
    if (dropped[n] === 1 || take[kept[n]] === 0) continue;
    take[kept[n]]--;
    dropped[n] = 1;
    locked[gone[n]] = 1;
  }
}

/** What is no longer allowed, or would make bad triangles beside what was taken back, is left out too. */
function replayed({ positions, triangles }: PartFaces, record: Undoing, quadrics: Float64Array) {
  const work = labelsCollapse({ positions, triangles });
  const { kept, gone, places, dropped } = record;
  /** 1 for each vertex around which things are no longer as they were. */
  const other = new Uint8Array(positions.length / 3);
  for (let n = 0; n < kept.length; n++) {
    const [to, from] = [kept[n], gone[n]];
    const [x, y, z] = [places[3 * n], places[3 * n + 1], places[3 * n + 2]];
    const unlike = other[to] === 1 || other[from] === 1;
    const done = dropped[n] === 0 && work.allowed(to, from) && (!unlike || work.shapely(to, from, x, y, z));
    if (done) {
      work.collapse(to, from, x, y, z);
      mergeQuadrics(quadrics, to, from);
    } else dropped[n] = 1;
    if (done && !unlike) continue;
    for (const v of done ? [to] : [to, from]) {
      other[v] = 1;
      const near = work.neighbours(v);
      for (let m = 0; m < near; m++) other[work.around[m]] = 1;
    }
  }
  return { work, quadrics, other };
}

/** What was taken back need not be kept: it stays where it is. */
function joined({ kept, gone, places, dropped }: Undoing, more: CollapseRecord): Undoing {
  const left: number[] = [];
  for (let n = 0; n < kept.length; n++) if (dropped[n] === 0) left.push(n);
  const count = left.length + more.kept.length;
  const all = {
    kept: new Int32Array(count),
    gone: new Int32Array(count),
    places: new Float32Array(3 * count),
  };
  left.forEach((n, m) => {
    all.kept[m] = kept[n];
    all.gone[m] = gone[n];
    for (let d = 0; d < 3; d++) all.places[3 * m + d] = places[3 * n + d];
  });
  all.kept.set(more.kept, left.length);
  all.gone.set(more.gone, left.length);
  all.places.set(more.places, 3 * left.length);
  return { ...all, dropped: new Uint8Array(count) };
}

const sumOf = (flags: Uint8Array): number => flags.reduce((sum, flag) => sum + flag, 0);

/** What `next` has that `now` had not, and what was at fault. */
function changesIn(now: Rest, next: Rest, { back, front }: PartFaces, bad: ReadonlySet<number>): Changed {
  const parts = new Set<number>();
  const found: number[] = [];
  const takeParts = (f: number): void => {
    parts.add(back[f]);
    parts.add(front[f]);
  };
  let n = 0;
  for (let m = 0; m < next.faces.length; m++) {
    for (; n < now.faces.length && now.faces[n] < next.faces[m]; n++) takeParts(now.faces[n]);
    const known = n < now.faces.length && now.faces[n] === next.faces[m];
    if (known && alike(now, n, next, m) && !hasAny(now.mesh, n, bad)) n++;
    else {
      if (known) n++;
      found.push(m);
      takeParts(next.faces[m]);
    }
  }
  for (; n < now.faces.length; n++) takeParts(now.faces[n]);
  return { triangles: Uint32Array.from(found), parts };
}

const hasAny = ({ triangles: t }: Mesh, f: number, bad: ReadonlySet<number>): boolean =>
  bad.has(t[3 * f]) || bad.has(t[3 * f + 1]) || bad.has(t[3 * f + 2]);

function alike(a: Rest, n: number, b: Rest, m: number): boolean {
  for (let k = 0; k < 3; k++) {
    const v = a.mesh.triangles[3 * n + k];
    const w = b.mesh.triangles[3 * m + k];
    if (a.vertices[v] !== b.vertices[w]) return false;
    for (let d = 0; d < 3; d++) if (a.mesh.positions[3 * v + d] !== b.mesh.positions[3 * w + d]) return false;
  }
  return true;
}
