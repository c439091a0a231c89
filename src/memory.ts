// What a run takes of memory at most, told from sizes that are known before the long work, and whether that fits.
import { totalmem } from 'node:os';
import type { Bits } from './core/bits.js';
import { UserError } from './core/errors.js';
import { type Grid, spacingOf, voxelCount } from './core/grid.js';
import type { ValuesOf } from './core/option.js';
import type { Scan } from './core/scan.js';
import type { Volume } from './core/volume.js';
import { crossingEdges } from './kernel/crossing-edges.js';
import { sigmasOf } from './volume/anti-alias.js';
import { chooseGrid } from './volume/choose-grid.js';
import type { resample } from './volume/resample.js';

/** What a run holds, or is about to: scans, what is seen of them on a grid, the mask on it. */
export interface Held {
  /** Not yet resampled, as long as there is no grid. */
  readonly scans: readonly Scan[];
  readonly volume?: Pick<Volume, 'grid' | 'samples'>;
  readonly grid?: Grid;
  /** Bytes a voxel of the grid, where the values of all are kept. */
  readonly kept?: number;
  /** The mask that a surface is about to be made of. */
  readonly inside?: Bits;
}

/** What is known of a run so far. Bytes, but for the voxels of the grid and the triangles of its surface. */
export interface Need {
  /** The scan's voxels, and what was made of them at their size: a filtered copy, coefficients of the spline. */
  readonly scan: number;
  readonly samples: number;
  /** Where the structure is sought; null as long as there is none. */
  readonly grid: Grid | null;
  /** Bytes a voxel of a grid whose values are all kept; 0 where none are. */
  readonly kept: number;
  /** Of the surface as it is found; 0 as long as it is not known. */
  readonly triangles: number;
  /** On voxels wider than that, mm, the scan is smoothed before it is filtered: another copy of it. */
  readonly smoothedFrom: number;
}

/** What a run may take, bytes; `asked`: it was set by whoever started the run. */
export interface Budget {
  readonly bytes: number;
  readonly asked: boolean;
}

/**
 * Chosen so that no measured run took more: greatest resident memory of whole processes (Node 20, Linux), on phantoms and
 * scans of patients, from 1.5 to 0.3 mm, on 1 and 2 threads; `npm run bench -- speed memory` shows what it reckons beside
 * such runs. Where coefficients are the most it is right to some per cent; where the mesh is, to a fifth on noisy scans
 * of bone, and up to 1.7 times what a smooth surface takes.
 */
const program = 120e6;
/** With what the work on meshes leaves on the heap. */
const withMesh = 210e6;
const perThread = 55e6;
/** A grid's bits, a mask being edited, and the one before. */
const masks = 3;
/**
 * Of a surface with what the steps keep for each of its triangles, bytes: at most, by which a budget is kept, and at
 * least, by which what a machine can't do at all is refused.
 */
const perTriangle = { most: 760, least: 450 } as const;

const twoUp = (threads: number): number => (threads > 1 ? threads : 0);

/** The sizes of what is held. `asked`: how the scan is to be resampled, for which it may be filtered twice. */
export function needOf(
  { scans, volume, grid = volume?.grid, kept = 0, inside }: Held,
  asked: ValuesOf<typeof resample.declaration.options>,
): Need {
  const arrays = new Set(scans.map(({ voxels }) => voxels));
  const scan = [...arrays].reduce((sum, { byteLength }) => sum + byteLength, 0);
  const own = volume !== undefined && !arrays.has(volume.samples) ? volume.samples.byteLength : 0;
  const last = scans.at(-1);
  const samples = grid === undefined && last !== undefined ? filteredBytes(last, asked) : own;
  const triangles = inside === undefined ? 0 : 2 * crossingEdges(inside);
  const smoothedFrom =
    last === undefined || asked.antiAlias === 'none' ? Number.POSITIVE_INFINITY : finestOf(last.grid);
  return { scan, samples, grid: grid ?? null, kept, triangles, smoothedFrom };
}

/** Of what resampling makes of a scan at its own size: smoothed, and as coefficients. */
function filteredBytes(scan: Scan, asked: ValuesOf<typeof resample.declaration.options>): number {
  const copies = [
    sigmasOf(scan, chooseGrid(scan, asked), asked.antiAlias).some((sigma) => sigma > 0),
    asked.kernel === 'bspline3',
  ];
  const bytes = [4, asked.short && scan.voxels instanceof Int16Array ? 2 : 4];
  return copies.reduce((sum, made, n) => sum + (made ? bytes[n] * scan.voxels.length : 0), 0);
}

/** mm */
const finestOf = ({ affine }: Grid): number => Number(Math.min(...spacingOf(affine)).toFixed(3));

/** Bytes; `mesh`: as little, or as much, as a surface of so many triangles may take. */
export function peakOf(
  { scan, samples, grid, kept, triangles }: Need,
  threads: number,
  mesh: keyof typeof perTriangle = 'most',
): number {
  const voxels = grid === null ? 0 : voxelCount(grid);
  const onGrid = scan + samples + (masks * voxels) / 8 + kept * voxels;
  const onMesh = triangles === 0 ? 0 : withMesh + scan + perTriangle[mesh] * triangles;
  return perThread * twoUp(threads) + Math.max(program + onGrid, onMesh);
}

/** What this machine gives a process, bytes; less where a container is limited. */
function machine(): number {
  const limit = process.constrainedMemory();
  return limit > 0 ? Math.min(limit, totalmem()) : totalmem();
}

/** `asked`: bytes, or undefined where nobody set any. */
export const budgetOf = (asked: number | undefined): Budget =>
  asked === undefined || asked > machine()
    ? { bytes: machine(), asked: false }
    : { bytes: asked, asked: true };

const fits = (need: Need, { bytes, asked }: Budget, threads: number): boolean =>
  peakOf(need, threads, asked ? 'most' : 'least') <= bytes;

/**
 * On how many threads, `wanted` at most, a run fits. Throws a UserError that says what would fit where it does on none.
 */
export function threadsThatFit(need: Need, budget: Budget, wanted: number): number {
  for (let threads = wanted; threads > 0; threads--) if (fits(need, budget, threads)) return threads;
  throw new UserError(tooMuch(need, budget), advice(need, budget));
}

/** Throws a UserError where so many voxels (whole numbers of 16 bit at least) leave no room for anything. */
export function refuseScan(voxels: number, asked: number | undefined): void {
  const smoothedFrom = Number.POSITIVE_INFINITY;
  const need = { scan: 2 * voxels, samples: 0, grid: null, kept: 0, triangles: 0, smoothedFrom };
  threadsThatFit(need, budgetOf(asked), 1);
}

const amount = (bytes: number): string =>
  bytes < 2 ** 30 ? `${Math.ceil(bytes / 2 ** 20)} MiB` : `${(bytes / 2 ** 30).toFixed(1)} GiB`;

function tooMuch(need: Need, { bytes, asked }: Budget): string {
  const takes = `takes about ${amount(peakOf(need, 1, asked ? 'most' : 'least'))} of memory`;
  const may = asked ? `of which --memory allows ${amount(bytes)}` : `and this machine gives ${amount(bytes)}`;
  if (need.grid === null) return `The scan with what is made of it ${takes}, ${may}.`;
  return `At ${finestOf(need.grid)} mm this ${takes}, ${may}.`;
}

/** On voxels of `spacing`. */
const coarser = (need: Need, grid: Grid, spacing: number): Need => {
  const share = spacing / finestOf(grid);
  const [nx, ny, nz] = grid.size.map((n) => Math.ceil(n / share));
  const samples = need.samples * (spacing > need.smoothedFrom ? 2 : 1);
  return { ...need, samples, grid: { ...grid, size: [nx, ny, nz] }, triangles: need.triangles / share ** 2 };
};

/** No wider voxels than that show anything, mm. */
const coarsest = 5;

function advice(need: Need, budget: Budget): string {
  const { grid } = need;
  const more = budget.asked ? 'or allow more memory' : 'or use a machine with more memory';
  if (grid !== null) {
    const now = finestOf(grid);
    for (let spacing = Math.ceil(100 * now + 1) / 100; spacing <= coarsest; spacing += 0.01)
      if (fits(coarser(need, grid, spacing), budget, 1))
        return `A spacing of ${spacing.toFixed(2)} mm or coarser fits: give --spacing ${spacing.toFixed(2)}; or crop the scan first, ${more}.`;
  }
  return `No spacing makes it fit: crop the scan or resample it to a coarser grid first, ${more} (${amount(peakOf({ ...need, triangles: 0 }, 1))} at least).`;
}
