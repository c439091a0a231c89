// Small scans for the tests of this room.
import { type Affine, toPatient, type Vec3 } from '../../src/core/grid.js';
import type { Scan, UnevenNodes } from '../../src/core/scan.js';
import { scanFacts } from '../fixtures/scan-facts.js';

/** Right-angled axes of these spacings, turned by angles about z and then x (radians), the first `mirrored` if asked. */
export function tilted(spacing: Vec3, turn: number, tilt: number, origin: Vec3, mirrored = false): Affine {
  const [c, s, d, t] = [Math.cos(turn), Math.sin(turn), Math.cos(tilt), Math.sin(tilt)];
  const [x, y, z] = [mirrored ? -spacing[0] : spacing[0], spacing[1], spacing[2]];
  const [ox, oy, oz] = origin;
  return [c * x, -s * y, 0, ox, d * s * x, d * c * y, -t * z, oy, t * s * x, t * c * y, d * z, oz];
}

/** A scan whose voxel at mm position p holds value(p). */
export function scanOf(
  size: Vec3,
  affine: Affine,
  value: (p: Vec3) => number,
  { floats = true, nodes }: { floats?: boolean; nodes?: UnevenNodes } = {},
): Scan {
  const n = size[0] * size[1] * size[2];
  const voxels = floats
    ? new Float32Array(new SharedArrayBuffer(4 * n))
    : new Int16Array(new SharedArrayBuffer(2 * n));
  const at = (axis: number, i: number) => (nodes?.axis === axis ? nodes.at[i] : i);
  for (let v = 0, k = 0; k < size[2]; k++)
    for (let j = 0; j < size[1]; j++)
      for (let i = 0; i < size[0]; i++) voxels[v++] = value(toPatient(affine, at(0, i), at(1, j), at(2, k)));
  return { grid: { size, affine }, voxels, facts: scanFacts, ...(nodes && { nodes }) };
}
