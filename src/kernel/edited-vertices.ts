// Which vertices of a surface lie where the mask was changed after the threshold: there it is no longer the label's.
import type { Bits } from '../core/bits.js';
import { invert } from '../core/grid.js';
import type { Segment } from '../core/segment.js';

/** 1 for each vertex with a voxel among the 4 × 4 × 4 around it that is inside by grey value and not in the mask, or the other way round. */
export function editedVertices(
  positions: Float32Array,
  { volume, grey, inside }: Pick<Segment, 'volume' | 'grey' | 'inside'>,
): Uint8Array {
  const edited = new Uint8Array(positions.length / 3);
  if (grey === inside) return edited;
  const inverse = invert(volume.grid.affine);
  for (let v = 0; v < edited.length; v++) {
    const [x, y, z] = positions.subarray(3 * v, 3 * v + 3);
    const low = (r: number): number =>
      Math.floor(inverse[r] * x + inverse[r + 1] * y + inverse[r + 2] * z + inverse[r + 3]) - 1;
    if (differ(grey, inside, low(0), low(4), low(8))) edited[v] = 1;
  }
  return edited;
}

/** Do the two masks differ in any of the 4 × 4 × 4 voxels from (i0, j0, k0) on? */
function differ(a: Bits, b: Bits, i0: number, j0: number, k0: number): boolean {
  const [nx, ny, nz] = a.size;
  for (let k = Math.max(0, k0); k < Math.min(nz, k0 + 4); k++)
    for (let j = Math.max(0, j0); j < Math.min(ny, j0 + 4); j++) {
      const row = (k * ny + j) * a.wordsPerRow;
      for (let i = Math.max(0, i0); i < Math.min(nx, i0 + 4); i++) {
        const w = row + (i >> 5);
        if ((((a.words[w] ^ b.words[w]) >>> (i & 31)) & 1) === 1) return true;
      }
    }
  return false;
}
