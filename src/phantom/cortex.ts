// A long bone: a dense shell of changing thickness round a light core.
import type { Vec3 } from '../core/grid.js';
import type { Body, Densities, Phantom } from './body.js';
import { joined } from './compound.js';
import { embedded } from './embedded.js';
import { roundCone } from './round-cone.js';

/** Along the bone: middle, outer radius, thickness of the shell, mm. */
const stations: readonly (readonly [Vec3, number, number])[] = [
  [[-7, 3, 41], 12.5, 1],
  [[-1, 1, 26], 9, 1.8],
  [[2, -1, 4], 7.5, 3],
  [[1, 0, -20], 8.5, 2.2],
  [[5, 2, -38], 13, 1.2],
];

/** Round cones end to end. */
const chain = (name: string, radii: readonly number[]): Body =>
  joined(
    name,
    radii.slice(1).map((radius, n) => roundCone(name, stations[n][0], stations[n + 1][0], radii[n], radius)),
    { radii, thicknesses: stations.map(([, , thickness]) => thickness) },
  );

/** The structure is the whole bone: the core's surface is told of as a body of its own, against the shell. */
export function cortexPhantom(densities: Densities): Phantom {
  const shellHU = densities.bodyHU ?? 1600;
  const outer = stations.map(([, radius]) => radius);
  const inner = stations.map(([, radius, thickness]) => radius - thickness);
  return embedded(
    {
      name: 'cortex',
      about: 'A bone 105 mm long in soft tissue: a dense shell, 1 to 3 mm thick, round a light core.',
      material: 'bone',
      layers: [
        { material: 'cortical bone', valueHU: shellHU, bodies: [chain('bone', outer)] },
        { material: 'trabecular bone', valueHU: 300, againstHU: shellHU, bodies: [chain('core', inner)] },
      ],
      disjoint: false,
      surfaceHU: shellHU,
      landmarks: [
        { name: 'shell of the shaft, left', at: [8, -1, 4], inside: true },
        { name: 'beside the shaft, right', at: [-9, -1, 4], inside: false },
      ],
      laterality: 'The upper end leans to the right (−x), the lower one to the left.',
    },
    densities,
  );
}
