// The facts of a run, as report.json holds them; the page is a pure function of these and of the meshes.
import type { BudgetFacts } from './budget.js';
import type { Caliper, MeasuredFacts } from './caliper.js';
import type { CheckPoint } from './checklist.js';
import type { Colour } from './colour.js';
import type { Note } from './context.js';
import type { DistanceSpread, ShareWithin } from './distance-spread.js';
import type { Finding } from './errors.js';
import type { Vec3 } from './grid.js';
import type { OrderFacts } from './order.js';
import type { PrintFacts } from './print-facts.js';
import type { ScanFacts } from './scan.js';
import type { ShapeFacts } from './shape-facts.js';
import type { Sharpness } from './sharpness.js';
import type { ValueHistogram } from './value-histogram.js';

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
  /** Null where nobody looked for them. */
  readonly selfIntersections: number | null;
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
  /** Shares of the area within some lengths; and a histogram, null where there is no distance to speak of. */
  readonly within: readonly ShareWithin[];
  readonly spread: DistanceSpread | null;
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

/** Over the area of a surface, mm: root mean square, and what 95 % of the area stays below. */
export interface OverArea {
  readonly rms: number;
  readonly p95: number;
}

/** How far the surface would lie from where it is if the level at its edges were another one. */
export interface LevelShift {
  /** Unit of the scan; either way, the surface moves as far. */
  readonly by: number;
  /** mm, over the area with a clean edge that still is one at that level. */
  readonly mean: number;
  readonly p95: number;
  /** Share 0…1 of all area that such a level would lose. */
  readonly lost: number;
}

/** mm: walls thinner than `lost` leave no surface at the half-maximum, those thinner than `thinned` rest on the blur being known. */
export interface WallLimits {
  readonly lost: number;
  readonly thinned: number;
}

/** What a surface that was found in grey values may be off by, before it was edited. Standard uncertainties, k = 1. */
export interface FoundUncertainty {
  /** From the voxels' noise; from what the fit cannot explain or rounds off; from the blur, which is known but to some percent. */
  readonly noise: OverArea;
  readonly model: OverArea;
  readonly blur: OverArea;
  /** Of all three, place by place. */
  readonly finding: OverArea;
  readonly levels: readonly LevelShift[];
  /** Share 0…1 of the area where the scan has no clean edge. */
  readonly doubtful: number;
  /** Share 0…1 of the area where the mask was edited: it lies where that put it, and is in none of the other figures. */
  readonly edited: number;
  /** The blur was not found in the scan but taken for what is usual. */
  readonly blurAssumed: boolean;
  /** In the slices, and across them. */
  readonly walls: { readonly inPlane: WallLimits; readonly throughPlane: WallLimits };
}

export interface UncertaintyFacts extends FoundUncertainty {
  /** How far the edited surface lies from the one that was found, the worse way round. */
  readonly editing: OverArea;
  /** Of finding and editing, k = 1. */
  readonly combined: OverArea;
  /** Twice that, k = 2: some 95 % of the area lies nearer to the truth than the figure for its place. */
  readonly expanded: OverArea;
  /** How far the surface was found from where the threshold had put it, mm; null where that isn't told. */
  readonly fromThreshold: { readonly median: number; readonly p95: number } | null;
  /** mm; null where no wall is thin, or none was measured. */
  readonly thinnestWall: number | null;
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
  /** What it is to be printed in, where somebody said so. */
  readonly material?: string;
  /** The ids that it was made of, where it was made of labels. */
  readonly labels: readonly number[] | null;
  readonly grid: { readonly size: Vec3; readonly spacing: Vec3 };
  readonly steps: readonly StepFacts[];
  readonly mesh: MeshFacts;
  readonly ledger: readonly LedgerRow[];
  /** Null of what was not fitted to grey values: label maps, and surfaces left at the threshold. */
  readonly uncertainty: UncertaintyFacts | null;
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
  /** The box around the centres of all voxels, mm LPS. */
  readonly extent: { readonly min: Vec3; readonly max: Vec3 };
  readonly range: readonly [number, number];
  /** Null of a label map. */
  readonly histogram: ValueHistogram | null;
  readonly uneven: boolean;
  /** Blur and noise, measured in the scan itself. */
  readonly sharpness: Sharpness;
  /** One hash over all input files' bytes, in a stated order. */
  readonly sha256: string;
}

export interface Report {
  /** What the file is: docs/report.schema.json describes it. */
  readonly schema: { readonly name: 'isocast-report'; readonly version: 1 };
  readonly isocast: string;
  readonly disclaimer: string;
  readonly verdict: 'pass' | 'review' | 'fail';
  readonly findings: readonly Finding[];
  /** Why the model may show whose body it is; null where nothing speaks for it. */
  readonly identifying: string | null;
  /** What only people know of what it is for. */
  readonly order: OrderFacts;
  readonly source: SourceFacts;
  readonly methods: string;
  readonly tolerance: number;
  readonly parts: readonly PartFacts[];
  /** What was done to the model, and the bodies that are written; null where the parts are written as they are. */
  readonly shape: ShapeFacts | null;
  /** What the printer that was named can do of it; null where none was. */
  readonly print: PrintFacts | null;
  /** What the printed surface may be off by. */
  readonly budget: BudgetFacts;
  /** Lengths to be taken on the printed part, and how long they are in the model. */
  readonly calipers: readonly Caliper[];
  /** What came of that; null until somebody has measured. */
  readonly measured: MeasuredFacts | null;
  /** Forty points, answered from all of the above or left to a person. */
  readonly checklist: readonly CheckPoint[];
  readonly files: readonly FileFacts[];
  readonly limits: readonly string[];
}
