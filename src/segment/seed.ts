// Keeps what is connected to a point.
import { UserError } from '../core/errors.js';
import { invert, toPatient, type Vec3 } from '../core/grid.js';
import type { Option } from '../core/option.js';
import type { Segment } from '../core/segment.js';
import { step } from '../core/step.js';
import type { Runs } from '../kernel/runs.js';
import { sift } from './sift.js';
import { voxelSpacing } from './voxel-volume.js';

const advice =
  "Take a point in the structure, in mm in the patient's frame (x grows to the left, y to the back, z to the head).";

const point: Option<Vec3 | null> = {
  default: null,
  help: 'keep the piece that holds this point (LPS, mm)',
  flag: 'seed',
  placeholder: '<x,y,z>',
  check: (value, name) => {
    if (value === null || (value.length === 3 && value.every(Number.isFinite))) return value;
    throw new UserError(`${name}: a point has three numbers.`, advice);
  },
  parse: (text, name) => {
    const [x, y, z, ...more] = text.split(',').map((t) => (t.trim() === '' ? Number.NaN : Number(t)));
    if (more.length === 0 && [x, y, z].every(Number.isFinite)) return [x, y, z];
    throw new UserError(`${name}: '${text}' is not a point such as 12,-30.5,140.`, advice);
  },
};

/** The voxel that holds the point must be inside; a near miss is an error that tells how far the nearest voxel is. */
export const seed = step(
  {
    name: 'seed',
    does: 'Keep the piece that holds a point',
    options: { at: point },
    says: ({ at }) =>
      at === null ? '' : `Only the connected piece at the point (${at.join(', ')}) mm LPS was kept.`,
  },
  async (segment: Segment, { at }, context): Promise<Segment> => {
    if (at === null) return segment;
    const voxel = toPatient(invert(segment.volume.grid.affine), ...at);
    return sift(segment, context, 'seed', advice, ({ runs, components }) => {
      const run = runAt(runs, voxel);
      if (run === -1) throw missed(at, nearest(runs, voxel) * voxelSpacing(segment));
      return Uint8Array.from(components.sizes, (_, c) => (c === components.labels[run] ? 1 : 0));
    });
  },
);

/** The run that holds the voxel nearest to the index, or −1. */
function runAt(runs: Runs, voxel: Vec3): number {
  const [nx, ny, nz] = runs.size;
  const [i, j, k] = voxel.map(Math.round);
  if (i < 0 || j < 0 || k < 0 || i >= nx || j >= ny || k >= nz) return -1;
  for (let r = runs.first[k * ny + j]; r < runs.first[k * ny + j + 1]; r++)
    if (runs.from[r] <= i && i < runs.to[r]) return r;
  return -1;
}

/** Distance to the nearest centre of a voxel inside, voxels. */
function nearest(runs: Runs, [i, j, k]: Vec3): number {
  const [, ny, nz] = runs.size;
  let least = Number.POSITIVE_INFINITY;
  for (let z = 0; z < nz; z++)
    for (let y = 0; y < ny; y++) {
      const across = (y - j) ** 2 + (z - k) ** 2;
      if (across >= least) continue;
      for (let r = runs.first[z * ny + y]; r < runs.first[z * ny + y + 1]; r++) {
        const near = Math.min(runs.to[r] - 1, Math.max(runs.from[r], Math.round(i)));
        least = Math.min(least, across + (near - i) ** 2);
      }
    }
  return Math.sqrt(least);
}

function missed(at: Vec3, distance: number): UserError {
  return new UserError(
    `seed: the point (${at.join(', ')}) is not in the structure; the nearest of it is ${distance.toFixed(1)} mm away.`,
    advice,
  );
}
