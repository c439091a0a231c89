// Marches heights that a test has made.
import type { Bits } from '../../src/core/bits.js';
import type { Affine } from '../../src/core/grid.js';
import { march, type SlabSurface } from '../../src/kernel/march.js';
import { marchMemory } from '../../src/kernel/march-memory.js';
import type { Clip } from '../../src/kernel/scan-faces.js';

/** `heights` of whole slices, first of them k0; all else as of `march`. */
export function marchOf(
  heights: Float32Array,
  k0: number,
  inside: Bits,
  affine: Affine,
  layers: readonly [number, number],
  clip: Clip | null = null,
): SlabSurface {
  const { size } = inside;
  const memory = marchMemory(size, heights.length / (size[0] * size[1]));
  memory.heights.set(heights);
  return march(memory, k0, inside, affine, layers[0], layers[1], clip);
}
