// How many voxels of a label each piece of its surface holds, as a volume: what a smooth surface of them should hold.
// The divergence theorem on the voxels' own faces; each face belongs to the piece that is nearest.
import { determinant } from '../core/grid.js';
import type { Feet } from './fair-feet.js';
import type { Sides } from './fair-sides.js';

/**
 * mm³ of each piece, at its lowest vertex; NaN where the voxels do not tell it: of a piece that is cut, or was changed.
 * `piece`: the lowest vertex of each vertex's piece; `free`: 1 for the vertices that the voxels alone have placed.
 */
export function voxelVolumes(
  sides: Sides,
  feet: Feet,
  triangles: Uint32Array,
  piece: Uint32Array,
  free: Uint8Array,
): Float64Array {
  const { grid, nodes, first, along, side } = sides;
  const [atI, atJ, atK] = nodes;
  const [deep, high] = [widths(atJ), widths(atK)];
  const volumes = new Float64Array(piece.length);
  const balance = new Float64Array(piece.length);
  const pieceAt = (n: number): number => (feet.corner[n] < 0 ? -1 : piece[triangles[feet.corner[n]]]);
  for (let row = 0; row < first.length - 1; row++) {
    const area = deep[row % atJ.length] * high[Math.floor(row / atJ.length)];
    for (let n = first[row]; n + 1 < first[row + 1]; n++) {
      if (along[n + 1] !== along[n] + 1 || side[n] === side[n + 1]) continue;
      const at = Math.max(pieceAt(n), pieceAt(n + 1));
      if (at < 0) continue;
      // Leaving the label adds all that lies before, entering it takes that away.
      const sign = side[n] < 0 ? 1 : -1;
      volumes[at] += (sign * area * (atI[along[n]] + atI[along[n] + 1])) / 2;
      balance[at] += sign * area;
    }
  }
  const voxel = Math.abs(determinant(grid.affine));
  const told = piece.map((lowest, v) => (lowest === v ? 1 : 0));
  for (let v = 0; v < piece.length; v++) if (free[v] === 0) told[piece[v]] = 0;
  return volumes.map((volume, v) =>
    told[v] === 1 && volume !== 0 && Math.abs(balance[v]) < 1e-6 ? volume * voxel : Number.NaN,
  );
}

/** Half-way to the nodes before and after. */
const widths = (at: Float64Array): Float64Array =>
  at.map((here, n) =>
    at.length < 2 ? 1 : ((at[n + 1] ?? 2 * here - at[n - 1]) - (at[n - 1] ?? 2 * here - at[n + 1])) / 2,
  );
