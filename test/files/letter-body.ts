// A body that no mirror and no turn maps to itself: a slanted letter R with a bump, closed, genus 1.
import type { Mesh, Part } from '../../src/core/mesh.js';

const rows = ['#####', '#...#', '#####', '#.#..', '#.##.', '#..#.'];
/** Columns: where one voxel leads, mm; determinant > 0; nothing that a decimal of few digits could hold. */
const along = [
  [3.1 + 1 / 3, 0.2, -0.1],
  [-0.3, 2.7 + 1 / 7, 0.4],
  [0.15, -0.25, 4.9 + 1 / 9],
] as const;
const origin = [-61.7 - 1 / 3, 12.9, -801.3 - 1 / 7] as const;

const filled = (i: number, j: number, k: number): boolean =>
  (k === 0 && rows[j]?.[i] === '#') || (k === 1 && i === 0 && j === 0);

/** mm³, but for the rounding of the corners to float32. */
export const letterVolume = (() => {
  const [[a, b, c], [d, e, f], [g, h, i]] = along;
  const voxels = rows.join('').replaceAll('.', '').length + 1;
  return voxels * (a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g));
})();

/** The outer faces of the voxels, two triangles each, corners shared. */
export function letterBody(): Mesh {
  const numbers = new Map<string, number>();
  const positions: number[] = [];
  const triangles: number[] = [];
  const vertex = (i: number, j: number, k: number): number => {
    const key = `${i} ${j} ${k}`;
    const known = numbers.get(key);
    if (known !== undefined) return known;
    for (let c = 0; c < 3; c++)
      positions.push(origin[c] + i * along[0][c] + j * along[1][c] + k * along[2][c]);
    numbers.set(key, numbers.size);
    return numbers.size - 1;
  };
  for (let k = 0; k < 2; k++) {
    for (let j = 0; j < rows.length; j++) {
      for (let i = 0; i < 5; i++) {
        if (!filled(i, j, k)) continue;
        for (let axis = 0; axis < 3; axis++) {
          for (const side of [0, 1]) {
            const next = [i, j, k];
            next[axis] += side === 1 ? 1 : -1;
            if (filled(next[0], next[1], next[2])) continue;
            const corner = (u: number, v: number): number => {
              const at = [i, j, k];
              at[axis] += side;
              at[(axis + 1) % 3] += u;
              at[(axis + 2) % 3] += v;
              return vertex(at[0], at[1], at[2]);
            };
            const [a, b, c, d] = [corner(0, 0), corner(1, 0), corner(1, 1), corner(0, 1)];
            if (side === 1) triangles.push(a, b, c, a, c, d);
            else triangles.push(a, c, b, a, d, c);
          }
        }
      }
    }
  }
  return { positions: Float32Array.from(positions), triangles: Uint32Array.from(triangles) };
}

export const letterPart = (name = 'R <left> & "right"'): Part => ({
  name,
  mesh: letterBody(),
  colour: [0.9, 0.5, 0.1],
});

/** Corner after corner of each triangle. */
export const soupOf = ({ positions, triangles }: Mesh): number[] =>
  [...triangles].flatMap((v) => [positions[3 * v], positions[3 * v + 1], positions[3 * v + 2]]);
