// What the IBSI's compliance sheets ask of an image at one stage of its processing: size, voxels, range of values.
import { type Grid, spacingOf } from '../core/grid.js';
import type { Features } from './features.js';

/**
 * The img_, vox_ and _int_ diagnostics, under tags such as img_dim_x_init_img (`stage` = init). x, y, z are the grid's
 * own axes; mm; values in the image's unit. IBSI manual 4, diagnostic features.
 */
export function imageDiagnostics(
  values: Int16Array | Float32Array,
  { size, affine }: Grid,
  stage: 'init' | 'interp',
): Features {
  const spacing = spacingOf(affine);
  let [sum, min, max] = [0, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let v = 0; v < values.length; v++) {
    sum += values[v];
    if (values[v] < min) min = values[v];
    if (values[v] > max) max = values[v];
  }
  return {
    [`img_dim_x_${stage}_img`]: size[0],
    [`img_dim_y_${stage}_img`]: size[1],
    [`img_dim_z_${stage}_img`]: size[2],
    [`vox_dim_x_${stage}_img`]: spacing[0],
    [`vox_dim_y_${stage}_img`]: spacing[1],
    [`vox_dim_z_${stage}_img`]: spacing[2],
    [`mean_int_${stage}_img`]: sum / values.length,
    [`min_int_${stage}_img`]: min,
    [`max_int_${stage}_img`]: max,
  };
}
