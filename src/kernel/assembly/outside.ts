// On which side of a surface a point lies, told by what is nearest to it: a face, an edge or a corner.
// J. A. Bærentzen, H. Aanæs, Signed Distance Computation Using the Angle Weighted Pseudonormal, 2005.
import { cornersAt, neighbourOf, normalAt, vertexNormalAt } from './nearest';

/** Of three f32 and a vector. */
@inline
function dot(n: usize, x: f64, y: f64, z: f64): f64 {
  return <f64>load<f32>(n) * x + <f64>load<f32>(n, 4) * y + <f64>load<f32>(n, 8) * z;
}

/** The vector leads from a point of edge k: the part of it along the edge is square to both normals. */
@inline
function overEdge(tree: usize, slot: i32, k: i32, x: f64, y: f64, z: f64): bool {
  const other = neighbourOf(tree, slot, k);
  const own = dot(normalAt(tree, slot), x, y, z);
  return own + (other < 0 ? 0 : dot(normalAt(tree, other), x, y, z)) >= 0;
}

/**
 * Is (x, y, z), whose nearest triangle is in `slot`, on the side that the triangles face? Over a face its normal
 * decides, over an edge the sum of both sides' normals, over a corner the sum of all around it, weighted by angle.
 */
export function outside(tree: usize, slot: i32, x: f64, y: f64, z: f64): bool {
  const c = cornersAt(tree, slot);
  const x0 = <f64>load<f32>(c), y0 = <f64>load<f32>(c, 4), z0 = <f64>load<f32>(c, 8);
  const x1 = <f64>load<f32>(c, 12), y1 = <f64>load<f32>(c, 16), z1 = <f64>load<f32>(c, 20);
  const x2 = <f64>load<f32>(c, 24), y2 = <f64>load<f32>(c, 28), z2 = <f64>load<f32>(c, 32);
  const ax = x - x0, ay = y - y0, az = z - z0;
  const ux = x1 - x0, uy = y1 - y0, uz = z1 - z0;
  const vx = x2 - x0, vy = y2 - y0, vz = z2 - z0;
  const d1 = ux * ax + uy * ay + uz * az, d2 = vx * ax + vy * ay + vz * az;
  if (d1 <= 0 && d2 <= 0) return dot(vertexNormalAt(tree, slot, 0), ax, ay, az) >= 0;
  const bx = x - x1, by = y - y1, bz = z - z1;
  const d3 = ux * bx + uy * by + uz * bz, d4 = vx * bx + vy * by + vz * bz;
  if (d3 >= 0 && d4 <= d3) return dot(vertexNormalAt(tree, slot, 1), bx, by, bz) >= 0;
  const cx = x - x2, cy = y - y2, cz = z - z2;
  const d5 = ux * cx + uy * cy + uz * cz, d6 = vx * cx + vy * cy + vz * cz;
  if (d6 >= 0 && d5 <= d6) return dot(vertexNormalAt(tree, slot, 2), cx, cy, cz) >= 0;
  if (d1 * d4 - d3 * d2 <= 0 && d1 >= 0 && d3 <= 0) return overEdge(tree, slot, 0, ax, ay, az);
  if (d5 * d2 - d1 * d6 <= 0 && d2 >= 0 && d6 <= 0) return overEdge(tree, slot, 2, cx, cy, cz);
  if (d3 * d6 - d5 * d4 <= 0 && d4 >= d3 && d5 >= d6) return overEdge(tree, slot, 1, bx, by, bz);
  return dot(normalAt(tree, slot), ax, ay, az) >= 0;
}
