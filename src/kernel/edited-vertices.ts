// Which vertices of a surface lie where the mask was changed after the threshold: there it is no longer the label's.
import type { Bits } from '../core/bits.js';
import { invert } from '../core/grid.js';
import type { Segment } from '../core/segment.js';
import type { Volume } from '../core/volume.js';

/** 1 for each vertex with a voxel among the 4 × 4 × 4 around it that is inside by grey value and not in the mask, or the other way round. */
export function editedVertices(
  positions: Float32Array,
  { volume, grey, inside }: Pick<Segment, 'grey' | 'inside'> & { readonly volume: Pick<Volume, 'grid'> },
): Uint8Array {
  const edited = new Uint8Array(positions.length / 3);
  if (grey === inside) return edited;
  const m = invert(volume.grid.affine);
  for (let v = 0; v < edited.length; v++) {
    const x = positions[3 * v];
    const y = positions[3 * v + 1];
    const z = positions[3 * v + 2];
    const i = Math.floor(m[0] * x + m[1] * y + m[2] * z + m[3]) - 1;
    const j = Math.floor(m[4] * x + m[5] * y + m[6] * z + m[7]) - 1;
    const k = Math.floor(m[8] * x + m[9] * y + m[10] * z + m[11]) - 1;
    if (differ(grey, inside, i, j, k)) edited[v] = 1;
  }
  return edited;
}

/** Do the two masks differ in any of the 4 × 4 × 4 voxels from (i0, j0, k0) on? */
function differ(a: Bits, b: Bits, i0: number, j0: number, k0: number): boolean {
  const { size, wordsPerRow, words } = a;
  const other = b.words;
  const from = Math.max(0, i0);
  const to = Math.min(size[0], i0 + 4) - 1;
  if (from > to) return false;
  // They lie in one word or in two.
  const [first, last] = [from >> 5, to >> 5];
  const low = -1 << (from & 31);
  const high = -1 >>> (31 - (to & 31));
  const k1 = Math.min(size[2], k0 + 4);
  const j1 = Math.min(size[1], j0 + 4);
  for (let k = Math.max(0, k0); k < k1; k++)
    for (let j = Math.max(0, j0); j < j1; j++) {
      const row = (k * size[1] + j) * wordsPerRow;
      const one = words[row + first] ^ other[row + first];
      if (first === last) {
        if ((one & low & high) !== 0) return true;
      } else if ((one & low) !== 0 || ((words[row + last] ^ other[row + last]) & high) !== 0) return true;
    }
  return false;
}
