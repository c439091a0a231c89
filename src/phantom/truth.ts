// The truth about a scanned phantom, as the JSON beside it states it.
import type { Grid, Vec3 } from '../core/grid.js';
import { spacingOf } from '../core/grid.js';
import type { Blur } from './blur.js';
import { type Box, boxRound, type Landmark, type Phantom, type Structure } from './body.js';
import type { PhantomOptions } from './phantom-options.js';
import { volumeOf } from './volume-of.js';

export interface BodyTruth {
  readonly name: string;
  readonly material: string;
  readonly valueHU: number;
  /** The threshold that puts a flat face of it where it is, HU; null for what is no part of the structure. */
  readonly halfMaximum: number | null;
  readonly shape: string;
  readonly parameters: Readonly<Record<string, number | readonly number[]>>;
  readonly bounds: Box;
  readonly volume: number | null;
  readonly area: number | null;
  readonly centreOfMass: Vec3 | null;
  /**
   * How far the half-maximum surface of the blurred body lies outside the true one (negative: inside), mm: minus mean
   * curvature times the blur's variance, for a surface along which the blur is the in-plane and the through-plane one.
   */
  readonly psfBias: { readonly inPlane: number; readonly throughPlane: number } | null;
}

export interface PhantomTruth {
  readonly phantom: string;
  readonly about: string;
  readonly frame: string;
  readonly surround: { readonly material: string; readonly valueHU: number };
  readonly structure: Structure;
  /** The threshold that puts a flat edge where it is, HU; of several densities side by side that of the least. */
  readonly halfMaximum: number;
  /** Of the structure, all bodies together, mm³; `formula` or `octree` (0.01 % off for smooth bodies, 0.1 % for walls of 1.5 mm). */
  readonly volume: number;
  readonly volumeBy: 'formula' | 'octree';
  readonly bounds: Box;
  readonly laterality: string;
  readonly landmarks: readonly Landmark[];
  /** In the order in which they are painted: a later one covers an earlier one. */
  readonly bodies: readonly BodyTruth[];
  readonly scan: {
    readonly size: Vec3;
    readonly spacing: readonly number[];
    readonly affine: readonly number[];
    readonly axes: string;
    readonly psf: Blur;
    readonly noise: number;
    readonly seed: number;
  };
  /** Every option in force: the same options give the same scan, byte for byte. */
  readonly options: PhantomOptions;
}

export function truthOf(phantom: Phantom, options: PhantomOptions, stored: Grid, blur: Blur): PhantomTruth {
  const { structure } = phantom;
  const own = phantom.layers.filter((layer) => structure.materials.includes(layer.material));
  const bodies = own.flatMap((layer) => layer.bodies);
  const formula = phantom.disjoint ? sumOf(bodies.map((body) => body.volume)) : null;
  const variance = (sigma: number, box: number): number => sigma * sigma + (box * box) / 12;
  const bias = (h: number): BodyTruth['psfBias'] => ({
    inPlane: -h * variance(blur.inPlane, 0),
    throughPlane: -h * variance(blur.throughPlane, blur.sliceProfile),
  });
  return {
    phantom: phantom.name,
    about: phantom.about,
    frame:
      'LPS, mm: x to the left, y posterior, z superior. The affine maps the index of a stored voxel to its centre.',
    surround: phantom.surround,
    structure,
    halfMaximum: (structure.valueHU + structure.againstHU) / 2,
    volume: formula ?? volumeOf(phantom.layers, structure.materials),
    volumeBy: formula === null ? 'octree' : 'formula',
    bounds: boxRound(bodies.map((body) => body.bounds)),
    laterality: phantom.laterality,
    landmarks: phantom.landmarks,
    bodies: phantom.layers.flatMap((layer) =>
      layer.bodies.map((body) => ({
        name: body.name,
        material: layer.material,
        valueHU: layer.valueHU,
        halfMaximum: structure.materials.includes(layer.material)
          ? (layer.valueHU + (layer.againstHU ?? structure.againstHU)) / 2
          : null,
        shape: body.shape,
        parameters: body.parameters,
        bounds: body.bounds,
        volume: body.volume,
        area: body.area,
        centreOfMass: body.centreOfMass,
        psfBias: body.meanCurvature === null ? null : bias(body.meanCurvature),
      })),
    ),
    scan: {
      size: stored.size,
      spacing: spacingOf(stored.affine).map((s) => Math.round(s * 1e9) / 1e9),
      affine: stored.affine,
      axes: options.axes,
      psf: blur,
      noise: options.noise ?? 0,
      seed: options.seed,
    },
    options,
  };
}

function sumOf(volumes: readonly (number | null)[]): number | null {
  let sum = 0;
  for (const volume of volumes) {
    if (volume === null) return null;
    sum += volume;
  }
  return sum;
}
