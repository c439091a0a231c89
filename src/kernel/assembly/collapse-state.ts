// Where the data of one simplification lie in its instance's memory, and what several of its steps need.

/** Per vertex: three f32, mm. */
export let positions: usize = 0;
/** Per half-edge: the vertex that it starts at, u32; noVertex where its triangle is gone. */
export let corner: usize = 0;
/** Per half-edge: the one that runs the other way, u32. */
export let twin: usize = 0;
/** Per vertex: a half-edge out of it, i32; −1 where there is none. */
export let start: usize = 0;
/** Per vertex: 1 where it stays, u8. */
export let locked: usize = 0;
/** Per vertex: ten f64, see collapse-quadrics. */
export let quadrics: usize = 0;
/** Per half-edge: f64, what it costs to collapse its edge; NaN where it is not to be, and at the higher of two twins. */
export let cost: usize = 0;
/** Per half-edge: i32, where it stands in the queue; −1 where it does not. */
export let place: usize = 0;
/** The queue: a cost (f64), a half-edge (u32) and four bytes of nothing each. */
export let queue: usize = 0;
/** Per vertex: i32, the last collapse that met it. */
export let mark: usize = 0;
/** Of each triangle the first point that it answers for, of each point the next one; i32, −1 at the end. */
export let firstPoint: usize = 0;
export let nextPoint: usize = 0;
/** Points: three f32 each, mm; how far off the mesh may get, f32. 0: there are none. */
export let points: usize = 0;
export let caps: usize = 0;
/** Points and the triangles that are to answer for them, u32 each. */
export let moved: usize = 0;
/** Per vertex, 24 bytes: how far the reference is (f64, mm), the normal there (three f32) and its slot (i32; see near). */
export let near: usize = 0;
/** Of the reference's triangles: three f32 a slot. */
export let normals: usize = 0;
/** Room for what is known of the triangles around one edge, and for the records of one block. */
export let around: usize = 0;
export let records: usize = 0;

export let vertices: u32 = 0;
export let halfEdges: u32 = 0;
/** Of the reference, in its own memory. 0: nobody looks at the distance to it. */
export let tree: usize = 0;

export const noVertex: u32 = 0xffffffff;
/** An edge with more triangles than this around it stays. */
export const mostAround: u32 = 64;

/** Addresses and counts, u32 each, in the order of ../collapse-memory.ts. */
export function openCollapse(layout: usize): void {
  positions = load<u32>(layout);
  corner = load<u32>(layout, 4);
  twin = load<u32>(layout, 8);
  start = load<u32>(layout, 12);
  locked = load<u32>(layout, 16);
  quadrics = load<u32>(layout, 20);
  cost = load<u32>(layout, 24);
  place = load<u32>(layout, 28);
  queue = load<u32>(layout, 32);
  mark = load<u32>(layout, 36);
  firstPoint = load<u32>(layout, 40);
  nextPoint = load<u32>(layout, 44);
  points = load<u32>(layout, 48);
  caps = load<u32>(layout, 52);
  moved = load<u32>(layout, 56);
  near = load<u32>(layout, 60);
  normals = load<u32>(layout, 64);
  around = load<u32>(layout, 68);
  records = load<u32>(layout, 72);
  vertices = load<u32>(layout, 76);
  halfEdges = load<u32>(layout, 80);
  tree = load<u32>(layout, 84);
}

@inline
export function nextOf(h: u32): u32 {
  return h % 3 == 2 ? h - 2 : h + 1;
}

@inline
export function previousOf(h: u32): u32 {
  return h % 3 == 0 ? h + 2 : h - 1;
}

/** The n-th number of four bytes. */
@inline
export function u32At(numbers: usize, n: u32): u32 {
  return load<u32>(numbers + (<usize>n << 2));
}

@inline
export function setU32(numbers: usize, n: u32, value: u32): void {
  store<u32>(numbers + (<usize>n << 2), value);
}

@inline
export function cornerOf(h: u32): u32 {
  return u32At(corner, h);
}

@inline
export function twinOf(h: u32): u32 {
  return u32At(twin, h);
}

/** Address of a vertex's place. */
@inline
export function placeOf(v: u32): usize {
  return positions + <usize>v * 12;
}
