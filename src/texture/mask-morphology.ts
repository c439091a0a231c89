// Volume and surface area of a region's mask.
import { type Grid, spacingOf } from '../core/grid.js';
import { maskSurface } from '../kernel/mask-surface.js';
import type { Features } from './features.js';

/**
 * Volume and area of the mask (1 = inside), mm³ and mm²: morph_volume (RNU0) and morph_area_mesh (C0JK) of the marching
 * cubes surface at 0.5 of the mask itself, not of the fractions that interpolation gave it, with zeros around;
 * morph_vol_approx (YEKZ) counts voxels. IBSI manual 3.1, morphological features (HCUG).
 */
export function maskMorphology(inside: Uint8Array, grid: Grid): Features {
  const spacing = spacingOf(grid.affine);
  const voxels = inside.reduce((n, one) => n + one, 0);
  const { volume, area } = maskSurface(inside, grid.size, spacing);
  return {
    morph_volume: volume,
    morph_vol_approx: voxels * spacing[0] * spacing[1] * spacing[2],
    morph_area_mesh: area,
  };
}
