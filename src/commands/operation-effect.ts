// What an operation added to a model and took from it, measured on the bodies themselves.
import { type Mesh, signedVolume, triangleArea } from '../core/mesh.js';
import { type Body, originNumber, type PrintModel } from '../core/print-model.js';
import type { Effect } from '../core/shape-facts.js';
import { volumeChange } from '../kernel/volume-change.js';

const volumeOf = ({ parts }: PrintModel): number =>
  parts.reduce((sum, { mesh }) => sum + signedVolume(mesh), 0);

/** mm² of the bodies' surface that comes from each origin, by its number. */
export function areasOf(bodies: readonly Body[]): Float64Array {
  const areas = new Float64Array(256);
  for (const { mesh, origin } of bodies)
    for (let t = 0; t < origin.length; t++) areas[origin[t]] += triangleArea(mesh, t);
  return areas;
}

const anatomyOf = ({ parts }: PrintModel): number => areasOf(parts)[originNumber('anatomy')];

/** Where `closely` is false, or the frame changed, what was added and taken away is not measured. */
export function operationEffect(before: PrintModel, after: PrintModel, closely: boolean): Effect {
  const sameFrame = before.mirrored === after.mirrored && before.scale === after.scale;
  const changed =
    closely && sameFrame ? volumeChange(meshesOf(before), meshesOf(after)) : { added: null, removed: null };
  return {
    volumeBefore: volumeOf(before),
    volumeAfter: volumeOf(after),
    ...changed,
    anatomyBefore: anatomyOf(before),
    anatomyAfter: anatomyOf(after),
  };
}

const meshesOf = ({ parts }: PrintModel): Mesh[] => parts.map(({ mesh }) => mesh);
