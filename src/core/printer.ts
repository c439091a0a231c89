// What a printer can do: the limits of its process, and the room that it prints in.
import type { Vec3 } from './grid.js';

export const processNames = ['fdm', 'sla', 'sls', 'mjf', 'polyjet', 'metal'] as const;
export type ProcessName = (typeof processNames)[number];

/** mm. Below `fail` it can't be relied on anywhere; below `warn` it depends on the machine and the shape. */
export interface Limit {
  readonly fail: number;
  readonly warn: number;
}

/** The smallest letter or line, mm: how wide, and how high above (or deep below) the surface. */
export interface Relief {
  readonly width: number;
  readonly height: number;
}

/** A way of printing. All lengths mm. */
export interface PrintProcess {
  readonly name: ProcessName;
  readonly says: string;
  readonly wall: Limit;
  readonly hole: Limit;
  readonly pin: Limit;
  /** Between surfaces that shall stay apart. */
  readonly clearance: Limit;
  readonly emboss: Relief;
  readonly engrave: Relief;
  /** Diameter of a hole through which what is trapped inside gets out; null where nothing is trapped. */
  readonly escapeHole: Limit | null;
  /** A part may be off by ± `length`, or by this share of its size where that is more. */
  readonly tolerance: { readonly best: number; readonly worst: number; readonly share: number | null };
  /** Overhangs need supports that are taken away afterwards. */
  readonly supported: boolean;
  /** Usual height of a layer. */
  readonly layer: number;
  /** g/ml of the usual material. */
  readonly density: number;
  readonly material: string;
  /** Whose figures the limits are. */
  readonly source: string;
  /** Whose figures layer and density are. */
  readonly usualSource: string;
}

export interface Printer {
  /** Kebab-case: what --printer takes. */
  readonly key: string;
  readonly name: string;
  readonly process: ProcessName;
  /** What it can print in: x, y (the plate), z (up), mm. */
  readonly volume: Vec3;
  /** mm; null where it isn't known: the process's usual one. */
  readonly layer: number | null;
  /** Resolution in the layer, mm; null where it isn't known. */
  readonly xy: number | null;
  /** g/ml; null: that of the process's usual material. */
  readonly density: number | null;
  /** Limits of its own, in place of the process's. */
  readonly limits: Readonly<Partial<Record<'wall' | 'hole' | 'pin' | 'clearance', Limit>>>;
  readonly source: string;
}
