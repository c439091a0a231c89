// Volume of painted bodies by octree, where no formula gives it.
import type { Vec3 } from '../core/grid.js';
import { type Body, boxRound, type Layer } from './body.js';
import { type Scene, sceneNear, sceneOf } from './paint.js';

/** Cells of this size are not split further, mm. */
const leafSize = 0.5;
/** A cell counts in part when its middle is nearer to a surface than this, mm. */
const ramp = 2 * leafSize;
/** From the middle of the smallest cell to its corner. */
const leafRadius = (leafSize * Math.sqrt(3)) / 2;

/** mm³ of some materials after all layers are painted; 0.01 % off for smooth bodies thicker than 2 mm, 0.1 % for walls of 1.5 mm, more for thinner ones. */
export function volumeOf(layers: readonly Layer[], materials: readonly string[]): number {
  const isOwn = (layer: Layer): boolean => materials.includes(layer.material);
  // paint 1 where the materials are and 0 elsewhere
  const marked = layers.map((layer) => ({ ...layer, valueHU: isOwn(layer) ? 1 : 0 }));
  const own = layers.filter(isOwn).flatMap((layer) => layer.bodies);
  const { min, max } = boxRound(own.map((body: Body) => body.bounds));
  const middle: Vec3 = [(min[0] + max[0]) / 2, (min[1] + max[1]) / 2, (min[2] + max[2]) / 2];
  const widest = Math.max(max[0] - min[0], max[1] - min[1], max[2] - min[2]) + 2 * ramp;
  let size = leafSize;
  while (size < widest) size *= 2;
  return cellVolume(sceneOf(marked, 0), middle, size);
}

function cellVolume(above: Scene, at: Vec3, size: number): number {
  const scene = sceneNear(above, at, (size * Math.sqrt(3)) / 2 - leafRadius + ramp, 0);
  const whole = size * size * size;
  if (scene.coats.length === 0) return scene.baseHU * whole;
  if (size <= leafSize) return share(scene, at) * whole;
  let sum = 0;
  const q = size / 4;
  for (let octant = 0; octant < 8; octant++) {
    const [x, y, z] = [octant & 4 ? q : -q, octant & 2 ? q : -q, octant & 1 ? q : -q];
    sum += cellVolume(scene, [at[0] + x, at[1] + y, at[2] + z], size / 2);
  }
  return sum;
}

function share(scene: Scene, at: Vec3): number {
  let value = scene.baseHU;
  for (const coat of scene.coats) {
    let d = Number.POSITIVE_INFINITY;
    for (const solid of coat.solids) d = Math.min(d, solid.distance(at[0], at[1], at[2]));
    value += (coat.valueHU - value) * softStep(d);
  }
  return value;
}

/**
 * 1 well inside, 0 well outside; between them the integral of R. G. Keys' cubic convolution kernel (1981). It has no
 * second moment: what a curved surface gains on one side of a plain ramp it loses here, and all that is left is as small
 * as the ripple of a lattice under that kernel.
 */
function softStep(d: number): number {
  const x = Math.min(2, Math.abs(d) / leafSize);
  const half =
    x <= 1 ? x * (1 + x * x * (-5 / 6 + (3 / 8) * x)) : x * (2 + x * (-2 + x * (5 / 6 - x / 8))) - 1 / 6;
  return d > 0 ? 0.5 - half : 0.5 + half;
}
