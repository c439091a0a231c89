// Fewer triangles, within a distance of a reference that is proven both ways, and still a proper solid.
// M. Garland, P. S. Heckbert, "Surface Simplification Using Quadric Error Metrics", 1997; the proofs and cure are ours.
import type { Context } from '../core/context.js';
import type { Mesh } from '../core/mesh.js';
import { alongCurve, type CurveOrder, curveOrder, inOrder } from './along-curve.js';
import { type CollapseRecord, collapseEdges } from './collapse-edges.js';
import { fitsMemory, type Points } from './collapse-memory.js';
import { type Collapser, collapser, type Remainder } from './collapser.js';
import { nextOf } from './edges.js';
import { meshFaults, type Promised } from './mesh-faults.js';
import { missedAt } from './missed-at.js';
import { nearestTriangle } from './nearest-triangle.js';
import { replayCollapses } from './replay-collapses.js';
import { targetOf } from './target-of.js';
import type { TargetSurface } from './target-surface.js';
import { trianglesNear } from './triangles-near.js';
import { vertexComponents } from './vertex-components.js';

/** Components of fewer triangles stay as they are: a speck has nothing to spare. */
const smallest = 64;
/** Rounds of undoing what failed before everything stays as it was. */
const mostRounds = 24;
/**
 * Share of the tolerance that the points of the reference may use: between them it is more. On a skull of a million
 * triangles brought to what 0.1 mm allows, 0.97, 0.8 and 0.6 left 218, 208 and 213 thousand after 7, 5 and 5 rounds.
 */
const pointShare = 0.7;

export interface Limits {
  /** As `collapseEdges` takes it, mm. */
  readonly drift?: number;
  /**
   * How far each vertex of the reference may be missed, where that is less than the tolerance, mm. The least at the
   * corners of a triangle holds for all of it.
   */
  readonly caps?: Float32Array | null;
  /** False: what comes of it is not proven, and no vertex is looked up on the reference. True by default. */
  readonly proven?: boolean;
}

export interface Decimated {
  readonly mesh: Mesh;
  /** Collapses that were taken back because what came of them could not be proven. */
  readonly undone: number;
  /** Rounds of proof, the last one without a fault. */
  readonly rounds: number;
  /** Why the mesh came back as it was, if it did: no closed manifold, too large for 4 GiB, or nothing could be proven. */
  readonly stopped: 'open' | 'large' | 'unproven' | null;
}

/**
 * At least `target` triangles; more where `tolerance` (mm, of the reference, both ways), `limits` or the soundness of
 * the mesh demand it. `mesh` is closed, manifold and free of self-intersection, and so is the result.
 */
export async function decimateMesh(
  mesh: Mesh,
  reference: Mesh,
  target: number,
  tolerance: number,
  context: Context,
  { drift = Number.POSITIVE_INFINITY, caps = null, proven = true }: Limits = {},
): Promise<Decimated> {
  const asItWas = { mesh, undone: 0, rounds: 0 };
  const total = mesh.triangles.length / 3;
  if (target >= total || tolerance === 0) return { ...asItWas, stopped: null };
  if (!fitsMemory(mesh.positions.length / 3, total, reference.triangles.length / 3))
    return { ...asItWas, stopped: 'large' };
  const tick = (done: number): void => {
    context.signal.throwIfAborted();
    context.progress(done);
  };
  tick(0);
  const surface = proven ? await targetOf(reference, context) : null;
  const promised = { reference, tolerance, caps };
  const first = simplified(mesh, promised, surface, { target, drift }, (left) =>
    tick((0.6 * (total - left)) / (total - target)),
  );
  if (first === null) return { ...asItWas, stopped: 'open' };
  if (!proven) return { mesh: first.rest.mesh, undone: 0, rounds: 0, stopped: null };
  const { record } = first;
  const dropped = new Uint8Array(record.kept.length);
  const strikes = new Uint8Array(mesh.positions.length / 3);
  // Found when something is first at fault, and kept: it takes a third of what the ordered mesh would.
  let order: CurveOrder | null = null;
  let now = first.rest;
  let changed = everyNumber(now.faces.length);
  let watched = everyNumber(reference.triangles.length / 3);
  for (let round = 1; round <= mostRounds; round++) {
    tick(1 - 0.4 / round);
    const faults = await meshFaults(now.mesh, promised, changed, watched, context);
    if (faults.triangles.length + faults.missed.length === 0)
      return { mesh: now.mesh, undone: sumOf(dropped), rounds: round, stopped: null };
    tick(1 - 0.4 / (round + 0.5));
    const bad = [...faults.triangles, ...missedAt(faults.missed, reference, faults.target.tree)];
    undo(dropped, strikes, rings(now.mesh, bad, Math.floor(round / 4)), now, record);
    order ??= curveOrder(mesh);
    const next = replayed(mesh, order, record, dropped);
    // What was at fault is looked at again even if it looks the same.
    changed = differing(now, next, new Set(Array.from(faults.triangles, (f) => now.faces[f])));
    watched = trianglesNear(reference, now.mesh, differing(next, now), tolerance, faults.missed);
    now = next;
  }
  return { ...asItWas, stopped: 'unproven' };
}

// Those that follow stand alone so that what they work on is let go of: before the collapses, and before the proof.

/** Null where the mesh is no closed manifold. */
function simplified(
  mesh: Mesh,
  promised: Promised,
  surface: TargetSurface | null,
  { target, drift }: { readonly target: number; readonly drift: number },
  tick: (left: number) => void,
): { readonly record: CollapseRecord; readonly rest: Remainder } | null {
  const { work, locked } = readied(mesh, promised, surface);
  if (work === null) return null;
  tick(work.count());
  const record = collapseEdges(work, target, locked, drift, tick);
  return { record, rest: work.extract() };
}

function readied(
  mesh: Mesh,
  { reference, tolerance, caps }: Promised,
  surface: TargetSurface | null,
): { readonly work: Collapser | null; readonly locked: Uint8Array } {
  const { mesh: ordered, from } = alongCurve(mesh);
  const points =
    surface === null || sameTriangles(mesh, reference)
      ? pointsOf((surface === null ? mesh : reference).positions, from, caps, tolerance)
      : pointsAt(ordered.positions, surface, caps, tolerance);
  const near = surface && { reference: surface, cap: tolerance, hints: hintsFrom(surface, from) };
  const locked = smallComponents(ordered.triangles, from.length);
  return { work: collapser(ordered, points, near), locked };
}

/** Without a look at distances: these are proven in the next round. */
function replayed(mesh: Mesh, order: CurveOrder, record: CollapseRecord, dropped: Uint8Array): Remainder {
  const again = collapser(inOrder(mesh, order), null, null);
  if (again === null) throw new Error('A closed manifold has ceased to be one.');
  replayCollapses(again, record, dropped);
  return again.extract();
}

function everyNumber(count: number): Uint32Array {
  const numbers = new Uint32Array(count);
  for (let n = 0; n < count; n++) numbers[n] = n;
  return numbers;
}

function sameTriangles(a: Mesh, b: Mesh): boolean {
  if (a.positions.length !== b.positions.length || a.triangles.length !== b.triangles.length) return false;
  if (a.triangles === b.triangles) return true;
  for (let h = 0; h < a.triangles.length; h++) if (a.triangles[h] !== b.triangles[h]) return false;
  return true;
}

/** The vertices of the reference, in the order of those of the mesh. */
function pointsOf(
  positions: Float32Array,
  from: Uint32Array,
  caps: Float32Array | null,
  tolerance: number,
): Points {
  const places = new Float32Array(positions.length);
  const own = new Float32Array(from.length).fill(pointShare * tolerance);
  for (let v = 0; v < from.length; v++) {
    if (caps !== null) own[v] = pointShare * caps[from[v]];
    for (let d = 0; d < 3; d++) places[3 * v + d] = positions[3 * from[v] + d];
  }
  return { places, caps: own };
}

/** A slot at each vertex, if the vertices are those of the reference in another order: as they are where it was smoothed. */
function hintsFrom({ vertices }: TargetSurface, from: Uint32Array): Uint32Array {
  const slots = new Uint32Array(from.length);
  for (let n = 0; n < vertices.length; n++)
    if (vertices[n] < slots.length) slots[vertices[n]] = Math.floor(n / 3);
  return from.map((v) => slots[v]);
}

/** Where the reference has other vertices than the mesh, the mesh's own stand for them. */
function pointsAt(
  positions: Float32Array,
  { tree, vertices }: TargetSurface,
  caps: Float32Array | null,
  tolerance: number,
): Points {
  const nearest = nearestTriangle(tree);
  const own = new Float32Array(positions.length / 3).fill(pointShare * tolerance);
  let slot = -1;
  for (let v = 0; caps !== null && v < own.length; v++) {
    slot = nearest.slotAt(positions[3 * v], positions[3 * v + 1], positions[3 * v + 2], slot);
    for (let k = 0; k < 3; k++) own[v] = Math.min(own[v], pointShare * caps[vertices[3 * slot + k]]);
  }
  return { places: positions.slice(), caps: own };
}

/** 1 at the vertices of components too small to be simplified. */
function smallComponents(triangles: Uint32Array, vertices: number): Uint8Array {
  const component = vertexComponents(triangles, vertices);
  const size = new Uint32Array(vertices);
  for (let h = 0; h < triangles.length; h += 3) size[component[triangles[h]]]++;
  const small = new Uint8Array(vertices);
  for (let v = 0; v < vertices; v++) small[v] = size[component[v]] < smallest ? 1 : 0;
  return small;
}

/** The corners of those triangles, and the vertices within so many edges of them: 1 each. */
function rings({ positions, triangles }: Mesh, faces: readonly number[], wide: number): Uint8Array {
  let near = new Uint8Array(positions.length / 3);
  for (const f of faces) for (let k = 0; k < 3; k++) near[triangles[3 * f + k]] = 1;
  for (let ring = 0; ring < wide; ring++) {
    const wider = near.slice();
    for (let h = 0; h < triangles.length; h++) if (near[triangles[h]] === 1) wider[triangles[nextOf(h)]] = 1;
    near = wider;
  }
  return near;
}

/** Takes back the last collapses into each of the chosen vertices: one, then with each time again twice as many. */
function undo(
  dropped: Uint8Array,
  strikes: Uint8Array,
  chosen: Uint8Array,
  now: Remainder,
  record: CollapseRecord,
): void {
  const take = new Int32Array(strikes.length);
  for (let v = 0; v < chosen.length; v++) {
    if (chosen[v] === 0) continue;
    const old = now.vertices[v];
    take[old] = 2 ** Math.min(20, strikes[old]);
    strikes[old] = Math.min(255, strikes[old] + 1);
  }
  for (let n = record.kept.length - 1; n >= 0; n--) {
    if (dropped[n] === 1 || take[record.kept[n]] === 0) continue;
    take[record.kept[n]]--;
    dropped[n] = 1;
  }
}

const sumOf = (flags: Uint8Array): number => flags.reduce((sum, flag) => sum + flag, 0);

/** Triangles of `b` that `a` has not, corner by corner and place by place; and those whose old number is in `also`. */
function differing(a: Remainder, b: Remainder, also: ReadonlySet<number> = new Set()): Uint32Array {
  const found: number[] = [];
  let n = 0;
  for (let m = 0; m < b.faces.length; m++) {
    while (n < a.faces.length && a.faces[n] < b.faces[m]) n++;
    const known = n < a.faces.length && a.faces[n] === b.faces[m] && sameTriangle(a, n, b, m);
    if (!known || also.has(b.faces[m])) found.push(m);
  }
  return Uint32Array.from(found);
}

function sameTriangle(a: Remainder, n: number, b: Remainder, m: number): boolean {
  for (let k = 0; k < 3; k++) {
    const v = a.mesh.triangles[3 * n + k];
    const w = b.mesh.triangles[3 * m + k];
    if (a.vertices[v] !== b.vertices[w]) return false;
    for (let d = 0; d < 3; d++) if (a.mesh.positions[3 * v + d] !== b.mesh.positions[3 * w + d]) return false;
  }
  return true;
}
