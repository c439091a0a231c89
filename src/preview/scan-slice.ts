// The scan's slice: a square in the cutting plane that shows the scan's values.
import { Mesh } from 'three';
import type { Vec3 } from '../core/grid.js';
import type { ShownScan } from '../core/shown-scan.js';
import { cutSquare } from './cut-quad.js';
import { scanTexture } from './scan-texture.js';
import { type SliceMaterial, sliceMaterial } from './slice-material.js';

export interface ScanSlice extends Pick<SliceMaterial, 'setWindow'> {
  readonly scan: ShownScan;
  /** To be laid in the plane. */
  readonly quad: Mesh;
  /** Where the first and the last voxel end, mm LPS. */
  readonly corners: readonly [min: Vec3, max: Vec3];
}

/** Puts the scan on the graphics card. `order`: its place in the order of drawing. */
export function scanSlice(scan: ShownScan, order: number): ScanSlice {
  const { material, setWindow } = sliceMaterial(scan, scanTexture(scan));
  const quad = new Mesh(cutSquare(), material);
  quad.renderOrder = order;
  quad.frustumCulled = false;
  return { scan, quad, corners: cornersOf(scan), setWindow };
}

function cornersOf({ origin, spacing, size }: ShownScan): readonly [Vec3, Vec3] {
  const corner = (voxel: (c: 0 | 1 | 2) => number): Vec3 => {
    const at = (c: 0 | 1 | 2): number => origin[c] + spacing[c] * voxel(c);
    return [at(0), at(1), at(2)];
  };
  return [corner(() => -0.5), corner((c) => size[c] - 0.5)];
}
