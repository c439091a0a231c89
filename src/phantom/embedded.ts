// Bodies in a block of soft tissue in air, of one density or of several side by side.
import type { Vec3 } from '../core/grid.js';
import { type Body, boxRound, type Densities, type Landmark, type Layer, type Phantom } from './body.js';
import { roundedBox } from './shapes.js';

/** Soft tissue round the bodies, and air round that, mm. */
const flesh = 9;
const air = 5;

export interface Embedding {
  readonly name: string;
  readonly about: string;
  /** What the bodies are of, as one. */
  readonly material: string;
  /** All of them are the structure. A later one is painted over the earlier ones. */
  readonly layers: readonly Layer[];
  /** True if no body touches another. */
  readonly disjoint: boolean;
  /** Of the structure's surface, HU; by default the least of the layers'. */
  readonly surfaceHU?: number;
  readonly landmarks?: readonly Landmark[];
  readonly laterality?: string;
}

export function embedded(it: Embedding, densities: Densities): Phantom {
  const softHU = densities.softHU ?? 40;
  const { min, max } = boxRound(it.layers.flatMap((layer) => layer.bodies).map((body) => body.bounds));
  const middle: Vec3 = [(min[0] + max[0]) / 2, (min[1] + max[1]) / 2, (min[2] + max[2]) / 2];
  const wide = (more: number): Vec3 => [
    max[0] - min[0] + 2 * more,
    max[1] - min[1] + 2 * more,
    max[2] - min[2] + 2 * more,
  ];
  const tissue: Body = roundedBox('soft tissue', middle, wide(flesh), 6, [0, 0, 0]);
  const reach = flesh + air;
  return {
    name: it.name,
    about: it.about,
    surround: { material: 'air', valueHU: densities.airHU ?? -1000 },
    layers: [{ material: 'soft tissue', valueHU: softHU, bodies: [tissue] }, ...it.layers],
    structure: {
      material: it.material,
      materials: [...new Set(it.layers.map((layer) => layer.material))],
      valueHU: it.surfaceHU ?? Math.min(...it.layers.map((layer) => layer.valueHU)),
      againstHU: softHU,
    },
    disjoint: it.disjoint,
    extent: {
      min: [min[0] - reach, min[1] - reach, min[2] - reach],
      max: [max[0] + reach, max[1] + reach, max[2] + reach],
    },
    landmarks: it.landmarks ?? [],
    laterality: it.laterality ?? 'None: the phantom has no side.',
    defaults: { spacing: [0.5, 0.5, 1], noise: 20 },
  };
}
