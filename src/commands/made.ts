// What a command has made before it is on disk, and all that its record says of how.
import type { Finding } from '../core/errors.js';
import type { StepFacts } from '../core/facts.js';
import type { Grid } from '../core/grid.js';
import type { OutputFile } from '../files/write-files.js';
import type { StepTime } from '../run.js';
import type { InputFacts, MeshInputFacts } from './input-facts.js';
import type { JsonObject } from './json.js';
import type { Role } from './request.js';

/** A step as it was run, and upon which input. */
export interface DoneStep extends StepFacts {
  readonly of: Role | 'model' | null;
}

export interface Made {
  /** The command's name, and its own options: enough to do it again with the steps' options. */
  readonly command: { readonly name: string; readonly options: JsonObject };
  /** The case file that would ask for the same, where the command takes one. */
  readonly case?: JsonObject;
  /** One sentence on what the files are. */
  readonly description: string;
  /** The voxels of the result in words. */
  readonly resolution: string;
  readonly inputs: readonly (InputFacts | MeshInputFacts)[];
  /** In the order in which they were done. */
  readonly steps: readonly DoneStep[];
  /** How long each of them took, where that was told; never the same twice. */
  readonly times?: readonly StepTime[];
  /** The grid of the result, as its file stores it; null where there is none. */
  readonly grid: Grid | null;
  readonly threads: number;
  /** What the run was allowed of memory, bytes; undefined where nobody said. */
  readonly memory?: number;
  /** What was drawn by lot, from which seed; null where nothing was. */
  readonly seeded: string | null;
  /** In which arithmetic. */
  readonly precision: string;
  readonly findings: readonly Finding[];
  readonly verdict: 'pass' | 'review' | 'fail' | null;
  readonly files: readonly OutputFile[];
  /** The name of the record beside the files. */
  readonly record: string;
}
