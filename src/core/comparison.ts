// The facts of a comparison of two models, as compare.json holds them; its page is a pure function of these and of the meshes.
import type { Finding } from './errors.js';
import type { Deviation, MeshFacts } from './facts.js';
import type { Vec3 } from './grid.js';

/** From every point of one surface to the nearest of the other, area-weighted, mm. */
export interface WayFacts extends Omit<Deviation, 'mean'> {
  /** Positive outside the other; null where that is no closed solid: then there is no inside, and no sign. */
  readonly mean: number | null;
}

/** Two surfaces against each other. Differences are b less a. */
export interface PairFacts {
  readonly name: string;
  readonly aToB: WayFacts;
  readonly bToA: WayFacts;
  /** The larger of both ways, mm: of the largest distances, and of those that 95 % of the area stay below. */
  readonly hausdorff: number;
  readonly hausdorff95: number;
  /** mm³, mm², mm. A volume is null where the surface is not closed. */
  readonly volume: {
    readonly a: number | null;
    readonly b: number | null;
    readonly difference: number | null;
  };
  readonly area: { readonly a: number; readonly b: number; readonly difference: number };
  readonly size: { readonly a: Vec3; readonly b: Vec3; readonly difference: Vec3 };
  /** Of the bodies; null where it was not asked for, or they are no solids. */
  readonly overlap: OverlapFacts | null;
}

export interface OverlapFacts {
  /** mm³: in both, in one of them at least. */
  readonly both: number;
  readonly either: number;
  /** 2·both/(a + b), and both/either; 1 = the same. */
  readonly dice: number;
  readonly jaccard: number;
}

/** How `a` was laid onto `b` before it was measured. */
export interface AlignmentFacts {
  readonly start: 'identity' | 'principal';
  /** Sixteen numbers, row by row: takes a point of `a` (x, y, z, 1; mm LPS) to where it was measured. */
  readonly matrix: readonly number[];
  readonly angleDeg: number;
  /** How far the centre of the surface of `a` moved, mm. */
  readonly shift: Vec3;
  readonly shiftLength: number;
  /** Root mean square from `a` to `b`, mm: as they lay, and after the fit. */
  readonly before: number;
  readonly residual: number;
  readonly iterations: number;
  readonly converged: boolean;
}

/** One of the two files. */
export interface SideFacts {
  /** 'a' or 'b', or as the file is called where that was asked for. */
  readonly name: string;
  readonly sha256: string;
  readonly format: string;
  readonly remarks: readonly string[];
  readonly bodies: readonly { readonly name: string; readonly mesh: MeshFacts }[];
  /** All bodies as one. */
  readonly mesh: MeshFacts;
}

export type ComparedBy = 'p95' | 'max';

export interface Comparison {
  readonly isocast: string;
  readonly disclaimer: string;
  /** Null where no tolerance was given: nothing was to be judged. */
  readonly verdict: 'pass' | 'review' | 'fail' | null;
  /** mm, and of which figure of the worse way. */
  readonly tolerance: number | null;
  readonly limit: ComparedBy;
  readonly findings: readonly Finding[];
  readonly a: SideFacts;
  readonly b: SideFacts;
  /** Null where the files were measured in the frame that they share. */
  readonly alignment: AlignmentFacts | null;
  readonly whole: PairFacts;
  /** Bodies that have the same name in both; none where that was not asked for. */
  readonly parts: readonly PairFacts[];
  readonly methods: string;
}
