// The work that can be spread over threads: a name for each task, its job and its result, and the one way to run it.

import { type ClassifyJob, type ClassifyResult, classify } from './classify.js';
import { type DeviationPart, type DeviationPartJob, deviationPart } from './deviation-part.js';
import { type DistanceSlabJob, distanceSlab } from './distance-slab.js';
import { type EdgeLinesJob, edgeAlongNormal } from './edge-along-normal.js';
import { type ExceedingJob, exceedingPart } from './exceeding.js';
import { type FilterColumnsJob, filterColumns } from './filter-columns.js';
import { type FilterPlanesJob, filterPlanes } from './filter-planes.js';
import { type FilterSlicesJob, filterSlices } from './filter-slices.js';
import { type LabelTileJob, labelTile } from './label-tile.js';
import { type LaplaceJob, laplace } from './laplace.js';
import { type LocateJob, locateSlab } from './locate-slab.js';
import type { SlabSurface } from './march.js';
import { type MarchJob, marchSlab } from './march-slab.js';
import { type Overhangs, type OverhangsJob, overhangs } from './overhangs.js';
import { type RestrictBitsJob, restrictBits } from './restrict-bits.js';
import { type CrossingsJob, crossingsPart } from './self-intersections.js';
import { type StoreSlicesJob, type StoreSlicesResult, storeSlices } from './store-slices.js';
import { type SupportJob, supportVolume } from './support-volume.js';
import { type TargetJob, type TargetSurface, targetSurface } from './target-surface.js';
import { type ThinSheetJob, thinSheet } from './thin-sheet.js';
import { type ThinVoxels, type ThinVoxelsJob, thinVoxels } from './thin-voxels.js';
import { type VertexDeviationsJob, vertexDeviationsPart } from './vertex-deviations.js';
import { type VertexDistancesJob, vertexDistances } from './vertex-distances.js';
import { type WallSamplesJob, type WallSamplesResult, wallSamples } from './wall-samples.js';
import { type WallsJob, wallsPart } from './walls.js';

/** Task name → job and result. Both must survive structured clone; big arrays lie over SharedArrayBuffers. */
export interface Tasks {
  readonly classify: { job: ClassifyJob; result: ClassifyResult };
  readonly filterPlanes: { job: FilterPlanesJob; result: boolean };
  readonly filterColumns: { job: FilterColumnsJob; result: boolean };
  readonly filterSlices: { job: FilterSlicesJob; result: null };
  readonly laplace: { job: LaplaceJob; result: null };
  readonly thinVoxels: { job: ThinVoxelsJob; result: ThinVoxels };
  readonly labelTile: { job: LabelTileJob; result: null };
  readonly restrictBits: { job: RestrictBitsJob; result: null };
  readonly storeSlices: { job: StoreSlicesJob; result: StoreSlicesResult };
  readonly march: { job: MarchJob; result: SlabSurface };
  readonly vertexDeviationsPart: { job: VertexDeviationsJob; result: null };
  readonly vertexDistances: { job: VertexDistancesJob; result: null };
  readonly deviationPart: { job: DeviationPartJob; result: DeviationPart };
  readonly targetSurface: { job: TargetJob; result: TargetSurface };
  readonly exceedingPart: { job: ExceedingJob; result: Uint32Array };
  readonly edgeAlongNormal: { job: EdgeLinesJob; result: null };
  readonly wallSamples: { job: WallSamplesJob; result: WallSamplesResult };
  readonly overhangs: { job: OverhangsJob; result: Overhangs };
  readonly supportVolume: { job: SupportJob; result: number };
  readonly wallsPart: { job: WallsJob; result: null };
  readonly distanceSlab: { job: DistanceSlabJob; result: SlabSurface };
  readonly thinSheet: { job: ThinSheetJob; result: Float32Array };
  readonly locateSlab: { job: LocateJob; result: null };
  readonly crossingsPart: { job: CrossingsJob; result: Float64Array };
}

export type TaskName = keyof Tasks;
export type TaskJob<N extends TaskName> = Tasks[N]['job'];
export type TaskResult<N extends TaskName> = Tasks[N]['result'];

const tasks: { readonly [N in TaskName]: (job: TaskJob<N>) => TaskResult<N> } = {
  classify,
  filterPlanes,
  filterColumns,
  filterSlices,
  laplace,
  thinVoxels,
  labelTile,
  restrictBits,
  storeSlices,
  march: marchSlab,
  vertexDeviationsPart,
  vertexDistances,
  deviationPart,
  targetSurface,
  exceedingPart,
  edgeAlongNormal,
  distanceSlab,
  thinSheet,
  locateSlab,
  wallSamples,
  overhangs,
  supportVolume,
  wallsPart,
  crossingsPart,
};

/** Runs one job in this thread. */
export function runTask<N extends TaskName>(task: N, job: TaskJob<N>): TaskResult<N> {
  return tasks[task](job);
}
