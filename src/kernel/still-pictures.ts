// A model from the six sides that everybody knows by name, all at one scale.
import { boundsOf, vertexCount } from '../core/mesh.js';
import type { ShownPart } from '../core/origin-colours.js';
import { standardViews, type ViewName, viewNames } from '../core/standard-views.js';
import { drawMesh } from './draw-mesh.js';
import { drawnParts } from './drawn-parts.js';
import { smallPng } from './small-png.js';

export interface StillPictures {
  /** mm that a pixel covers. */
  readonly pixel: number;
  /** PNG, transparent where nothing is. */
  readonly pictures: readonly { readonly view: ViewName; readonly png: Uint8Array }[];
}

/** Beside the model, of its longest side. */
export const stillMargin = 0.07;

/** Squares of `side` pixels. The same parts give the same bytes. 1 M triangles at 512: 2.5 s. */
export function stillPictures(parts: readonly ShownPart[], side: number): StillPictures {
  const drawn = drawnParts(parts);
  const extent = longestSide(parts);
  const pixel = extent > 0 ? (extent * (1 + 2 * stillMargin)) / side : 1;
  const size = { width: side, height: side, pixel };
  const pictures = viewNames.map((view) => ({
    view,
    png: smallPng(drawMesh(drawn, standardViews[view], size)),
  }));
  return { pixel, pictures };
}

/** Of the box about all parts, mm; 0 where there is nothing. */
function longestSide(parts: readonly ShownPart[]): number {
  const boxes = parts.filter(({ mesh }) => vertexCount(mesh) > 0).map(({ mesh }) => boundsOf(mesh));
  if (boxes.length === 0) return 0;
  const sides = ([0, 1, 2] as const).map(
    (c) => Math.max(...boxes.map(({ max }) => max[c])) - Math.min(...boxes.map(({ min }) => min[c])),
  );
  return Math.max(...sides);
}
