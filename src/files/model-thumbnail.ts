// A small picture of a model, as file managers and slicers show it.
import { originColours, type ShownPart } from '../core/origin-colours.js';
import { threeQuarterView } from '../core/standard-views.js';
import { drawMesh } from '../kernel/draw-mesh.js';
import { pngBytes } from './png-bytes.js';

const side = 384;

/** The bytes of a PNG, from the front, the patient's left and above. */
export function modelThumbnail(parts: readonly ShownPart[]): Uint8Array {
  const drawn = parts.map(({ mesh, colour, origin }) => ({
    mesh,
    colours: originColours(colour),
    which: origin,
  }));
  return pngBytes(drawMesh(drawn, threeQuarterView, { width: side, height: side }));
}
