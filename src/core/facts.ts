// The facts of a run, as report.json holds them; the page is a pure function of these and of the meshes.
import type { Colour } from './colour.js';
import type { Note } from './context.js';
import type { Finding } from './errors.js';
import type { Vec3 } from './grid.js';
import type { ScanFacts } from './scan.js';
import type { Sharpness } from './sharpness.js';

/** Whose scan it is, as its header has it. Unknown = null. */
export interface Identity {
  readonly name: string | null;
  readonly id: string | null;
  readonly birthDate: string | null;
  readonly sex: string | null;
  readonly studyDate: string | null;
  readonly accession: string | null;
}

/** One step as it was run. */
export interface StepFacts {
  readonly name: string;
  readonly does: string;
  /** Every option in force, defaults too. */
  readonly options: Readonly<Record<string, unknown>>;
  readonly says: string;
  readonly notes: readonly Note[];
}

/** How good a mesh is. Counts are of faults; all of them 0 on a fit part. */
export interface MeshFacts {
  readonly vertices: number;
  readonly triangles: number;
  readonly parts: number;
  /** Handles through the body, over all parts; null where the surface is not a closed manifold. */
  readonly genus: number | null;
  readonly closed: boolean;
  readonly manifold: boolean;
  readonly orientedOutward: boolean;
  readonly openEdges: number;
  readonly nonManifoldEdges: number;
  readonly nonManifoldVertices: number;
  /** Edges whose two triangles run the same way round. */
  readonly misorientedEdges: number;
  readonly degenerateTriangles: number;
  readonly duplicateTriangles: number;
  /** Vertices that share their place with another, which a file without indices would weld. */
  readonly coincidentVertices: number;
  readonly selfIntersections: number;
  readonly selfIntersectionPlaces: readonly Vec3[];
  readonly openEdgePlaces: readonly Vec3[];
  /** mm, LPS. */
  readonly bounds: { readonly min: Vec3; readonly max: Vec3 };
  readonly size: Vec3;
  readonly volume: number;
  readonly area: number;
}

/** Distances from the points of one surface to another, area-weighted, mm. Positive signed = outside the reference. */
export interface Deviation {
  readonly mean: number;
  readonly meanAbsolute: number;
  readonly rms: number;
  readonly p95: number;
  readonly p99: number;
  readonly max: number;
  /** A bound that no point of the surface exceeds, proven triangle by triangle (≥ max), mm. */
  readonly bound: number;
  readonly worstPlace: Vec3;
}

/** One row of the ledger: how far this step moved the surface, against what it was given and against the reference. */
export interface LedgerRow {
  readonly step: string;
  readonly triangles: number;
  readonly volume: number;
  /** From the edited surface to the reference. */
  readonly toReference: Deviation;
  /** And back; null where the triangles are still the reference's own: what bounds their vertices' ways bounds both. */
  readonly fromReference: Deviation | null;
}

export interface FileFacts {
  readonly name: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** One part of a model: how it was made, and how good it came out. */
export interface PartFacts {
  readonly name: string;
  readonly colour: Colour;
  /** The ids that it was made of, where it was made of labels. */
  readonly labels: readonly number[] | null;
  readonly grid: { readonly size: Vec3; readonly spacing: Vec3 };
  readonly steps: readonly StepFacts[];
  readonly mesh: MeshFacts;
  readonly ledger: readonly LedgerRow[];
}

export interface SourceFacts {
  /** The model's name from --name, else 'model'; never from the scan. */
  readonly name: string;
  /** A pseudonym for the case, as told; null where none was. */
  readonly case: string | null;
  /** What the scan's header says of the patient, only where that was asked for. */
  readonly identity: Identity | null;
  readonly scan: ScanFacts;
  readonly size: Vec3;
  readonly spacing: Vec3;
  readonly directions: readonly number[];
  readonly range: readonly [number, number];
  readonly uneven: boolean;
  /** Blur and noise, measured in the scan itself. */
  readonly sharpness: Sharpness;
  /** One hash over all input files' bytes, in a stated order. */
  readonly sha256: string;
}

export interface Report {
  readonly isocast: string;
  readonly disclaimer: string;
  readonly verdict: 'pass' | 'review' | 'fail';
  readonly findings: readonly Finding[];
  /** Why the model may show whose body it is; null where nothing speaks for it. */
  readonly identifying: string | null;
  readonly source: SourceFacts;
  readonly methods: string;
  readonly tolerance: number;
  readonly parts: readonly PartFacts[];
  readonly files: readonly FileFacts[];
  readonly limits: readonly string[];
}
