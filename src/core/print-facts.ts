// What is to be known of a body before it is printed on a certain printer: plain facts, as reports and JSON hold them.
import type { Vec3 } from './grid.js';
import type { Limit, Printer, PrintProcess } from './printer.js';

/** A region that is thinner (or narrower) than the limit. All lengths mm, LPS. */
export interface NarrowPlace {
  /** In the middle of the material (of the gap). */
  readonly centre: Vec3;
  /** Where it is thinnest: over 0.25 mm² at least, or a tenth of a place that is smaller than 2.5 mm². */
  readonly thinnestAt: Vec3;
  readonly least: number;
  readonly mean: number;
  /** mm² of surface, and of that what is below the limit that fails: both sides of a wall count. */
  readonly area: number;
  readonly failingArea: number;
  /** The longest side of the box around it. */
  readonly extent: number;
}

/** Everything of one kind that is too thin or too narrow. */
export interface NarrowFacts {
  readonly limit: Limit;
  /** All places, whether listed or not; and those that fail. */
  readonly count: number;
  readonly failing: number;
  /** Regions below the limit that are too small to be places. */
  readonly specks: number;
  /** mm² over all places. */
  readonly area: number;
  /** Of all places, mm; null where there are none. */
  readonly least: number | null;
  /** The first, with most failing area first. */
  readonly places: readonly NarrowPlace[];
}

/** A cavity that nothing leads out of. */
export interface TrappedVolume {
  /** mm³. */
  readonly volume: number;
  /** Of the box around it, LPS, mm. */
  readonly centre: Vec3;
  readonly extent: number;
}

export interface TrappedFacts {
  readonly count: number;
  /** mm³ in all. */
  readonly volume: number;
  /** The largest first. */
  readonly places: readonly TrappedVolume[];
}

/** A turn of the model: nine numbers, row by row, that take LPS to the printer's x, y, z. */
export interface Turn {
  readonly matrix: readonly number[];
  /** The same about the fixed axes x, then y, then z, degrees. */
  readonly angles: Vec3;
}

export interface FitFacts {
  /** `stands`: as it lies; `turned`: by the turn given; `no`: not at all. */
  readonly fits: 'stands' | 'turned' | 'no';
  /** mm, as it stands, and as turned. */
  readonly size: Vec3;
  readonly turn: Turn;
  readonly turnedSize: Vec3;
  /** By how much it is too large in its worst direction, as turned; below 1 it fits. */
  readonly ratio: number;
  /** How many pieces it must be cut into, along the printer's x, y, z, as turned; 1 × 1 × 1 where it fits. */
  readonly pieces: Vec3;
}

/** What a way up means. */
export interface Stance {
  /** The direction (LPS) that points up. */
  readonly up: Vec3;
  readonly turn: Turn;
  readonly fits: boolean;
  /** mm. */
  readonly height: number;
  /** mm² that hang over by more than 45° and do not rest on the plate. */
  readonly overhang: number;
  /** mm³ below these, down to what lies below. */
  readonly support: number;
  /** mm, over the marked surface: the mean height of its steps; null where no surface was marked. */
  readonly steps: number | null;
}

export interface Proposal extends Stance {
  readonly aim: 'least support' | 'shortest' | 'most accurate';
  readonly reason: string;
}

export interface OrientationFacts {
  /** As it stands: the head up. */
  readonly current: Stance;
  readonly proposals: readonly Proposal[];
}

export interface MaterialFacts {
  /** ml and g of the solid body, without supports. */
  readonly volume: number;
  readonly mass: number;
  readonly density: number;
  readonly material: string;
  /** What a hollow body with this wall (mm) would take, ml; null where that saves little. */
  readonly hollow: { readonly wall: number; readonly volume: number } | null;
}

export interface BodyPrintFacts {
  readonly name: string;
  readonly triangles: number;
  /** No place of the surface is farther from one that was measured, mm. */
  readonly resolution: number;
  /** mm²: of its surface, by thickness, in bins of `binWidth` mm; the last one holds what is thicker. */
  readonly thickness: { readonly binWidth: number; readonly areas: readonly number[] };
  readonly walls: NarrowFacts;
  readonly pins: NarrowFacts;
  readonly gaps: NarrowFacts;
  readonly holes: NarrowFacts;
  readonly trapped: TrappedFacts;
  readonly fit: FitFacts;
  readonly orientation: OrientationFacts;
  readonly material: MaterialFacts;
}

export interface PrintFacts {
  readonly printer: Printer;
  /** With the printer's own limits in their place. */
  readonly process: PrintProcess;
  readonly bodies: readonly BodyPrintFacts[];
}
