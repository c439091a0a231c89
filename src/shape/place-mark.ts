// One text on one body: where it asks to be, where it fits best, or on a tag.
import { UserError } from '../core/errors.js';
import type { Vec3 } from '../core/grid.js';
import { boundsOf } from '../core/mesh.js';
import { type SideName, sideDirections } from '../core/patient-sides.js';
import type { Body } from '../core/print-model.js';
import { lengthOf, minus } from '../core/vec3.js';
import type { Booleans, Solid } from '../kernel/booleans.js';
import { nearestPlace } from '../kernel/nearest-place.js';
import type { Rays } from '../kernel/ray-hits.js';
import { type TextBlock, textBlock } from '../kernel/text-block.js';
import { type TextNeeds, type TextPatch, textPatch } from '../kernel/text-patch.js';
import { findPlaces, type Taken } from './find-places.js';
import { layText, type MarkStyle } from './lay-text.js';
import { makeTag } from './make-tag.js';
import type { MarkSize } from './mark-sizes.js';
import type { MarkPlace } from './read-mark-place.js';

/** One text to place. */
export interface Marking {
  readonly lines: readonly string[];
  readonly style: MarkStyle;
  readonly place: MarkPlace;
  /** Where it shall face. */
  readonly side: SideName | null;
  /** On the body's outermost there, and nowhere else. */
  readonly outermost: boolean;
  /** Largest first. */
  readonly sizes: readonly MarkSize[];
  /** What has to be left behind letters, mm. */
  readonly wall: number;
}

/** The body, and what of the model's other bodies and marks must be known. */
export interface MarkRoom {
  readonly body: Body;
  readonly solid: Solid;
  readonly rays: Rays;
  readonly name: string;
  /** Corners of the box around the whole model, mm. */
  readonly bounds: { readonly min: Vec3; readonly max: Vec3 };
  readonly taken: readonly Taken[];
  /** Into the model's other bodies. */
  readonly others: readonly Rays[];
  /** Sides on which a tag stands. */
  readonly tagged: ReadonlySet<SideName>;
}

export interface PlacedMark {
  /** To be taken out of the body, or to be added to it. */
  readonly removed: readonly Solid[];
  readonly added: readonly Solid[];
  readonly at: Vec3;
  readonly out: Vec3;
  readonly height: number;
  readonly depth: number;
  /** Half of its diagonal, mm. */
  readonly radius: number;
  readonly tag: SideName | null;
}

/** Null where the body has no place for it. A place that was asked for and doesn't serve is a UserError. */
export function placeMark(
  booleans: Booleans,
  room: MarkRoom,
  marking: Marking,
  signal: AbortSignal,
): PlacedMark | null {
  if (typeof marking.place !== 'string') return placedAt(booleans, room, marking, marking.place);
  const onSurface = marking.place === 'auto' ? placedAnywhere(booleans, room, marking, signal) : null;
  return onSurface ?? tagged(booleans, room, marking);
}

/** The best places that are tried in earnest. */
const mostTried = 6;

function placedAnywhere(
  booleans: Booleans,
  room: MarkRoom,
  marking: Marking,
  signal: AbortSignal,
): PlacedMark | null {
  const { body, solid, rays, taken, others } = room;
  const facing = marking.side && sideDirections[marking.side];
  const wishes = [facing, ...(facing && !marking.outermost ? [null] : [])];
  for (const wish of wishes)
    for (const size of marking.sizes) {
      const block = textBlock(marking.lines, size.height);
      const needs = needsOf(block, size, marking);
      const places = findPlaces(
        body,
        rays,
        needs,
        { facing: wish, outermost: marking.outermost, taken, others },
        signal,
      );
      for (const patch of places.slice(0, mostTried)) {
        const placed = laid(booleans, solid, block, patch, size, marking);
        if (placed !== null) return placed;
      }
    }
  return null;
}

function placedAt(booleans: Booleans, room: MarkRoom, marking: Marking, at: Vec3): PlacedMark {
  const { place, out } = nearestPlace(room.body.mesh, at);
  for (const size of marking.sizes) {
    const block = textBlock(marking.lines, size.height);
    for (const turn of [0, 90, 45, -45]) {
      const patch = textPatch(room.rays, place, out, turn, needsOf(block, size, marking));
      const placed = patch && laid(booleans, room.solid, block, patch, size, marking);
      if (placed !== null) return placed;
    }
  }
  const smallest = marking.sizes[marking.sizes.length - 1];
  const { width, height } = textBlock(marking.lines, smallest.height);
  throw new UserError(
    `The mark '${marking.lines.join(' ')}' does not fit on ${room.name} at ${placeText(place)}: the surface is not smooth, free and strong enough there for ${width.toFixed(1)} × ${height.toFixed(1)} mm.`,
    'Choose another place, smaller letters (--mark-height), a smaller --mark-depth, or --mark-place tag.',
  );
}

function laid(
  booleans: Booleans,
  solid: Solid,
  block: TextBlock,
  patch: TextPatch,
  { height, depths }: MarkSize,
  { style, wall }: Marking,
): PlacedMark | null {
  for (const depth of depths) {
    if (style === 'engraved' && patch.wall < depth + wall) continue;
    const text = layText(booleans, solid, block, patch, style, depth, wall);
    if (text === null) continue;
    return {
      removed: style === 'engraved' ? [text.letters] : [],
      added: style === 'engraved' ? [] : [text.letters],
      at: patch.frame.centre,
      out: patch.frame.out,
      height,
      depth,
      radius: Math.hypot(block.width, block.height) / 2,
      tag: null,
    };
  }
  return null;
}

function needsOf(block: TextBlock, { height, depths }: MarkSize, { style, wall }: Marking): TextNeeds {
  const margin = Math.max(wall, 0.3 * height);
  const shallowest = depths[depths.length - 1];
  return {
    width: block.width + 2 * margin,
    height: block.height + 2 * margin,
    rough: Math.min(0.6, shallowest / 2),
    wall: style === 'engraved' ? shallowest + wall : Math.min(0.6, shallowest / 2) + 1,
    free: Math.max(3, depths[0] + 2),
  };
}

/** Where tags are tried, the least in the way first. */
const tagSides: readonly SideName[] = ['inferior', 'posterior', 'right', 'left', 'anterior', 'superior'];

function tagged(booleans: Booleans, room: MarkRoom, marking: Marking): PlacedMark | null {
  const { body, rays, bounds } = room;
  const own = boundsOf(body.mesh);
  const widest = Math.max(20, lengthOf(minus(own.max, own.min)) / 2);
  const size =
    marking.sizes.find(({ height }) => textBlock(marking.lines, height).width < widest) ??
    marking.sizes[marking.sizes.length - 1];
  const block = textBlock(marking.lines, size.height);
  const first = marking.side === null ? [] : [marking.side];
  const sides = marking.outermost ? first : [...first, ...tagSides.filter((side) => !first.includes(side))];
  for (const side of sides) {
    if (room.tagged.has(side)) continue;
    const toward = sideDirections[side];
    const top = toward.reduce((sum, x, d) => sum + x * (x > 0 ? bounds.max[d] : bounds.min[d]), 0);
    const depth = size.depths[size.depths.length - 1];
    const tag = makeTag(booleans, body, rays, block, toward, top, marking.style, depth, marking.wall);
    if (tag === null) continue;
    const engraved = marking.style === 'engraved';
    return {
      removed: engraved ? [tag.letters] : [],
      added: engraved ? [tag.plate] : [tag.plate, tag.letters],
      at: tag.frame.centre,
      out: tag.frame.out,
      height: size.height,
      depth: tag.depth,
      radius: Math.hypot(block.width, block.height) / 2,
      tag: side,
    };
  }
  return null;
}

const placeText = (at: Vec3): string => `(${at.map((x) => x.toFixed(1)).join(', ')}) mm`;
