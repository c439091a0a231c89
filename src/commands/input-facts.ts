// What a record says of an input: which bytes they were, and where they lie; never what they were called or whose they are.
import type { SlicesMended } from '../core/scan.js';
import type { ReadGrid } from '../scan/read-grid.js';
import type { ReadScan } from '../scan/read-scan.js';
import { type GridFacts, gridFacts } from './grid-facts.js';
import type { Role } from './request.js';

export interface InputFacts {
  readonly role: Role;
  /** Of one file its own; of several the hash of their sorted hashes, one a line. */
  readonly sha256: string;
  readonly files: number;
  readonly format: string;
  /** How a voxel is stored, before rescaling. */
  readonly numberType: string;
  /** What the values are, where they were looked at. */
  readonly labels?: boolean;
  readonly modality?: string | null;
  /** In the file's own order of axes, and in the one nearest to left, posterior, superior, which all steps work in. */
  readonly stored: GridFacts;
  readonly placed: GridFacts;
  /** Where slices are not evenly spaced: along which placed axis, and their places in steps of the grid. */
  readonly uneven: { readonly axis: number; readonly at: readonly number[] } | null;
  /** What was mended of how its slices lay; null where nothing was. */
  readonly slices: SlicesMended | null;
  readonly remarks: readonly string[];
}

export function scanInput(role: Role, { scan, ...source }: ReadScan): InputFacts {
  const { facts, grid, nodes } = scan;
  return {
    role,
    sha256: source.sha256,
    files: source.files,
    format: facts.format,
    numberType: source.numberType,
    labels: facts.labels,
    modality: facts.modality,
    stored: gridFacts(source.stored),
    placed: gridFacts(grid),
    uneven: nodes === undefined ? null : { axis: nodes.axis, at: [...nodes.at] },
    slices: facts.slices,
    remarks: facts.remarks,
  };
}

/** What is known of a mesh that went in. */
export interface MeshInputFacts {
  readonly role: Role;
  readonly sha256: string;
  readonly files: number;
  readonly format: string;
  readonly remarks: readonly string[];
}

/** Of a reference grid. */
export function gridInput(role: Role, { grid, stored, ...source }: ReadGrid): InputFacts {
  return {
    role,
    ...source,
    stored: gridFacts(stored),
    placed: gridFacts(grid),
    uneven: null,
    slices: null,
    remarks: [],
  };
}
