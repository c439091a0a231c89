// The last steps that every format shares: padding to air, the patient's axis order, what the values are.
import { determinant, spacingOf, type Vec3 } from '../core/grid.js';
import type { Scan } from '../core/scan.js';
import { cross, lengthOf } from '../core/vec3.js';
import { axisLetters } from './axis-letters.js';
import { countValues, type ValueCounts } from './count-values.js';
import { hounsfield } from './hounsfield.js';
import { isLabelMap } from './is-label-map.js';
import type { StoredScan } from './stored-scan.js';
import { toLps } from './to-lps.js';

/** Air's lowest value on a 12-bit scanner, HU. */
const AIR = -1024;
/** Noise in air does not reach so low, HU; what does is written by scanners outside their round field (−1500, −3024). */
const PADDING = -1200;

export interface FinishedScan {
  readonly scan: Scan;
  /** How often each of its values occurs, where that was counted on the way. */
  readonly counted?: ValueCounts;
}

/** A scan in the patient's frame. Takes over the stored voxels (padding is overwritten by air, unless it is to stay). */
export const finishScan = (stored: StoredScan, padding: 'air' | 'stored' = 'air'): Scan =>
  finishCounted(stored, padding).scan;

/** The same, with what is known of its values. */
export function finishCounted(stored: StoredScan, padding: 'air' | 'stored' = 'air'): FinishedScan {
  const remarks = [...stored.facts.remarks];
  const { grid, nodes, voxels } = toLps(stored);
  let { counted } = stored;
  const labels = isLabelMap(voxels, grid.size, counted) || (stored.saysLabels && allLabels(voxels));
  const scan: Scan = {
    grid,
    ...(nodes === undefined ? {} : { nodes }),
    voxels,
    facts: {
      ...stored.facts,
      labels,
      storedAxes: axisLetters(stored.grid.affine),
      storedSize: stored.grid.size,
      storedSpacing: rounded(storedSpacing(stored)),
      remarks,
    },
  };
  if (padding === 'stored' || labels) return { scan, counted };
  const { modality } = stored.facts;
  if (modality === null) counted ??= countValues(voxels);
  if (modality !== 'CT' && hounsfield(scan, counted) !== 'HU') return { scan, counted };
  if (counted !== undefined && counted.min >= PADDING) return { scan, counted };
  const padded = padWithAir(voxels);
  if (padded === 0) return { scan, counted };
  remarks.push(
    `${padded} voxels below ${PADDING} HU, which a scanner writes outside its field of view, were set to ${AIR} HU.`,
  );
  return { scan };
}

/** Between DICOM slices the perpendicular distance, slanted or not: what a header gives as their spacing. */
function storedSpacing({ grid: { affine: a }, facts }: StoredScan): Vec3 {
  const [x, y, z] = spacingOf(a);
  if (facts.format !== 'DICOM') return [x, y, z];
  const normal = cross([a[0], a[4], a[8]], [a[1], a[5], a[9]]);
  return [x, y, Math.abs(determinant(a)) / lengthOf(normal)];
}

function rounded(v: readonly [number, number, number]): [number, number, number] {
  const six = (x: number): number => Number(x.toFixed(6)) || x;
  return [six(v[0]), six(v[1]), six(v[2])];
}

function padWithAir(voxels: Int16Array | Float32Array): number {
  let count = 0;
  for (let p = 0; p < voxels.length; p++) {
    if (voxels[p] >= PADDING) continue;
    voxels[p] = AIR;
    count++;
  }
  return count;
}

function allLabels(voxels: Int16Array | Float32Array): boolean {
  for (let p = 0; p < voxels.length; p++) {
    const value = voxels[p];
    if (value < 0 || value !== Math.floor(value)) return false;
  }
  return true;
}
