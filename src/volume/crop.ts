// Keeps a box of the volume, given in mm in the patient's frame; nothing is copied.
import { readBox } from '../core/box-text.js';
import { UserError } from '../core/errors.js';
import { type Grid, invert, toPatient, type Vec3 } from '../core/grid.js';
import { written } from '../core/option.js';
import { step } from '../core/step.js';
import type { Volume } from '../core/volume.js';
import { type Block, cutVolume, type Interval } from './cut-volume.js';

/** mm along x, y, z. */
type Box = Block;

const corners: readonly Vec3[] = [0, 1, 2, 3, 4, 5, 6, 7].map((c) => [c & 1, (c >> 1) & 1, c >> 2]);

/** Index positions this close to a voxel's centre are at it. */
const snap = 1e-6;

/** The smallest box along x, y, z around these points. */
function around(points: readonly Vec3[]): Box {
  const along = (c: 0 | 1 | 2): Interval => {
    const values = points.map((p) => p[c]);
    return [Math.min(...values), Math.max(...values)];
  };
  return [along(0), along(1), along(2)];
}

const cornersOf = (box: Box): readonly Vec3[] =>
  corners.map(([x, y, z]) => [box[0][x], box[1][y], box[2][z]]);

/** mm around the whole voxels of the grid. */
function extentOf({ size, affine }: Grid): Box {
  const indices = cornersOf([
    [-0.5, size[0] - 0.5],
    [-0.5, size[1] - 0.5],
    [-0.5, size[2] - 0.5],
  ]);
  return around(indices.map(([i, j, k]) => toPatient(affine, i, j, k)));
}

/** First and last voxel along each axis of the smallest block that holds what of the box lies in the grid. */
function blockOf(grid: Grid, box: Box, text: string): Block {
  const extent = extentOf(grid);
  const cut = (c: 0 | 1 | 2): Interval => [
    Math.max(box[c][0], extent[c][0]),
    Math.min(box[c][1], extent[c][1]),
  ];
  const part: Box = [cut(0), cut(1), cut(2)];
  const inverse = invert(grid.affine);
  const indices = around(cornersOf(part).map(([x, y, z]) => toPatient(inverse, x, y, z)));
  const outside =
    part.some(([low, high]) => low >= high) ||
    indices.some(([low, high], c) => high <= -0.5 || low >= grid.size[c] - 0.5);
  if (outside)
    throw new UserError(
      `crop: the box ${text} lies outside the scan, which extends over ${extent.map(([low, high]) => `${low.toFixed(1)}:${high.toFixed(1)}`).join(',')} mm.`,
      'Give a box that overlaps this extent (x to the left, y to the back, z to the head).',
    );
  const block = (c: 0 | 1 | 2): Interval => [
    Math.min(grid.size[c] - 1, Math.max(0, Math.floor(indices[c][0] + snap))),
    Math.max(0, Math.min(grid.size[c] - 1, Math.ceil(indices[c][1] - snap))),
  ];
  return [block(0), block(1), block(2)];
}

/** Restricts a volume to a box. The result shares the volume's samples. */
export const crop = step(
  {
    name: 'crop',
    does: 'Keep a box of the scan',
    options: {
      box: written(
        '',
        '<x0:x1,y0:y1,z0:z1>',
        'the box to keep (the smallest block of the grid that holds it), mm in the patient’s frame (x to the left, y to the back, z to the head), such as -50:50,:,0:80; an empty side is open',
        (text) => {
          if (text !== '') readBox(text, 'crop');
          return text;
        },
        'crop',
      ),
    },
    says: ({ box }) =>
      box === ''
        ? ''
        : `The volume was cropped to the smallest block of its grid that holds the box ${box} mm (x, y, z; LPS).`,
  },
  (volume: Volume, { box }, { note }): Volume => {
    if (box === '') return volume;
    const cut = cutVolume(volume, blockOf(volume.grid, readBox(box, 'crop'), box));
    note('grid', cut.grid.size.join(' × '), 'voxels');
    return cut;
  },
);
