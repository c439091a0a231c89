// A model on its way to the printer: bodies in the patient's frame, and what became of them since they were surfaces.
import type { Mesh, Part } from './mesh.js';

/**
 * Where the triangles of a body come from. What is not `anatomy` was made by us, and is coloured as such in every picture.
 * `cut`: a cap or a wall that an operation cut; `inside`: the wall of a hollow; `added`: material that thickens the anatomy;
 * `support`: plinth, stand, struts, tags; `mark`: letters; `joint`: pins, dowels, sockets; `offset`: a surface that keeps its
 * distance from the anatomy (a vessel's wall, a shrink-wrapped skin).
 */
export const origins = ['anatomy', 'cut', 'inside', 'added', 'support', 'mark', 'joint', 'offset'] as const;
export type Origin = (typeof origins)[number];

/** One number for each origin: its place in `origins`. */
export const originNumber = (origin: Origin): number => origins.indexOf(origin);

/** A body to print. It is closed, 2-manifold, oriented outward, free of self-intersection; it may have cavities and shells. */
export interface PrintPart extends Part {
  /** The part of the anatomy that it is, or that it was cut from. */
  readonly of: string;
  /** One a triangle: `originNumber`. */
  readonly origin: Uint8Array;
}

/** The bodies lie in one frame: LPS, mm, unless `mirrored` or `scale` says otherwise. */
export interface PrintModel {
  readonly parts: readonly PrintPart[];
  /** Across which plane of the patient the model was mirrored; null where left is left. */
  readonly mirrored: Mirroring | null;
  /** 1 = life-size. */
  readonly scale: number;
}

/** Named after the directions that were exchanged. */
export const mirrorings = ['left-right', 'front-back', 'up-down'] as const;
export type Mirroring = (typeof mirrorings)[number];

/** All of it anatomy. */
export const printPart = (part: Part): PrintPart => ({
  name: part.name,
  mesh: part.mesh,
  colour: part.colour,
  of: part.name,
  origin: new Uint8Array(part.mesh.triangles.length / 3),
});

/** A model as it comes from the scan. */
export const printModel = (parts: readonly Part[]): PrintModel => ({
  parts: parts.map(printPart),
  mirrored: null,
  scale: 1,
});

/** A mesh whose triangles all come from the same. */
export interface Body {
  readonly mesh: Mesh;
  /** One a triangle: `originNumber`. */
  readonly origin: Uint8Array;
}

/** Every triangle of the mesh from there. */
export const bodyOf = (mesh: Mesh, origin: Origin): Body => ({
  mesh,
  origin: new Uint8Array(mesh.triangles.length / 3).fill(originNumber(origin)),
});
