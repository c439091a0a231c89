// What an operation added to a model and took from it, measured on the bodies themselves.
import { type Mesh, signedVolume, triangleArea } from '../core/mesh.js';
import { type Body, originNumber, type PrintModel, type PrintPart } from '../core/print-model.js';
import type { Effect } from '../core/shape-facts.js';
import { type Booleans, booleans, type Solid } from '../kernel/booleans.js';

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
export async function operationEffect(
  before: PrintModel,
  after: PrintModel,
  closely: boolean,
): Promise<Effect> {
  const sameFrame = before.mirrored === after.mirrored && before.scale === after.scale;
  const changed = closely && sameFrame ? await changes(before, after) : { added: null, removed: null };
  return {
    volumeBefore: volumeOf(before),
    volumeAfter: volumeOf(after),
    ...changed,
    anatomyBefore: anatomyOf(before),
    anatomyAfter: anatomyOf(after),
  };
}

interface Changes {
  readonly added: number;
  readonly removed: number;
}

/** Part by part of the anatomy; what was left as it was costs nothing. */
async function changes(before: PrintModel, after: PrintModel): Promise<Changes> {
  const kept = new Set<Mesh>(before.parts.map(({ mesh }) => mesh));
  const still = new Set<Mesh>(after.parts.map(({ mesh }) => mesh).filter((mesh) => kept.has(mesh)));
  const changed = ({ parts }: PrintModel): PrintPart[] => parts.filter(({ mesh }) => !still.has(mesh));
  const [old, made] = [changed(before), changed(after)];
  if (old.length === 0 && made.length === 0) return { added: 0, removed: 0 };
  if (old.length === 0) return { added: volumeOf({ ...after, parts: made }), removed: 0 };
  if (made.length === 0) return { added: 0, removed: volumeOf({ ...before, parts: old }) };
  const room = await booleans();
  const [was, is] = [solidOf(old, room), solidOf(made, room)];
  return { added: room.volume(room.difference(is, [was])), removed: room.volume(room.difference(was, [is])) };
}

const solidOf = (parts: readonly PrintPart[], room: Booleans): Solid =>
  room.union(parts.map((part) => room.solid(part, part.name)));
