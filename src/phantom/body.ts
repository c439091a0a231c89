// What a phantom is made of: bodies known by their signed distance, painted in layers of one density each.
import type { Vec3 } from '../core/grid.js';

export interface Box {
  readonly min: Vec3;
  readonly max: Vec3;
}

/** Where a surface is. */
export interface Solid {
  /**
   * Negative inside, zero on the surface, mm. Never farther from zero than the surface is (so it may be used to skip
   * space), and no steeper than 1.
   */
  distance(x: number, y: number, z: number): number;
  /** The same solid for places within `radius` of a point, cheaper where it has many parts. */
  near?(at: Vec3, radius: number): Solid;
}

/** A solid known by formula, mm, LPS. */
export interface Body extends Solid {
  readonly name: string;
  /** 'ball', 'box', … */
  readonly shape: string;
  /** Its numbers, mm unless the name says otherwise. */
  readonly parameters: Readonly<Record<string, number | readonly number[]>>;
  readonly bounds: Box;
  /** mm³ and mm² by formula; null where there is none. */
  readonly volume: number | null;
  readonly area: number | null;
  readonly centreOfMass: Vec3 | null;
  /** Mean of the two principal curvatures of the outer face, 1/mm, where it is the same everywhere; else null. */
  readonly meanCurvature: number | null;
}

/** Bodies of one density. A later layer is painted over the earlier ones. */
export interface Layer {
  readonly material: string;
  readonly valueHU: number;
  /** What lies on the other side of its surface, HU; by default what the structure lies in. */
  readonly againstHU?: number;
  readonly bodies: readonly Body[];
}

/** What is to be measured: all that is painted in its materials, taken as one. */
export interface Structure {
  /** What it is called. */
  readonly material: string;
  readonly materials: readonly string[];
  /**
   * The density at its surface, and the one on the other side: their mean is the half-maximum. Of several densities side
   * by side the least, so that this threshold holds all of it; each body has its own.
   */
  readonly valueHU: number;
  readonly againstHU: number;
}

/** A point whose side of the surface is known with a clear margin. */
export interface Landmark {
  readonly name: string;
  readonly at: Vec3;
  readonly inside: boolean;
}

export interface Phantom {
  readonly name: string;
  readonly about: string;
  /** Material and density of all that no layer paints. */
  readonly surround: { readonly material: string; readonly valueHU: number };
  readonly layers: readonly Layer[];
  readonly structure: Structure;
  /** True if the structure's bodies neither touch nor are painted over, so that their volumes add up. */
  readonly disjoint: boolean;
  /** What a scan of it shows by default, mm. */
  readonly extent: Box;
  readonly landmarks: readonly Landmark[];
  /** Where left and right can be told, in words. */
  readonly laterality: string;
  readonly defaults: { readonly spacing: Vec3; readonly noise: number };
}

/** Densities that replace a phantom's own, HU; null keeps them. */
export interface Densities {
  readonly bodyHU: number | null;
  readonly softHU: number | null;
  readonly airHU: number | null;
}

/** The box round several boxes. */
export function boxRound(boxes: readonly Box[]): Box {
  const of = (pick: (...values: number[]) => number, side: 'min' | 'max'): Vec3 => [
    pick(...boxes.map((b) => b[side][0])),
    pick(...boxes.map((b) => b[side][1])),
    pick(...boxes.map((b) => b[side][2])),
  ];
  return { min: of(Math.min, 'min'), max: of(Math.max, 'max') };
}
