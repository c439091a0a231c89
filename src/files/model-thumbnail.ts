// A small picture of a model, as file managers and slicers show it.
import type { ShownPart } from '../core/origin-colours.js';
import { threeQuarterView } from '../core/standard-views.js';
import { drawMesh } from '../kernel/draw-mesh.js';
import { drawnParts } from '../kernel/drawn-parts.js';
import { pngBytes } from '../kernel/png-bytes.js';

const side = 384;

/** The bytes of a PNG, from the front, the patient's left and above. */
export const modelThumbnail = (parts: readonly ShownPart[]): Uint8Array =>
  pngBytes(drawMesh(drawnParts(parts), threeQuarterView, { width: side, height: side }));
