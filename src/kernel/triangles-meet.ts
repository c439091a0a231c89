// Whether two triangles of a mesh have points in common that they should not, decided exactly.
// J. R. Shewchuk, Adaptive Precision Floating-Point Arithmetic and Fast Robust Geometric Predicates, 1997.
import { orient2d, orient3d } from 'robust-predicates';
import { projectionAxis } from './collinear.js';

/**
 * Do triangles i and j (indices into `t`, each of three different vertices) meet beyond the vertices and the edge that
 * they share by index? Touching counts. Two triangles over the same three vertices always meet. Triangles without area
 * are the segments that they are.
 */
export function trianglesMeet(p: Float32Array, t: Uint32Array, i: number, j: number): boolean {
  // Both turned so that what they share stands first: (S…, own…).
  const [a0, a1, a2] = [t[3 * i], t[3 * i + 1], t[3 * i + 2]];
  const [b0, b1, b2] = [t[3 * j], t[3 * j + 1], t[3 * j + 2]];
  const has = (x: number, y: number, z: number, v: number): boolean => x === v || y === v || z === v;
  const shared = [a0, a1, a2].filter((v) => has(b0, b1, b2, v));
  const ownA = [a0, a1, a2].filter((v) => !has(b0, b1, b2, v));
  const ownB = [b0, b1, b2].filter((v) => !has(a0, a1, a2, v));
  if (shared.length === 3) return true;
  if (shared.length === 2) return meetAtEdge(p, shared[0], shared[1], ownA[0], ownB[0]);
  if (shared.length === 1) return meetAtVertex(p, shared[0], ownA[0], ownA[1], ownB[0], ownB[1]);
  return (
    segmentMeets(p, a0, a1, b0, b1, b2) ||
    segmentMeets(p, a1, a2, b0, b1, b2) ||
    segmentMeets(p, a2, a0, b0, b1, b2) ||
    segmentMeets(p, b0, b1, a0, a1, a2) ||
    segmentMeets(p, b1, b2, a0, a1, a2) ||
    segmentMeets(p, b2, b0, a0, a1, a2)
  );
}

/** Triangles u v a and u v c: do they lie on each other beyond the edge u v? */
function meetAtEdge(p: Float32Array, u: number, v: number, a: number, c: number): boolean {
  if (side(p, u, v, a, c) !== 0) return false;
  const axis = projectionAxis(p, u, v, a);
  if (axis >= 0) {
    return turn(p, axis, u, v, a) * turn(p, axis, u, v, c) > 0;
  }
  if (projectionAxis(p, u, v, c) >= 0 || onSegment(p, a, u, v) || onSegment(p, c, u, v)) return false;
  return onSegment(p, c, v, a) || onSegment(p, a, v, c) || onSegment(p, c, u, a) || onSegment(p, a, u, c);
}

/**
 * Triangles s a b and s c d. What they share is convex and holds s; if it holds more, it reaches the far edge of one of
 * them. Where s lies on that far edge (a triangle without area), its ends are asked instead.
 */
function meetAtVertex(p: Float32Array, s: number, a: number, b: number, c: number, d: number): boolean {
  return farEdgeMeets(p, s, a, b, c, d) || farEdgeMeets(p, s, c, d, a, b);
}

function farEdgeMeets(p: Float32Array, s: number, a: number, b: number, c: number, d: number): boolean {
  if (side(p, s, a, b, c) === 0 && onSegment(p, s, a, b)) {
    const meets = (v: number): boolean => !samePlace(p, v, s) && segmentMeets(p, v, v, s, c, d);
    return meets(a) || meets(b);
  }
  return segmentMeets(p, a, b, s, c, d);
}

/** Does the closed segment u v meet the closed triangle a b c? */
function segmentMeets(p: Float32Array, u: number, v: number, a: number, b: number, c: number): boolean {
  const su = side(p, a, b, c, u);
  const sv = side(p, a, b, c, v);
  if ((su > 0 && sv > 0) || (su < 0 && sv < 0)) return false;
  if (su !== 0 || sv !== 0) {
    const s1 = side(p, u, v, a, b);
    const s2 = side(p, u, v, b, c);
    const s3 = side(p, u, v, c, a);
    return (s1 >= 0 && s2 >= 0 && s3 >= 0) || (s1 <= 0 && s2 <= 0 && s3 <= 0);
  }
  const axis = projectionAxis(p, a, b, c);
  if (axis < 0)
    return segmentsMeet(p, u, v, a, b) || segmentsMeet(p, u, v, b, c) || segmentsMeet(p, u, v, c, a);
  return (
    inTriangle(p, axis, u, a, b, c) ||
    inTriangle(p, axis, v, a, b, c) ||
    cross(p, axis, u, v, a, b) ||
    cross(p, axis, u, v, b, c) ||
    cross(p, axis, u, v, c, a)
  );
}

/** Do the closed segments u v and a b meet in space? */
function segmentsMeet(p: Float32Array, u: number, v: number, a: number, b: number): boolean {
  if (side(p, u, v, a, b) !== 0) return false;
  let axis = projectionAxis(p, u, v, a);
  if (axis < 0) axis = projectionAxis(p, u, v, b);
  if (axis < 0) axis = projectionAxis(p, a, b, u);
  if (axis < 0) axis = projectionAxis(p, a, b, v);
  if (axis >= 0) return cross(p, axis, u, v, a, b);
  for (let x = 0; x < 3; x++) {
    const [u1, v1, a1, b1] = [p[3 * u + x], p[3 * v + x], p[3 * a + x], p[3 * b + x]];
    if (Math.max(u1, v1) < Math.min(a1, b1) || Math.max(a1, b1) < Math.min(u1, v1)) return false;
  }
  return true;
}

const onSegment = (p: Float32Array, v: number, a: number, b: number): boolean => segmentsMeet(p, v, v, a, b);

const samePlace = (p: Float32Array, u: number, v: number): boolean =>
  p[3 * u] === p[3 * v] && p[3 * u + 1] === p[3 * v + 1] && p[3 * u + 2] === p[3 * v + 2];

/** Do the closed segments u v and a b, seen along `axis`, meet? */
function cross(p: Float32Array, axis: number, u: number, v: number, a: number, b: number): boolean {
  const sa = turn(p, axis, u, v, a);
  const sb = turn(p, axis, u, v, b);
  if (sa * sb > 0) return false;
  const su = turn(p, axis, a, b, u);
  const sv = turn(p, axis, a, b, v);
  if (su * sv > 0) return false;
  if (sa * sb < 0 && su * sv < 0) return true;
  return (
    (sa === 0 && inBox(p, axis, a, u, v)) ||
    (sb === 0 && inBox(p, axis, b, u, v)) ||
    (su === 0 && inBox(p, axis, u, a, b)) ||
    (sv === 0 && inBox(p, axis, v, a, b))
  );
}

function inTriangle(p: Float32Array, axis: number, v: number, a: number, b: number, c: number): boolean {
  const s1 = turn(p, axis, a, b, v);
  const s2 = turn(p, axis, b, c, v);
  const s3 = turn(p, axis, c, a, v);
  return (s1 >= 0 && s2 >= 0 && s3 >= 0) || (s1 <= 0 && s2 <= 0 && s3 <= 0);
}

/** Is v, seen along `axis`, in the box around a and b? */
function inBox(p: Float32Array, axis: number, v: number, a: number, b: number): boolean {
  for (let x = 0; x < 3; x++) {
    if (x === axis) continue;
    const [v1, a1, b1] = [p[3 * v + x], p[3 * a + x], p[3 * b + x]];
    if (v1 < Math.min(a1, b1) || v1 > Math.max(a1, b1)) return false;
  }
  return true;
}

/** Sign of the turn a → b → c seen along `axis`: −1, 0, 1. */
function turn(p: Float32Array, axis: number, a: number, b: number, c: number): number {
  const x = axis === 0 ? 1 : axis === 1 ? 2 : 0;
  const y = axis === 0 ? 2 : axis === 1 ? 0 : 1;
  const [a1, a2] = [p[3 * a + x], p[3 * a + y]];
  const [b1, b2] = [p[3 * b + x], p[3 * b + y]];
  return Math.sign(orient2d(a1, a2, b1, b2, p[3 * c + x], p[3 * c + y]));
}

/** Positive, zero or negative as d lies on one side of the plane a b c, in it, or on the other. */
function side(p: Float32Array, a: number, b: number, c: number, d: number): number {
  const [ax, ay, az] = [p[3 * a], p[3 * a + 1], p[3 * a + 2]];
  const [bx, by, bz] = [p[3 * b], p[3 * b + 1], p[3 * b + 2]];
  const [cx, cy, cz] = [p[3 * c], p[3 * c + 1], p[3 * c + 2]];
  return orient3d(ax, ay, az, bx, by, bz, cx, cy, cz, p[3 * d], p[3 * d + 1], p[3 * d + 2]);
}
