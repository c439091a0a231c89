// The parts of a label map on their way to a model, bounded by one set of surfaces.
import type { Grid } from './grid.js';
import type { Surface } from './mesh.js';
import type { Scan } from './scan.js';

/** A label map, and of each part the ids that it is made of; no id is in two of them. */
export interface LabelledParts {
  readonly scan: Scan;
  readonly wanted: readonly (readonly number[])[];
}

/** Oriented triangles between parts, each once: its normal points from part `back` to part `front`, a lower number. */
export interface PartFaces {
  /** mm LPS, three a vertex. */
  readonly positions: Float32Array;
  readonly triangles: Uint32Array;
  /** Parts are counted from 1; 0 is what belongs to none. */
  readonly back: Uint16Array;
  readonly front: Uint16Array;
}

/** Neighbours share the triangles between them: what one has of them the other has the other way round. */
export interface SharedSurfaces {
  readonly faces: PartFaces;
  /** One a part, made of the triangles above. */
  readonly surfaces: readonly Surface[];
  /** The lattice that they were found on. */
  readonly grid: Grid;
}
