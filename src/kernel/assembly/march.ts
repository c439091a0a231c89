// Marching cubes on the planes of a slab: the loops of ../march.ts, which says what they are given and in which order.
// Planes are padded: point (i, j, c) stands at voxel (i − 1, j − 1, c − 1); column 0 and row 0 are outside the grid.

const clearance: f64 = 0.001;
/** mm; so far outside a voxel still lies on the scan's face. */
const onFace: f64 = 1e-3;
const centreMark: u32 = 0x80000000;
/** A height beyond the grid, and the least that a height is. */
const beyond: f64 = -1e6, least: f64 = 1e-6;

let frame: usize = 0, heights: usize = 0, cases: usize = 0, corners: usize = 0;
let nx: i32 = 0, ny: i32 = 0, nz: i32 = 0, px: i32 = 0, py: i32 = 0, words: i32 = 0, k0: i32 = 0;
let mirrored: bool = false;

/**
 * frame, f64: the affine (12), then 1 where the scan's faces cut the grid, 0 elsewhere, the map to the scan's indices
 * (12), its low and high face along each axis (6), their distance a step, mm (3). heights: f32, from slice first on.
 * cases: u32 for each pattern | joined << 8, the address of its case or 0; then a byte a pattern, its ambiguous faces; then
 * the four corners of each face, a byte each.
 */
export function marchBegin(
  place: usize, values: usize, table: usize, sizeX: u32, sizeY: u32, sizeZ: u32, first: i32, turned: bool,
): void {
  frame = place;
  heights = values;
  cases = table;
  corners = table + 65536 + 256;
  nx = sizeX;
  ny = sizeY;
  nz = sizeZ;
  px = nx + 2;
  py = ny + 2;
  words = (px + 31) >> 5;
  k0 = first;
  mirrored = turned;
}

/** With the sign that the mask gives it. */
@inline
function height(i: i32, j: i32, c: i32, isIn: bool): f64 {
  const at = (<usize>(c - 1 - k0) * <usize>ny + <usize>(j - 1)) * <usize>nx + <usize>(i - 1);
  const h = <f64>load<f32>(heights + (at << 2));
  return isIn ? max<f64>(h, least) : min<f64>(h, -least);
}

@inline
function within(i: i32, j: i32, c: i32): bool {
  return i > 0 && j > 0 && c > 0 && i <= nx && j <= ny && c <= nz;
}

/** From voxel (i, j, k) to the nearest of the scan's faces, mm; negative outside. */
function depth(i: f64, j: f64, k: f64): f64 {
  let nearest: f64 = Infinity;
  let map = frame + 104, face = frame + 200, step = frame + 248;
  for (let a = 0; a < 3; a++, map += 32, face += 16, step += 8) {
    const at = load<f64>(map) * i + load<f64>(map, 8) * j + load<f64>(map, 16) * k + load<f64>(map, 24);
    const scale = load<f64>(step);
    nearest = min<f64>(nearest, min<f64>((at - load<f64>(face)) * scale, (load<f64>(face, 8) - at) * scale));
  }
  return nearest;
}

/** Where the edge from point (i, j, c) to (p, q, r) leaves the scan, its inner end being the one that is inside; else −1. */
function faceAt(i: i32, j: i32, c: i32, p: i32, q: i32, r: i32, startIn: bool): f64 {
  const from = depth(<f64>(i - 1), <f64>(j - 1), <f64>(c - 1)), to = depth(<f64>(p - 1), <f64>(q - 1), <f64>(r - 1));
  const inner = startIn ? from : to, outer = startIn ? to : from;
  if (inner < -onFace || outer >= -onFace) return -1;
  const share = max<f64>(0, inner) / (max<f64>(0, inner) - outer);
  return startIn ? share : 1 - share;
}

@inline
function held(t: f64): f64 {
  return min<f64>(1 - clearance, max<f64>(clearance, t));
}

/** Writes where the surface crosses the edge from point (i, j, c) to (p, q, r), mm. */
@inline
function cross(i: i32, j: i32, c: i32, p: i32, q: i32, r: i32, startIn: bool, out: usize): void {
  const face = load<f64>(frame, 96) == 0 ? -1 : faceAt(i, j, c, p, q, r, startIn);
  let t: f64 = 0.5;
  if (face >= 0) t = held(face);
  else if (within(i, j, c) && within(p, q, r)) {
    const a = height(i, j, c, startIn);
    t = held(a / (a - height(p, q, r, !startIn)));
  }
  const x = <f64>(i - 1) + <f64>(p - i) * t, y = <f64>(j - 1) + <f64>(q - j) * t, z = <f64>(c - 1) + <f64>(r - c) * t;
  for (let d: usize = 0; d < 3; d++) {
    const row = frame + (d << 5);
    const at = load<f64>(row) * x + load<f64>(row, 8) * y + load<f64>(row, 16) * z + load<f64>(row, 24);
    store<f32>(out + (d << 2), <f32>at);
  }
}

/** Vertices on the x- and y-edges of plane c: their numbers, from `number` on, to onX and onY, their places to out. */
export function crossPlane(bits: usize, c: i32, onX: usize, onY: usize, number: u32, out: usize): u32 {
  const first = number;
  for (let j = 0; j < py; j++)
    for (let w = 0; w < words; w++) {
      const at = bits + (<usize>(j * words + w) << 2);
      const row = load<u32>(at);
      const ahead = (row >>> 1) | (w + 1 < words ? load<u32>(at, 4) << 31 : 0);
      const beside = j + 1 < py ? load<u32>(at + (<usize>words << 2)) : 0;
      const edge = (<usize>(j * px + 32 * w)) << 2;
      for (let x = row ^ ahead; x != 0; x &= x - 1, out += 12) {
        const b = <i32>ctz(x);
        store<u32>(onX + edge + (<usize>b << 2), number++);
        cross(32 * w + b, j, c, 32 * w + b + 1, j, c, ((row >>> b) & 1) == 1, out);
      }
      for (let y = row ^ beside; y != 0; y &= y - 1, out += 12) {
        const b = <i32>ctz(y);
        store<u32>(onY + edge + (<usize>b << 2), number++);
        cross(32 * w + b, j, c, 32 * w + b, j + 1, c, ((row >>> b) & 1) == 1, out);
      }
    }
  return number - first;
}

/** The same on the edges from plane c to the next. */
export function crossUpright(low: usize, high: usize, c: i32, upright: usize, number: u32, out: usize): u32 {
  const first = number;
  for (let j = 0; j < py; j++)
    for (let w = 0; w < words; w++) {
      const o = <usize>(j * words + w) << 2;
      const row = load<u32>(low + o);
      for (let z = row ^ load<u32>(high + o); z != 0; z &= z - 1, out += 12) {
        const b = <i32>ctz(z);
        store<u32>(upright + (<usize>(j * px + 32 * w + b) << 2), number++);
        cross(32 * w + b, j, c, 32 * w + b, j, c + 1, ((row >>> b) & 1) == 1, out);
      }
    }
  return number - first;
}

@inline
function cornerHeight(n: u32, pattern: u32, i: i32, j: i32, c: i32): f64 {
  const a = i + <i32>(n & 1), b = j + <i32>((n >> 1) & 1), d = c + <i32>(n >> 2);
  return within(a, b, d) ? height(a, b, d, ((pattern >> n) & 1) == 1) : beyond;
}

/** The ambiguous faces on which the inside corners are joined: the saddle is inside where their product is the larger one. */
function joinedFaces(pattern: u32, faces: u32, i: i32, j: i32, c: i32): u32 {
  let joined: u32 = 0;
  for (let face: u32 = 0; face < 6; face++) {
    if (((faces >> face) & 1) == 0) continue;
    const four = corners + (face << 2);
    const first = <u32>load<u8>(four);
    const even = cornerHeight(first, pattern, i, j, c) * cornerHeight(load<u8>(four, 2), pattern, i, j, c);
    const odd = cornerHeight(load<u8>(four, 1), pattern, i, j, c) * cornerHeight(load<u8>(four, 3), pattern, i, j, c);
    if (((pattern >> first) & 1) == 1 ? even > odd : odd > even) joined |= 1 << face;
  }
  return joined;
}

/** Planes of vertex numbers: on x-edges, y-edges of the lower plane, then of the upper, then upright; u32 addresses. */
@inline
function edgeVertex(planes: usize, edge: u32, i: i32, j: i32): u32 {
  const p = <i32>(edge & 1), q = <i32>((edge >> 1) & 1);
  if (edge < 4) return load<u32>(<usize>load<u32>(planes + (q ? 8 : 0)) + (<usize>((j + p) * px + i) << 2));
  if (edge < 8) return load<u32>(<usize>load<u32>(planes + (q ? 12 : 4)) + (<usize>(j * px + i + p) << 2));
  return load<u32>(<usize>load<u32>(planes + 16) + (<usize>((j + q) * px + i + p) << 2));
}

let missing: i32 = -1, row: i32 = 0, word: i32 = 0, waiting: u32 = 0, rings: usize = 0, centre: u32 = 0;

/** The case that marchLayer stopped for; −1 where it came to its end. */
export function missingCase(): i32 {
  return missing;
}

/** Where the list of centres ends. */
export function marchedCentres(): usize {
  return rings;
}

/**
 * The triangles of the cubes between plane c and the next in rows [j0, j1), three u32 each, to `out`; the loops that need a
 * centre (u32: how many vertices, then these) to `loops`, the first of them numbered `firstCentre`. Returns where the
 * triangles end. Where a case is missing it stops, and goes on when called with `again`.
 */
export function marchLayer(
  low: usize, high: usize, c: i32, planes: usize, j0: i32, j1: i32, out: usize, loops: usize, firstCentre: u32, again: bool,
): usize {
  let j = j0, w = 0;
  if (!again) {
    rings = loops;
    centre = firstCentre;
  } else {
    j = row;
    w = word;
  }
  let resumed = again;
  missing = -1;
  const below = <usize>words << 2;
  for (; j < j1; j++, w = 0)
    for (; w < words; w++) {
      const o = <usize>(j * words + w) << 2;
      const last = w + 1 == words;
      const p0 = load<u32>(low + o), p2 = load<u32>(low + o + below);
      const p4 = load<u32>(high + o), p6 = load<u32>(high + o + below);
      const p1 = (p0 >>> 1) | (last ? 0 : load<u32>(low + o, 4) << 31);
      const p3 = (p2 >>> 1) | (last ? 0 : load<u32>(low + o + below, 4) << 31);
      const p5 = (p4 >>> 1) | (last ? 0 : load<u32>(high + o, 4) << 31);
      const p7 = (p6 >>> 1) | (last ? 0 : load<u32>(high + o + below, 4) << 31);
      let active = (p0 | p1 | p2 | p3 | p4 | p5 | p6 | p7) & ~(p0 & p1 & p2 & p3 & p4 & p5 & p6 & p7);
      if (resumed) {
        active = waiting;
        resumed = false;
      }
      for (; active != 0; active &= active - 1) {
        const b = ctz(active);
        const pattern = ((p0 >>> b) & 1) | (((p1 >>> b) & 1) << 1) | (((p2 >>> b) & 1) << 2) | (((p3 >>> b) & 1) << 3) |
          (((p4 >>> b) & 1) << 4) | (((p5 >>> b) & 1) << 5) | (((p6 >>> b) & 1) << 6) | (((p7 >>> b) & 1) << 7);
        const i = 32 * w + <i32>b;
        const faces = <u32>load<u8>(cases + 65536 + pattern);
        const key = pattern | ((faces == 0 ? 0 : joinedFaces(pattern, faces, i, j, c)) << 8);
        const found = <usize>load<u32>(cases + (<usize>key << 2));
        if (found == 0) {
          missing = key;
          row = j;
          word = w;
          waiting = active;
          return out;
        }
        out = emit(found, planes, i, j, out);
      }
    }
  return out;
}

/** A case: bytes: corners of its triangles, loops with a centre; then the points of the corners; then each loop with its size. */
@inline
function emit(found: usize, planes: usize, i: i32, j: i32, out: usize): usize {
  const size = <usize>load<u8>(found), loops = <u32>load<u8>(found, 1);
  const firstCentre = centre;
  let loop = found + 2 + size;
  for (let n: u32 = 0; n < loops; n++) {
    const count = <u32>load<u8>(loop++);
    store<u32>(rings, count);
    rings += 4;
    for (let e: u32 = 0; e < count; e++, rings += 4) store<u32>(rings, edgeVertex(planes, load<u8>(loop++), i, j));
    centre++;
  }
  const points = found + 2;
  for (let t: usize = 0; t < size; t += 3, out += 12)
    for (let k: usize = 0; k < 3; k++) {
      const point = <u32>load<u8>(points + t + k);
      const v = point < 12 ? edgeVertex(planes, point, i, j) : centreMark + firstCentre + (point - 12);
      const to: usize = mirrored && k > 0 ? <usize>3 - k : k;
      store<u32>(out + (to << 2), v);
    }
  return out;
}
