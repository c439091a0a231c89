// What the IBSI's compliance sheets ask of a region at one stage of its processing: its box, its voxels, its values.
import type { Vec3 } from '../core/grid.js';
import { boundingBox } from './bounding-box.js';
import type { Features } from './features.js';

const count = (inside: Uint8Array): number => inside.reduce((n, one) => n + one, 0);

/**
 * The int_mask_ and morph_mask_ diagnostics, under tags such as int_mask_vox_count_reseg_roi (`stage` = reseg). The
 * morphological mask is the region's shape; the intensity mask is what of it re-segmentation leaves. All 1 = inside, on
 * the grid of the values. IBSI manual 4, diagnostic features.
 */
export function regionDiagnostics(
  values: Int16Array | Float32Array,
  size: Vec3,
  masks: { readonly intensity: Uint8Array; readonly morphological: Uint8Array },
  stage: 'init' | 'interp' | 'reseg',
): Features {
  const { intensity, morphological } = masks;
  const [box, whole] = [boundingBox(intensity, size).size, boundingBox(morphological, size).size];
  const n = count(intensity);
  let [sum, min, max] = [0, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let v = 0; v < values.length; v++) {
    if (intensity[v] !== 1) continue;
    sum += values[v];
    if (values[v] < min) min = values[v];
    if (values[v] > max) max = values[v];
  }
  return {
    [`int_mask_dim_x_${stage}_roi`]: size[0],
    [`int_mask_dim_y_${stage}_roi`]: size[1],
    [`int_mask_dim_z_${stage}_roi`]: size[2],
    [`int_mask_bb_dim_x_${stage}_roi`]: box[0],
    [`int_mask_bb_dim_y_${stage}_roi`]: box[1],
    [`int_mask_bb_dim_z_${stage}_roi`]: box[2],
    [`morph_mask_bb_dim_x_${stage}_roi`]: whole[0],
    [`morph_mask_bb_dim_y_${stage}_roi`]: whole[1],
    [`morph_mask_bb_dim_z_${stage}_roi`]: whole[2],
    [`int_mask_vox_count_${stage}_roi`]: n,
    [`morph_mask_vox_count_${stage}_roi`]: count(morphological),
    [`int_mask_mean_int_${stage}_roi`]: sum / n,
    [`int_mask_min_int_${stage}_roi`]: n === 0 ? Number.NaN : min,
    [`int_mask_max_int_${stage}_roi`]: n === 0 ? Number.NaN : max,
  };
}
