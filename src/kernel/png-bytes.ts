// A picture as a PNG file: 8 bits a channel, with transparency.
import type { Picture } from './draw-mesh.js';
import { pngFile } from './png-file.js';

/** The same picture gives the same bytes on every machine. No text, no time. */
export function pngBytes({ width, height, rgba }: Picture): Uint8Array {
  return pngFile({ width, height, kind: 'rgba', pixels: rgba });
}
