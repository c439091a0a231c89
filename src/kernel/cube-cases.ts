// The triangles of one marching cube for every pattern of corners, made by rule so that the surface is always a manifold.
// After W. E. Lorensen, H. E. Cline, "Marching Cubes", 1987, and G. M. Nielson, B. Hamann, "The Asymptotic Decider", 1991.

/**
 * What a cube with a given pattern contributes. `triangles`: three points each, counter-clockwise from outside; a point
 * below 12 is the crossing on that cube edge, point 12 + c is the centre of loop c of `centres` (the edges it averages).
 */
export interface CubeCase {
  readonly triangles: Uint8Array;
  readonly centres: readonly Uint8Array[];
}

/**
 * Corner c stands at x = c & 1, y = (c >> 1) & 1, z = c >> 2. Edges 0–3 run along x at (y, z) = (0,0) (1,0) (0,1) (1,1),
 * 4–7 along y at (x, z) likewise, 8–11 along z at (x, y) likewise.
 */
const edgeBetween = (p: number, q: number): number => {
  const low = Math.min(p, q);
  const axis = p ^ q;
  if (axis === 1) return low >> 1;
  if (axis === 2) return 4 + (low & 1) + ((low >> 2) << 1);
  return 8 + (low & 3);
};

/** Corners of each face, counter-clockwise seen from outside the cube: x = 0, x = 1, y = 0, y = 1, z = 0, z = 1. */
export const faceCorners: readonly (readonly [number, number, number, number])[] = [
  [0, 4, 6, 2],
  [1, 3, 7, 5],
  [0, 1, 5, 4],
  [2, 6, 7, 3],
  [0, 2, 3, 1],
  [4, 5, 7, 6],
];

const facesOfEdge: readonly number[] = (() => {
  const faces = new Array<number>(12).fill(0);
  faceCorners.forEach((corners, face) => {
    corners.forEach((corner, n) => {
      faces[edgeBetween(corner, corners[(n + 1) & 3])] |= 1 << face;
    });
  });
  return faces;
})();

/** Where on the unit cube the middle of an edge lies. */
export const midpoint = (edge: number): readonly [number, number, number] => {
  const [p, q] = [edge & 1, (edge >> 1) & 1];
  if (edge < 4) return [0.5, p, q];
  return edge < 8 ? [p, 0.5, q] : [p, q, 0.5];
};

const distanceSquared = (a: number, b: number): number => {
  const [p, q] = [midpoint(a), midpoint(b)];
  return (p[0] - q[0]) ** 2 + (p[1] - q[1]) ** 2 + (p[2] - q[2]) ** 2;
};

/** Closed loops of crossed edges: on each face a contour runs from where the walk leaves the inside to where it enters. */
export function loopsOf(pattern: number, joined: number): number[][] {
  const next = new Array<number>(12).fill(-1);
  const inside = (corner: number): boolean => ((pattern >> corner) & 1) === 1;
  faceCorners.forEach((corners, face) => {
    const join = ((joined >> face) & 1) === 1;
    for (let n = 0; n < 4; n++) {
      if (!inside(corners[n]) || inside(corners[(n + 1) & 3])) continue;
      // From here the contour goes round the outside corners just ahead (joined) or round the inside ones just behind.
      let m = n;
      if (join)
        do m = (m + 1) & 3;
        while (!inside(corners[(m + 1) & 3]));
      else
        do m = (m + 3) & 3;
        while (inside(corners[m]));
      next[edgeBetween(corners[n], corners[(n + 1) & 3])] = edgeBetween(corners[m], corners[(m + 1) & 3]);
    }
  });
  const loops: number[][] = [];
  const seen = new Array<boolean>(12).fill(false);
  for (let start = 0; start < 12; start++) {
    if (next[start] < 0 || seen[start]) continue;
    const loop: number[] = [];
    for (let edge = start; !seen[edge]; edge = next[edge]) {
      seen[edge] = true;
      loop.push(edge);
    }
    loops.push(loop);
  }
  return loops;
}

/**
 * The triangulation of a loop with the shortest diagonals, none of which lies in a face of the cube (there a neighbour
 * could draw the same one, and four triangles would share it). Null where every triangulation has such a diagonal.
 */
function triangulate(loop: readonly number[]): number[] | null {
  const n = loop.length;
  const cost = Array.from({ length: n }, () => new Array<number>(n).fill(0));
  const split = Array.from({ length: n }, () => new Array<number>(n).fill(-1));
  const chord = (a: number, b: number): number => {
    if (b - a === 1 || (a === 0 && b === n - 1)) return 0;
    return facesOfEdge[loop[a]] & facesOfEdge[loop[b]]
      ? Number.POSITIVE_INFINITY
      : distanceSquared(loop[a], loop[b]);
  };
  for (let width = 2; width < n; width++)
    for (let a = 0; a + width < n; a++) {
      const b = a + width;
      cost[a][b] = Number.POSITIVE_INFINITY;
      for (let m = a + 1; m < b; m++) {
        const total = cost[a][m] + cost[m][b] + chord(a, m) + chord(m, b);
        if (total < cost[a][b]) [cost[a][b], split[a][b]] = [total, m];
      }
    }
  if (cost[0][n - 1] === Number.POSITIVE_INFINITY) return null;
  const triangles: number[] = [];
  const walk = (a: number, b: number): void => {
    if (b - a < 2) return;
    const m = split[a][b];
    triangles.push(loop[a], loop[b], loop[m]);
    walk(a, m);
    walk(m, b);
  };
  walk(0, n - 1);
  return triangles;
}

function build(pattern: number, joined: number): CubeCase {
  const triangles: number[] = [];
  const centres: Uint8Array[] = [];
  for (const loop of loopsOf(pattern, joined)) {
    const flat = triangulate(loop);
    if (flat) {
      triangles.push(...flat);
      continue;
    }
    const centre = 12 + centres.length;
    centres.push(Uint8Array.from(loop));
    loop.forEach((edge, n) => {
      triangles.push(loop[(n + 1) % loop.length], edge, centre);
    });
  }
  return { triangles: Uint8Array.from(triangles), centres };
}

const made = new Array<CubeCase | undefined>(1 << 14);

/**
 * The case of a cube: bit c of `pattern` says that corner c is inside; bit f of `joined` says that on face f (order of
 * `faceCorners`), where two opposite corners are inside and two are not, the inside ones are connected.
 */
export function cubeCase(pattern: number, joined: number): CubeCase {
  const key = pattern | (joined << 8);
  const known = made[key];
  if (known) return known;
  const fresh = build(pattern, joined);
  made[key] = fresh;
  return fresh;
}

/** For each pattern, the faces (bits) on which two opposite corners are inside and two outside. */
export const ambiguousFaces: Uint8Array = Uint8Array.from({ length: 256 }, (_, pattern) => {
  let faces = 0;
  faceCorners.forEach(([a, b, c, d], face) => {
    const bit = (corner: number): number => (pattern >> corner) & 1;
    if (bit(a) === bit(c) && bit(b) === bit(d) && bit(a) !== bit(b)) faces |= 1 << face;
  });
  return faces;
});
