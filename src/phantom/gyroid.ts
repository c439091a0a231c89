// Like the skull's base: thin walls that bend everywhere, round cells that open into one another.
import type { Vec3 } from '../core/grid.js';
import type { Body, Densities, Phantom } from './body.js';
import { embedded } from './embedded.js';
import { gyroidSheet } from './gyroid-sheet.js';
import { roundedBox } from './shapes.js';

const size: Vec3 = [40, 34, 30];
const sheetSize = { period: 14, thickness: 1.5 } as const;
const anglesDeg: Vec3 = [17, -23, 31];

export function gyroidPhantom(densities: Densities): Phantom {
  return embedded(
    {
      name: 'gyroid',
      about:
        'Curved walls, 1.5 mm thick, along a gyroid in a rounded box: cells as in the base of the skull.',
      material: 'bone',
      layers: [{ material: 'bone', valueHU: densities.bodyHU ?? 1200, bodies: [walls()] }],
      disjoint: true,
    },
    densities,
  );
}

function walls(): Body {
  const block = roundedBox('block', [0, 0, 0], size, 7, [0, 0, 0]);
  const sheet = gyroidSheet('walls', [2, 1, -1], sheetSize, anglesDeg, block.bounds);
  return {
    ...sheet,
    shape: 'gyroid sheet in a rounded box',
    parameters: { ...sheet.parameters, size, radius: 7 },
    distance: (x, y, z) => {
      const d = block.distance(x, y, z);
      // far outside the block the walls do not matter
      return d > 2 ? d : Math.max(d, sheet.distance(x, y, z));
    },
  };
}
