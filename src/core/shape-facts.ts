// What became of a model between its surface and the printer, as report.json holds it.

import type { Colour } from './colour.js';
import type { MeshFacts, StepFacts } from './facts.js';
import type { Mirroring, Origin } from './print-model.js';

/** How an operation changed the bodies, all together. */
export interface Effect {
  /** mm³. */
  readonly volumeBefore: number;
  readonly volumeAfter: number;
  /** mm³ where there was nothing, and where nothing is left; null of a draft, and where the whole frame changed. */
  readonly added: number | null;
  readonly removed: number | null;
  /** mm² of the surface that comes from the scan: what is missing was cut away or covered. */
  readonly anatomyBefore: number;
  readonly anatomyAfter: number;
}

export interface OperationFacts extends StepFacts {
  readonly effect: Effect;
}

/** A body as it is written to the files. */
export interface PieceFacts {
  readonly name: string;
  /** The part of the anatomy that it is, or that it was cut from. */
  readonly of: string;
  readonly colour: Colour;
  readonly mesh: MeshFacts;
  /** mm² of its surface by where that comes from; what there is none of is left out. */
  readonly areas: Readonly<Partial<Record<Origin, number>>>;
}

export interface ShapeFacts {
  readonly operations: readonly OperationFacts[];
  readonly pieces: readonly PieceFacts[];
  readonly mirrored: Mirroring | null;
  /** 1 = life-size. */
  readonly scale: number;
}
