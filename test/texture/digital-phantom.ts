// The IBSI's digital phantom: 5 × 4 × 4 voxels of 2 mm, and the region of 74 of them.
// A. Zwanenburg, Image Biomarker Standardisation Initiative, https://github.com/theibsi/data_sets, CC BY 4.0.
import type { Grid, Vec3 } from '../../src/core/grid.js';

export const size: Vec3 = [5, 4, 4];
export const grid: Grid = { size, affine: [2, 0, 0, 0, 0, 2, 0, 0, 0, 0, 2, 0] };

const rows = (text: string): number[] => text.split(/\s+/).flatMap((row) => [...row].map(Number));

export const image = Int16Array.from(
  rows('14411 14611 41641 44641 14411 11611 11311 44611 14411 11111 11911 11611 14411 11111 11111 11611'),
);
export const mask = Uint8Array.from(
  rows('11111 11111 11111 11111 11111 11111 01111 11111 11100 11111 11011 11111 11100 11111 11111 11111'),
);
