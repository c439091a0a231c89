// Whether vertices and triangles of the mesh under work lie near the reference: see ../stays-near.ts.
import { near, normals, placeOf, tree } from './collapse-state';

/**
 * A triangle is not looked at where its length, times the turn of the reference's normals at its corners, is less than
 * this often the room that is left. Half a million triangles of a skull, brought to what 0.1 mm allows: at 2, 8 and ∞
 * there are 52, 52 and 66 thousand left after 16.8, 12.3 and 12.5 s.
 */
const bulge: f64 = 8;

// The search in the tree's own memory, see ./nearest.
@external('env', 'nearestSlot')
declare function nearestSlot(tree: usize, x: f64, y: f64, z: f64, hint: i32): i32;
@external('env', 'lastSquared')
declare function lastSquared(): f64;

/** JavaScript's word on a triangle that is not plain: is it near enough everywhere? */
@external('env', 'isNear')
declare function isNear(a: u32, b: u32, c: u32): u32;

@inline
function nearOf(v: u32): usize {
  return near + <usize>v * 24;
}

@inline
function distanceOf(v: u32): f64 {
  return load<f64>(nearOf(v));
}

/** The slot nearest to v; −1 where it was not yet asked for, or −2 − a slot that may be near. */
@inline
function slotOf(v: u32): i32 {
  return load<i32>(nearOf(v), 20);
}

/** A slot that may be near v, or −1. */
@inline
function hintAt(v: u32): i32 {
  const slot = slotOf(v);
  return slot < -1 ? -2 - slot : slot;
}

function find(v: u32, hint: i32): void {
  const p = placeOf(v), to = nearOf(v);
  const slot = nearestSlot(tree, load<f32>(p), load<f32>(p, 4), load<f32>(p, 8), hint);
  const normal = normals + <usize>slot * 12;
  store<f64>(to, sqrt(lastSquared()));
  store<u64>(to, load<u64>(normal), 8);
  store<f32>(to, load<f32>(normal, 8), 16);
  store<i32>(to, slot, 20);
}

let last: u32 = 0;
/** What was known of the vertex of the last question. */
const before: usize = memory.data(24, 8);

/** Is vertex v near enough at its place? From now on it is taken to be there. `beside`: a vertex near that place. */
export function vertexStays(v: u32, beside: u32, cap: f64): bool {
  last = v;
  memory.copy(before, nearOf(v), 24);
  find(v, hintAt(beside));
  return distanceOf(v) <= cap;
}

/** The vertex of the last question is back where it was before. */
export function vertexBack(): void {
  memory.copy(nearOf(last), before, 24);
}

/** Squared cosine, times `squared`, of the angle between n and the reference at v; −1 where it is no sharp one. */
@inline
function turnAt(v: u32, nx: f64, ny: f64, nz: f64): f64 {
  const at = nearOf(v);
  const dot = nx * <f64>load<f32>(at, 8) + ny * <f64>load<f32>(at, 12) + nz * <f64>load<f32>(at, 16);
  return dot <= 0 ? -1 : dot * dot;
}

/** By how much of its length the surface below may bulge, as its normals at the corners tell, squared. */
@inline
function isPlain(a: u32, b: u32, c: u32, room: f64): bool {
  const pa = placeOf(a), pb = placeOf(b), pc = placeOf(c);
  const ax: f64 = load<f32>(pa), ay: f64 = load<f32>(pa, 4), az: f64 = load<f32>(pa, 8);
  const ux = <f64>load<f32>(pb) - ax, uy = <f64>load<f32>(pb, 4) - ay, uz = <f64>load<f32>(pb, 8) - az;
  const vx = <f64>load<f32>(pc) - ax, vy = <f64>load<f32>(pc, 4) - ay, vz = <f64>load<f32>(pc, 8) - az;
  const wx = vx - ux, wy = vy - uy, wz = vz - uz;
  const nx = uy * vz - uz * vy, ny = uz * vx - ux * vz, nz = ux * vy - uy * vx;
  const squared = nx * nx + ny * ny + nz * nz;
  const uu = ux * ux + uy * uy + uz * uz, vv = vx * vx + vy * vy + vz * vz, ww = wx * wx + wy * wy + wz * wz;
  const longest = max(max(uu, vv), ww);
  const ta = turnAt(a, nx, ny, nz), tb = turnAt(b, nx, ny, nz), tc = turnAt(c, nx, ny, nz);
  if (ta < 0 || tb < 0 || tc < 0) return false;
  const least = min<f64>(1, min(min(ta, tb), tc) / squared);
  return longest * (1 - least) <= bulge * bulge * room * room;
}

/** Is the whole triangle with these corners near enough? Very likely, that is: what is plain is not proven. */
export function triangleStays(a: u32, b: u32, c: u32, cap: f64): bool {
  if (slotOf(a) < 0) find(a, hintAt(a));
  if (slotOf(b) < 0) find(b, slotOf(b) < -1 ? hintAt(b) : slotOf(a));
  if (slotOf(c) < 0) find(c, slotOf(c) < -1 ? hintAt(c) : slotOf(a));
  const room = cap - max(max(distanceOf(a), distanceOf(b)), distanceOf(c));
  if (room < 0) return false;
  return isPlain(a, b, c, room) || isNear(a, b, c) != 0;
}
