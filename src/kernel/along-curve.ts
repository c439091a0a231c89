// Puts a mesh into an order in which what is near in space is near in memory.
// G. M. Morton, "A Computer Oriented Geodetic Data Base and a New Technique in File Sequencing", 1966.
import { boundsOf, type Mesh } from '../core/mesh.js';

export interface Reordered {
  readonly mesh: Mesh;
  /** The vertex's number in the mesh that was given. */
  readonly from: Uint32Array;
}

/** Spreads the lowest 10 bits to every third. */
function spread(n: number): number {
  let x = n & 1023;
  x = (x | (x << 16)) & 0x030000ff;
  x = (x | (x << 8)) & 0x0300f00f;
  x = (x | (x << 4)) & 0x030c30c3;
  return (x | (x << 2)) & 0x09249249;
}

/** Indices in ascending order of their 30-bit keys, equals in their old order: a radix sort. */
function sorted(keys: Uint32Array): Uint32Array {
  let order = new Uint32Array(keys.length);
  for (let n = 0; n < order.length; n++) order[n] = n;
  let other = new Uint32Array(keys.length);
  for (let shift = 0; shift < 30; shift += 10) {
    const at = new Uint32Array(1025);
    for (let n = 0; n < keys.length; n++) at[((keys[n] >>> shift) & 1023) + 1]++;
    for (let n = 0; n < 1024; n++) at[n + 1] += at[n];
    for (let n = 0; n < order.length; n++) other[at[(keys[order[n]] >>> shift) & 1023]++] = order[n];
    [order, other] = [other, order];
  }
  return order;
}

/** Old numbers of vertices and triangles, in their new order. */
export interface CurveOrder {
  readonly vertices: Uint32Array;
  readonly faces: Uint32Array;
}

function inverseOf(order: Uint32Array): Uint32Array {
  const to = new Uint32Array(order.length);
  for (let n = 0; n < order.length; n++) to[order[n]] = n;
  return to;
}

/** Vertices along a Morton curve, triangles by their lowest vertex. */
export function curveOrder({ positions, triangles }: Mesh): CurveOrder {
  const { min, max } = boundsOf({ positions, triangles });
  const longest = Math.max(max[0] - min[0], max[1] - min[1], max[2] - min[2], 1e-6);
  const scale = 1023 / longest;
  const count = positions.length / 3;
  const keys = new Uint32Array(count);
  for (let v = 0; v < count; v++)
    keys[v] =
      spread((positions[3 * v] - min[0]) * scale) |
      (spread((positions[3 * v + 1] - min[1]) * scale) << 1) |
      (spread((positions[3 * v + 2] - min[2]) * scale) << 2);
  const vertices = sorted(keys);
  const to = inverseOf(vertices);
  const lowest = new Uint32Array(triangles.length / 3);
  for (let f = 0; f < lowest.length; f++)
    lowest[f] = Math.min(to[triangles[3 * f]], to[triangles[3 * f + 1]], to[triangles[3 * f + 2]]);
  return { vertices, faces: sorted(lowest) };
}

/** The mesh with its vertices and triangles in this order; each triangle starts at the corner that it did. */
export function inOrder({ positions, triangles }: Mesh, { vertices, faces }: CurveOrder): Mesh {
  const placed = new Float32Array(positions.length);
  for (let v = 0; v < vertices.length; v++) {
    const from = 3 * vertices[v];
    placed[3 * v] = positions[from];
    placed[3 * v + 1] = positions[from + 1];
    placed[3 * v + 2] = positions[from + 2];
  }
  const to = inverseOf(vertices);
  const ordered = new Uint32Array(triangles.length);
  for (let f = 0; f < faces.length; f++) {
    const from = 3 * faces[f];
    ordered[3 * f] = to[triangles[from]];
    ordered[3 * f + 1] = to[triangles[from + 1]];
    ordered[3 * f + 2] = to[triangles[from + 2]];
  }
  return { positions: placed, triangles: ordered };
}

/** Both at once. */
export function alongCurve(mesh: Mesh): Reordered {
  const order = curveOrder(mesh);
  return { mesh: inOrder(mesh, order), from: order.vertices };
}
