// Which closed shells a point lies inside of, decided exactly: the shells that a ray from it crosses an odd number of times.
// H. Edelsbrunner, E. P. Mücke, Simulation of Simplicity, 1990 (the ray is moved aside by less than any number).
import { orient2d, orient3d } from 'robust-predicates';
import type { TriangleTree } from './triangle-tree.js';

/** The shells (as `shellOf` names the triangles; negative = none) around (x, y, z), ascending. On a shell is not inside. */
export function shellsAround(
  tree: TriangleTree,
  shellOf: Int32Array,
  x: number,
  y: number,
  z: number,
): readonly number[] {
  const { leaves, boxes, order, corners } = tree;
  const odd = new Set<number>();
  const stack = [0];
  for (let n = stack.pop(); n !== undefined; n = stack.pop()) {
    const o = 6 * n;
    if (boxes[o + 3] < x || boxes[o + 1] > y || boxes[o + 4] < y || boxes[o + 2] > z || boxes[o + 5] < z)
      continue;
    if (n < leaves - 1) {
      stack.push(2 * n + 1, 2 * n + 2);
      continue;
    }
    const leaf = n - leaves + 1;
    const end = Math.floor(((leaf + 1) * order.length) / leaves);
    for (let s = Math.floor((leaf * order.length) / leaves); s < end; s++) {
      const shell = shellOf[order[s]];
      if (shell < 0 || !crosses(corners, 9 * s, x, y, z)) continue;
      if (!odd.delete(shell)) odd.add(shell);
    }
  }
  return [...odd].sort((a, b) => a - b);
}

/** Does the ray from (x, y + ε, z + ε²) along +x pass through the triangle at offset o? */
function crosses(c: Float32Array, o: number, x: number, y: number, z: number): boolean {
  const s1 = turn(c, o, o + 3, y, z);
  const s2 = turn(c, o + 3, o + 6, y, z);
  const s3 = turn(c, o + 6, o, y, z);
  if (s1 !== s2 || s2 !== s3) return false;
  const [ax, ay, az] = [c[o], c[o + 1], c[o + 2]];
  const [bx, by, bz] = [c[o + 3], c[o + 4], c[o + 5]];
  const ahead = orient3d(ax, ay, az, bx, by, bz, c[o + 6], c[o + 7], c[o + 8], x, y, z);
  return s1 > 0 ? ahead < 0 : ahead > 0;
}

/** On which side of the line a → b, seen along x, (y + ε, z + ε²) lies: −1 or 1; 0 only where a and b fall together. */
function turn(c: Float32Array, a: number, b: number, y: number, z: number): number {
  const side = orient2d(c[a + 1], c[a + 2], c[b + 1], c[b + 2], y, z);
  return Math.sign(side) || Math.sign(c[b + 2] - c[a + 2]) || Math.sign(c[a + 1] - c[b + 1]);
}
