// Brings a label map to another grid: every voxel of it is one of the map's own labels, and no label is lost on the way.
import type { Context } from '../core/context.js';
import { UserError } from '../core/errors.js';
import { type Affine, spacingOf, type Vec3, voxelCount } from '../core/grid.js';
import { number } from '../core/option.js';
import type { Scan } from '../core/scan.js';
import { step } from '../core/step.js';
import { boxesOf } from '../kernel/boxes.js';
import { indexMap } from '../kernel/index-map.js';
import { keepLabels } from '../kernel/keep-labels.js';
import type { LabelMap } from '../kernel/label-tile.js';
import { lostLabels } from '../kernel/lost-labels.js';
import { steadyRows } from '../kernel/steady-rows.js';
import { type ChosenGrid, chooseGrid, gridText } from './choose-grid.js';
import { gridOptions } from './grid-options.js';
import { labelSigma } from './label-sigma.js';

type Axis = 0 | 1 | 2;
const axes: readonly Axis[] = [0, 1, 2];

/** Edge of the box of voxels that one job works on, on the finer of the two grids: a few MB, some ten milliseconds. */
const boxEdge = 96;

/** Where a filter's margin around a box is wider than that, larger boxes: no larger than this (200 MB). */
const largestEdge = 192;

const edgeFor = (margins: readonly number[]): number =>
  Math.max(boxEdge, Math.min(largestEdge, 2 * Math.max(...margins)));

/** A lattice that drifts from the map's by no more than this many voxels over its whole length is the map's own. */
const noise = 1e-4;

/** Index on the new grid → index on the map's. */
function mapOf(scan: Scan, { grid, along }: ChosenGrid): Affine {
  if (along === null) return indexMap(scan.grid, grid);
  const { step: s, origin: o } = along;
  return [s[0], 0, 0, o[0], 0, s[1], 0, o[1], 0, 0, s[2], o[2]];
}

/** The map rounded to whole numbers, if every voxel lies on one of the scan's lattice, whichever way the axes run; else null. */
function onLattice(toMap: Affine, scan: Scan, size: Vec3): Affine | null {
  if (scan.nodes) return null;
  const [a, b, c, d, e, f, g, h, i, j, k, l] = toMap.map(Math.round);
  const whole: Affine = [a, b, c, d, e, f, g, h, i, j, k, l];
  const drift = (n: number): number => Math.abs(toMap[n] - whole[n]) * (n % 4 === 3 ? 1 : size[n % 4]);
  const turned = axes.every((row) => Math.hypot(...whole.slice(4 * row, 4 * row + 3)) === 1);
  return turned && whole.every((_, n) => drift(n) <= noise) ? whole : null;
}

const isIdentity = (map: Affine | null): boolean =>
  map?.every((x, n) => x === (n % 5 === 0 ? 1 : 0)) ?? false;

/** The map with all that the jobs share, and the voxels in danger, some of which (`thin`) keep their label where they are. */
async function prepare(nearest: LabelMap, scan: Scan, smoothing: number, { each, note }: Context) {
  const { voxels, size, toMap } = nearest;
  const { sigma, clear, safe, thin: look } = labelSigma(scan, toMap, smoothing);
  note(
    'smoothing sigma along the map’s axes',
    spacingOf(scan.grid.affine)
      .map((mm, axis) => (mm * sigma[axis]).toFixed(2))
      .join(', '),
    'mm',
  );
  const rows = [steadyRows(sigma[0]), steadyRows(sigma[1]), steadyRows(sigma[2])] as const;
  const thin = new Uint32Array(new SharedArrayBuffer(4 * Math.ceil(voxels.length / 32)));
  const edge = edgeFor(safe);
  const found = await each(
    'thinVoxels',
    boxesOf(size, [edge, edge, edge]).map((box) => ({
      voxels,
      size,
      rows: look ? rows : null,
      safe,
      ...box,
    })),
  );
  for (const { losing } of found) for (const v of losing) thin[v >>> 5] |= 1 << (v & 31);
  if (look)
    note(
      'voxels of thin parts of the label map',
      found.reduce((n, { losing }) => n + losing.length, 0),
    );
  return {
    map: { ...nearest, rows, clear, thin },
    slender: found.map(({ slender }) => slender),
  };
}

/** How large a box of the new grid is for one job. */
function edgeOf({ toMap, rows }: LabelMap): Vec3 {
  const most = edgeFor(rows?.map(({ reach }) => reach) ?? [0]);
  const edge = (axis: Axis): number => {
    const stride = Math.hypot(toMap[axis], toMap[4 + axis], toMap[8 + axis]);
    return Math.max(1, Math.min(boxEdge, Math.floor(most / stride)));
  };
  return [edge(0), edge(1), edge(2)];
}

/** More labels than this are counted, not listed. */
const mostListed = 10;

function listed(labels: readonly number[]): string {
  const more = labels.length - mostListed;
  return more > 0 ? `${labels.slice(0, mostListed).join(', ')} and ${more} more` : labels.join(', ');
}

function tellOfLost(lost: readonly number[], { find, note }: Context): void {
  note('labels lost', lost.length === 0 ? 'none' : lost.join(', '));
  if (lost.length > 0)
    find({
      severity: 'warning',
      code: 'labels-lost',
      message: `The new grid holds no voxel of ${lost.length === 1 ? `label ${lost[0]}` : `the labels ${listed(lost)}`}: what they name lies outside it or falls between its voxels.`,
    });
}

/**
 * Resamples a label map. Where the new grid is the map's own, the result refers to its voxels, unchanged; where it lies on
 * the same lattice (a part of it, or its axes turned), labels are copied. What lies beyond the map is 0.
 */
export const resampleLabels = step(
  {
    name: 'resampleLabels',
    does: 'Bring the label map to another grid',
    options: {
      ...gridOptions,
      smoothing: number(
        0.8,
        [0, 3],
        'sigma of the smoothing of each label’s membership, in voxels of the label map; 0 = the label of the nearest voxel',
        { flag: 'label-smoothing', unit: 'voxels' },
      ),
    },
    says: (options) => {
      const { smoothing } = options;
      const [what, how] = gridText(options);
      const start = `The label map was resampled to ${what}: ${how}. Each voxel was given`;
      if (smoothing === 0) return `${start} the label of the nearest voxel (at a tie the later).`;
      return `${start} the label (background included) with the largest occupancy: the label’s membership smoothed along each axis by 2·G(σ) − G(√2·σ), G a Gaussian with a sigma of ${smoothing} voxels along the coarsest axis, wider by the root of the ratio of spacings along finer ones, and at least 0.402 of the new spacing along axes that became coarser. Parts too thin to outlast that were kept as the nearest voxel shows them. No label was invented; the grid of the label map itself is returned unchanged.`;
    },
  },
  async (scan: Scan, options, context): Promise<Scan> => {
    const { voxels } = scan;
    if (!(voxels instanceof Int16Array))
      throw new UserError(
        'The label map holds values that are not whole numbers from -32768 to 32767.',
        'Give a label map (whole numbers that name structures), or treat the file as a scan of grey values (isocast resample: --values grey).',
      );
    const chosen = chooseGrid(scan, options);
    const { grid } = chosen;
    context.note('grid', grid.size.join(' × '), 'voxels');
    const exact = mapOf(scan, chosen);
    const lattice = onLattice(exact, scan, grid.size);
    const isOwn = isIdentity(lattice) && grid.size.every((n, axis) => n === scan.grid.size[axis]);
    if (isOwn) return { ...scan, grid };
    const nearest: LabelMap = {
      voxels,
      size: scan.grid.size,
      toMap: lattice ?? exact,
      nodes: scan.nodes ?? null,
      rows: null,
      clear: [0, 0, 0],
      thin: new Uint32Array(0),
    };
    const smooth = options.smoothing > 0 && lattice === null;
    const { map, slender } = smooth
      ? await prepare(nearest, scan, options.smoothing, context)
      : { map: nearest, slender: [] };
    context.signal.throwIfAborted();
    context.progress(0.3);
    const to = new Int16Array(new SharedArrayBuffer(2 * voxelCount(grid)));
    await context.each(
      'labelTile',
      boxesOf(grid.size, edgeOf(map)).map((box) => ({ map, to, toSize: grid.size, ...box })),
    );
    context.signal.throwIfAborted();
    if (smooth) {
      context.note(
        'voxels given to parts between those of the new grid',
        keepLabels(map, to, grid.size, slender),
      );
    }
    tellOfLost(lostLabels(voxels, to), context);
    context.progress(1);
    return { grid, voxels: to, facts: scan.facts };
  },
);
