// Parts as they are drawn: what was made of them in its own colours.
import { originColours, type ShownPart } from '../core/origin-colours.js';
import type { DrawnMesh } from './draw-mesh.js';

export const drawnParts = (parts: readonly ShownPart[]): readonly DrawnMesh[] =>
  parts.map(({ mesh, colour, origin }) => ({ mesh, colours: originColours(colour), which: origin }));
