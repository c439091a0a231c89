// Whether a text finds a place on a surface: rays through its box tell how the surface bends, and what is behind it.
import type { Vec3 } from '../core/grid.js';
import { scaled } from '../core/vec3.js';
import { type Frame, frameFacing, inFrame } from './frame-facing.js';
import { type Bend, bendAt, heightFit } from './height-fit.js';
import type { Rays } from './ray-hits.js';
import type { TextPlace } from './text-prism.js';

/** What a text needs, mm. */
export interface TextNeeds {
  /** The box around its ink, with margins. */
  readonly width: number;
  readonly height: number;
  /** How far the surface may be from a smooth one. */
  readonly rough: number;
  /** Of material, along the ray. */
  readonly wall: number;
  /** Of air before it. */
  readonly free: number;
}

export interface TextPatch extends TextPlace {
  /** How far the surface is from the smooth one that the letters follow, mm. */
  readonly rough: number;
  /** Its greatest slope against the frame's plane, a tangent. */
  readonly steep: number;
  /** The thinnest of what is behind it, mm, no farther than was looked. */
  readonly wall: number;
}

/** Tangent of the slope up to which letters that follow a surface still read as they should: 35°. */
const steepest = 0.7;
/** A surface nearer to a plane than this, mm, is one. */
const flat = 0.02;

/**
 * The patch about a point of the surface, `out` its normal there; null where the box finds none that is smooth, strong and
 * free enough. The frame is tilted to the mean of the surface under the box.
 */
export function textPatch(
  rays: Rays,
  seed: Vec3,
  out: Vec3,
  turnedDeg: number,
  needs: TextNeeds,
): TextPatch | null {
  let frame = frameFacing(seed, out, turnedDeg);
  for (let turn = 0; turn < 3; turn++) {
    const found = heights(rays, frame, needs, 3, 3);
    const plane = found && heightFit(found.points, 3);
    if (!plane || Math.hypot(plane[1], plane[2]) > 1) return null;
    const bent = heightFit(found.points, 6);
    if (bent !== null && steepness([0, 0, 0, bent[3], bent[4], bent[5]], needs) > 1.5 * steepest) return null;
    frame = tilted(frame, plane, turnedDeg);
    if (Math.hypot(plane[1], plane[2]) < 0.01) break;
  }
  const across = Math.max(3, Math.min(60, Math.ceil((2.5 * needs.width) / needs.height)));
  const found = heights(rays, frame, needs, Math.max(across, Math.ceil(needs.width / 2)), 5);
  if (found === null) return null;
  return judged(frame, found, needs);
}

function judged(frame: Frame, { points, wall }: Heights, needs: TextNeeds): TextPatch | null {
  for (const terms of [3, 6] as const) {
    const bend = heightFit(points, terms);
    if (bend === null) return null;
    const rough = roughness(points, bend);
    const steep = steepness(bend, needs);
    if (rough <= (terms === 3 ? flat : needs.rough))
      return steep <= steepest ? { frame, bend, rough, steep, wall } : null;
  }
  return null;
}

function roughness(points: Float64Array, bend: Bend): number {
  let most = 0;
  for (let k = 0; k < points.length; k += 3)
    most = Math.max(most, Math.abs(points[k + 2] - bendAt(bend, points[k], points[k + 1])));
  return most;
}

const steepness = ([, b, c, d, e, f]: Bend, { width, height }: TextNeeds): number =>
  Math.max(
    ...[-1, 1].flatMap((x) =>
      [-1, 1].map((y) => {
        const [u, v] = [(x * width) / 2, (y * height) / 2];
        return Math.hypot(b + 2 * d * u + e * v, c + e * u + 2 * f * v);
      }),
    ),
  );

function tilted(frame: Frame, [c, a, b]: Bend, turnedDeg: number): Frame {
  const { right, up, out } = frame;
  const normal: Vec3 = [
    out[0] - a * right[0] - b * up[0],
    out[1] - a * right[1] - b * up[1],
    out[2] - a * right[2] - b * up[2],
  ];
  return frameFacing(inFrame(frame, 0, 0, c), normal, turnedDeg);
}

interface Heights {
  /** u, v, w. */
  readonly points: Float64Array;
  readonly wall: number;
}

/** Where rays from outside meet the surface; null as soon as one meets none, or too little behind it. */
function heights(rays: Rays, frame: Frame, needs: TextNeeds, columns: number, rows: number): Heights | null {
  const bow = 0.2 * Math.hypot(needs.width, needs.height) + 1;
  const inward = scaled(frame.out, -1);
  const points = new Float64Array(3 * columns * rows);
  const wanted = columns > 3 || rows > 3 ? needs.wall : 0;
  let thinnest = bow + needs.wall;
  for (let k = 0; k < columns * rows; k++) {
    const u = ((k % columns) / (columns - 1) - 0.5) * needs.width;
    const v = (Math.floor(k / columns) / (rows - 1) - 0.5) * needs.height;
    const hits = rays(inFrame(frame, u, v, needs.free + bow), inward, needs.free + 3 * bow + needs.wall);
    if (hits.length === 0 || !hits[0].entering) return null;
    const w = needs.free + bow - hits[0].way;
    const wall = hits.length > 1 ? hits[1].way - hits[0].way : thinnest;
    if (Math.abs(w) > bow || wall < wanted) return null;
    thinnest = Math.min(thinnest, wall);
    points.set([u, v, w], 3 * k);
  }
  return { points, wall: thinnest };
}
