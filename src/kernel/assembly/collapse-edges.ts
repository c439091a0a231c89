// Collapses edges: one that is asked for, or block by block those first that change the surface least.
// M. Garland, P. S. Heckbert, "Surface Simplification Using Quadric Error Metrics", 1997.
import { count, faceOf, gather, keepsShape, keepVolume, keptX, keptY, keptZ, ofStart, spokeOf } from './collapse-around';
import { moveInGrid, takeFromGrid } from './collapse-grid';
import { triangleStays, vertexBack, vertexStays } from './collapse-near';
import { keepsPoints, movePoints, sharePoints } from './collapse-points';
import { addQuadric, bestX, bestY, bestZ, clearQuadrics, weigh, weightOf } from './collapse-quadrics';
import { cheapest, clearQueue, dequeue, emptyQueue, enqueue, waiting } from './collapse-queue';
import {
  corner, cornerOf, cost, locked, mark, nextOf, noVertex, placeOf, points, previousOf, records, setU32, start, tree, twin,
  twinOf, u32At, vertices,
} from './collapse-state';

/** How far off the reference is near enough, mm. */
let cap: f64 = 0;

let edge: u32 = 0;
let kept: u32 = 0;
let gone: u32 = 0;
let oldX: f32 = 0, oldY: f32 = 0, oldZ: f32 = 0;

/** After all twins are paired. */
export function readyToCollapse(enough: f64): void {
  cap = enough;
  memory.fill(mark, 0, <usize>vertices << 2);
  if (points != 0) sharePoints();
}

function trianglesStay(): bool {
  for (let n: u32 = 0; n < count; n++) {
    const h = 3 * faceOf(n);
    if (!triangleStays(cornerOf(h), cornerOf(h + 1), cornerOf(h + 2), cap)) return false;
  }
  return true;
}

/** Which end of the edge is nearer to (x, y, z), before they move. */
@inline
function nearerEnd(x: f32, y: f32, z: f32): u32 {
  const b = placeOf(gone);
  const ax = x - oldX, ay = y - oldY, az = z - oldZ;
  const bx = x - load<f32>(b), by = y - load<f32>(b, 4), bz = z - load<f32>(b, 8);
  return ax * ax + ay * ay + az * az <= bx * bx + by * by + bz * bz ? kept : gone;
}

/** Puts the ends of the edge, whose triangles are gathered, to (x, y, z); false, and as before, where distances forbid it. */
function merge(h: u32, x: f32, y: f32, z: f32): bool {
  const g = twinOf(h);
  edge = h;
  kept = cornerOf(h);
  gone = cornerOf(g);
  const a = placeOf(kept);
  oldX = load<f32>(a);
  oldY = load<f32>(a, 4);
  oldZ = load<f32>(a, 8);
  store<f32>(a, x);
  store<f32>(a, y, 4);
  store<f32>(a, z, 8);
  for (let n = ofStart; n < count; n++) setU32(corner, spokeOf(n), kept);
  if (tree == 0) {
    if (keepsPoints(h / 3, g / 3)) return true;
  } else {
    if (vertexStays(kept, nearerEnd(x, y, z), cap) && keepsPoints(h / 3, g / 3) && trianglesStay()) return true;
    vertexBack();
  }
  undoMerge();
  return false;
}

function undoMerge(): void {
  const a = placeOf(kept);
  store<f32>(a, oldX);
  store<f32>(a, oldY, 4);
  store<f32>(a, oldZ, 8);
  for (let n = ofStart; n < count; n++) setU32(corner, spokeOf(n), gone);
}

/** Half-edge h's end goes to its start, and both to (x, y, z), but nothing is final yet. False: it cannot be. */
export function tryCollapse(h: u32, x: f32, y: f32, z: f32, shapeToo: bool): bool {
  return gather(h) && (!shapeToo || keepsShape(x, y, z)) && merge(h, x, y, z);
}

/** Takes back what `tryCollapse` did. */
export function undoCollapse(): void {
  if (tree != 0) vertexBack();
  undoMerge();
}

@inline
function join(e: u32, f: u32): void {
  setU32(twin, e, f);
  setU32(twin, f, e);
}

@inline
function drop(f: u32): void {
  setU32(corner, 3 * f, noVertex);
  setU32(corner, 3 * f + 1, noVertex);
  setU32(corner, 3 * f + 2, noVertex);
}

/** Makes final what `tryCollapse` did. */
export function finishCollapse(): void {
  const h = edge, g = twinOf(h), fh = h / 3, fg = g / 3;
  const c = cornerOf(previousOf(h)), d = cornerOf(previousOf(g));
  takeFromGrid(fh);
  takeFromGrid(fg);
  for (let n: u32 = 0; n < count; n++) moveInGrid(faceOf(n));
  const toC = twinOf(previousOf(h)), fromC = twinOf(nextOf(h));
  const fromD = twinOf(nextOf(g)), toD = twinOf(previousOf(g));
  join(fromC, toC);
  join(fromD, toD);
  setU32(start, kept, toC);
  setU32(start, gone, <u32>-1);
  setU32(start, c, fromC);
  setU32(start, d, fromD);
  drop(fh);
  drop(fg);
  if (points != 0) movePoints(fh, fg);
}

@inline
function costOf(h: u32): f64 {
  return load<f64>(cost + (<usize>h << 3));
}

@inline
function setCost(h: u32, value: f64): void {
  store<f64>(cost + (<usize>h << 3), value);
}

/** Before the first edge is weighed. */
export function beginWeighing(): void {
  clearQueue();
  clearQuadrics();
}

/** What the edges of the half-edges from … to − 1 cost, except those that are to stay. After all of `sumQuadrics`. */
export function weighEdges(from: u32, to: u32): void {
  for (let h = from; h < to; h++) {
    const free = h < twinOf(h) && load<u8>(locked + cornerOf(h)) == 0 && load<u8>(locked + cornerOf(nextOf(h))) == 0;
    setCost(h, free ? weigh(h) : NaN);
  }
}

/** Adds how many edges of each cost there are, by the first 16 bits of its f32; returns how many in all. */
export function countCosts(from: u32, to: u32, counts: usize): u32 {
  let edges: u32 = 0;
  for (let h = from; h < to; h++) {
    const value = costOf(h);
    if (value != value) continue;
    edges++;
    // Positive floats order like their bits.
    const n = reinterpret<u32>(<f32>max<f64>(0, value)) >>> 16;
    setU32(counts, n, u32At(counts, n) + 1);
  }
  return edges;
}

@inline
function edgeOf(h: u32): u32 {
  return min(h, twinOf(h));
}

/** Its edge is gone: no longer waiting, nor weighed. */
@inline
function forget(h: u32): void {
  const g = twinOf(h);
  dequeue(min(h, g));
  setCost(h, NaN);
  setCost(g, NaN);
}

/** The edges around v are weighed anew; those that cost no more than the limit wait. */
function weighAround(v: u32, limit: f64): void {
  const first = u32At(start, v);
  let o = first;
  do {
    if (load<u8>(locked + cornerOf(nextOf(o))) == 0) {
      const e = edgeOf(o), value = weigh(e);
      setCost(e, value);
      if (value <= limit) enqueue(e, value);
      else dequeue(e);
    }
    o = twinOf(previousOf(o));
  } while (o != first);
}

/** Collapses the edge and writes down how, if that may be. */
function collapse(h: u32, limit: f64, drift: f64, record: usize): bool {
  const value = weigh(h);
  if (value > drift * drift * weightOf(h) || !gather(h)) {
    setCost(h, NaN);
    return false;
  }
  keepVolume(h, bestX, bestY, bestZ);
  const x = keptX, y = keptY, z = keptZ;
  if (!keepsShape(x, y, z) || !merge(h, x, y, z)) {
    setCost(h, NaN);
    return false;
  }
  const g = twinOf(h);
  forget(nextOf(h));
  forget(previousOf(h));
  forget(nextOf(g));
  forget(previousOf(g));
  setCost(h, NaN);
  finishCollapse();
  addQuadric(kept, gone);
  store<u32>(record, kept);
  store<u32>(record, gone, 4);
  store<f32>(record, x, 8);
  store<f32>(record, y, 12);
  store<f32>(record, z, 16);
  weighAround(kept, limit);
  return true;
}

/**
 * Collapses, of the half-edges from … to − 1 and what these then touch, up to `most` edges that cost no more than the
 * limit, cheapest first, but no more than every third vertex there. Returns how many: that many records are written.
 */
export function collapseBlock(from: u32, to: u32, limit: f64, most: u32, drift: f64): u32 {
  let live: u32 = 0;
  for (let h = from; h < to; h++) {
    if (cornerOf(h) != noVertex) live++;
    const value = costOf(h);
    if (value <= limit) enqueue(h, value);
  }
  // At most every third vertex of a block in one round (six half-edges to a vertex), so that no place runs ahead.
  const room = min(most, (live + 17) / 18);
  let done: u32 = 0;
  while (waiting > 0 && done < room) if (collapse(cheapest(), limit, drift, records + <usize>done * 20)) done++;
  emptyQueue();
  return done;
}
