// A file with voxels on one lattice (NIfTI, NRRD, MetaImage), as far as its header tells: no voxel is read yet.
import type { Affine, Vec3 } from '../../core/grid.js';
import type { LabelName, ScanFacts } from '../../core/scan.js';
import type { RawVoxels } from './raw-voxels.js';

export interface VolumePlace {
  /** In the file's axis order, to LPS, mm. */
  readonly affine: Affine;
  readonly remarks: readonly string[];
  /** Of these those that leave a doubt. */
  readonly cautions?: readonly string[];
}

/** One of the structures of a file that may hold several in one place, each on a layer of its own. */
export interface LayeredSegment extends LabelName {
  /** Its number in its layer; `id`, unlike this, is its own in the whole file. */
  readonly value: number;
  /** Which of the raw volumes, from 0. */
  readonly layer: number;
}

export interface VolumeFile {
  readonly format: ScanFacts['format'];
  readonly modality: string | null;
  readonly size: Vec3;
  /** Between neighbours along the file's axes, mm, by the header's word alone; null where it has none. */
  readonly spacing: Vec3 | null;
  /** How many volumes there are to choose from; the layers of segments are one. */
  readonly volumes: number;
  /** Throws a UserError where the file does not say and `orientation` (such as 'RAS') is not given. */
  readonly place: (orientation?: string) => VolumePlace;
  readonly raw: RawVoxels;
  readonly slope: number;
  readonly intercept: number;
  /** The file says in so many words that its values name structures. */
  readonly saysLabels: boolean;
  readonly labelNames: readonly LabelName[];
  /** Null where the values stand for themselves. */
  readonly segments: readonly LayeredSegment[] | null;
  /** All files that it consists of, the header's first. */
  readonly paths: readonly string[];
  readonly remarks: readonly string[];
}
