// A scan as its file holds it: placed in the patient (LPS, mm), but still in the file's own axis order.
import type { Identity } from '../core/facts.js';
import type { Grid } from '../core/grid.js';
import type { Rescaling } from '../core/rescaling.js';
import type { ScanFacts, UnevenNodes } from '../core/scan.js';
import type { ValueCounts } from './count-values.js';

/** What the reader of a format knows; `finishScan` adds the rest. The voxels belong to whoever holds this. */
export interface StoredScan {
  readonly grid: Grid;
  readonly nodes?: UnevenNodes;
  readonly voxels: Int16Array | Float32Array;
  /** How often each of their values occurs, where that was counted already. */
  readonly counted?: ValueCounts;
  /** The file says in so many words that its values name structures. */
  readonly saysLabels: boolean;
  readonly facts: Omit<ScanFacts, 'labels' | 'storedAxes' | 'storedSize' | 'storedSpacing'>;
}

/** What a reader gives back: the scan, and a hash over the bytes of the files that it came from. */
export interface StoredFiles {
  readonly stored: StoredScan;
  readonly sha256: string;
  readonly files: number;
  /** How the file holds a voxel, before any rescaling, such as 'int16'. */
  readonly numberType: string;
  /** How its values came from these numbers, where every one can be had back; else null. */
  readonly rescaling: Rescaling | null;
  /** Whose scan it is, where that was asked for and the file says it. */
  readonly identity?: Identity | null;
  /** Tells its frame of reference from others (`frameHash`), where the file names one. For no output. */
  readonly frame?: string | null;
}

/** What a reader is told from outside. `orientation`: three letters for a file that doesn't say, such as 'RAS'. */
export interface ReadOptions {
  readonly orientation?: string;
  /** Which of several volumes, as `listSeries` numbers them from 1; by default the one that it marks as chosen. */
  readonly series?: number;
  /** Slices may lie so far apart where some are missing, mm; by default 2.5 times their usual distance. */
  readonly maxGap?: number;
  /** Which segment of a file whose segments may overlap: its id, or its name in any case; by default all. */
  readonly segment?: string;
  /** What becomes of CT values far below air, which scanners write outside their field of view: air, by default. */
  readonly padding?: 'air' | 'stored';
  /** Told how many voxels are about to be read, before memory is taken for them; throws where there is no room. */
  readonly room?: (voxels: number) => void;
  /** Reads whose scan it is; without this nobody looks. */
  readonly identity?: boolean;
  readonly signal?: AbortSignal;
  /** Called with 0…1. */
  readonly progress?: (done: number) => void;
}
