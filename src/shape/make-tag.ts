// A small plate with a text, on an arm that is rooted in the body: for bodies on which a text finds no place.
import type { Vec3 } from '../core/grid.js';
import { type Body, originNumber } from '../core/print-model.js';
import { dot, plus, scaled } from '../core/vec3.js';
import type { Booleans, Solid } from '../kernel/booleans.js';
import { type Frame, frameFacing } from '../kernel/frame-facing.js';
import type { Rays } from '../kernel/ray-hits.js';
import type { TextBlock } from '../kernel/text-block.js';
import { textPrism } from '../kernel/text-prism.js';
import { findAnchor } from './find-anchor.js';
import type { MarkStyle } from './lay-text.js';

export interface Tag {
  /** Plate and arm. */
  readonly plate: Solid;
  readonly letters: Solid;
  /** The middle of the plate's face, and which way it faces. */
  readonly frame: Frame;
  /** Of the letters, mm. */
  readonly depth: number;
}

/** mm: around the text; of the plate; between the plate and the outermost of the model. */
const margin = 2;
const thickness = 2.5;
const gap = 1.5;
/** The arm's radius, mm; the thinner one for small bodies. */
const radii = [2, 1.25];
const facets = 32;

/**
 * Beyond the outermost of the model that way (`top`, mm along `toward`, one of the patient's axes). Engraved letters leave
 * `wall` mm of the plate. Null where an arm finds no hold, or the plate is too thin for these.
 */
export function makeTag(
  booleans: Booleans,
  body: Body,
  rays: Rays,
  block: TextBlock,
  toward: Vec3,
  top: number,
  style: MarkStyle,
  wanted: number,
  wall: number,
): Tag | null {
  const engraved = style === 'engraved';
  const depth = engraved ? Math.min(wanted, thickness - wall) : wanted;
  if (depth <= 0.1) return null;
  for (const radius of radii) {
    const anchor = findAnchor(body, rays, toward, top, radius);
    if (anchor === null) continue;
    const size: readonly [number, number] = [block.width + 2 * margin, block.height + 2 * margin];
    const flat = frameFacing([0, 0, 0], facingOf(toward));
    const reach =
      (Math.abs(dot(flat.right, toward)) * size[0] + Math.abs(dot(flat.up, toward)) * size[1]) / 2;
    const near = top - dot(anchor.at, toward) + gap;
    const middle = plus(anchor.at, scaled(toward, near + reach));
    const frame: Frame = { ...flat, centre: plus(middle, scaled(flat.out, thickness / 2)) };
    const place = { frame, bend: [0, 0, 0, 0, 0, 0] as const };
    const letters = engraved
      ? textPrism(booleans, block.rings, place, -depth, 1)
      : textPrism(booleans, block.rings, place, -0.3, depth);
    const arm = armOf(booleans, anchor.at, toward, anchor.depth, near + Math.min(1.5, reach), radius);
    const plate = booleans.union([plateOf(booleans, frame, size), arm]);
    return { plate: booleans.marked(plate, originNumber('support')), letters, frame, depth };
  }
  return null;
}

/** The plate stands along the arm; those below, above and aside of the model are read from the front, others from the right. */
const facingOf = (toward: Vec3): Vec3 => (Math.abs(toward[1]) < 0.5 ? [0, -1, 0] : [-1, 0, 0]);

const plateOf = (
  { library }: Booleans,
  { right, up, out, centre }: Frame,
  [width, height]: readonly [number, number],
): Solid =>
  library.Manifold.cube([width, height, thickness], true)
    .translate(0, 0, -thickness / 2)
    .transform([...right, 0, ...up, 0, ...out, 0, ...centre, 1]);

function armOf(
  { library }: Booleans,
  at: Vec3,
  toward: Vec3,
  depth: number,
  length: number,
  radius: number,
): Solid {
  const frame = frameFacing(plus(at, scaled(toward, -depth)), toward);
  return library.Manifold.cylinder(depth + length, radius, radius, facets).transform([
    ...frame.right,
    0,
    ...frame.up,
    0,
    ...frame.out,
    0,
    ...frame.centre,
    1,
  ]);
}
