// A picture as a PNG file (W3C, Portable Network Graphics, third edition): 8 bits a channel, with transparency.
import { crc32 } from 'node:zlib';
import { zlibSync } from 'fflate';
import type { Picture } from './draw-mesh.js';

const signature = [137, 80, 78, 71, 13, 10, 26, 10];
/** Eight bits a channel, red green blue alpha, and the only kinds of packing and of rows that there are. */
const kind = [8, 6, 0, 0, 0];

/** The same picture gives the same bytes on every machine. No text, no time. */
export function pngBytes({ width, height, rgba }: Picture): Uint8Array {
  if (rgba.length !== 4 * width * height) throw new RangeError('four bytes a pixel');
  const head = new Uint8Array(13);
  const view = new DataView(head.buffer);
  view.setUint32(0, width);
  view.setUint32(4, height);
  head.set(kind, 8);
  const chunks = [
    Uint8Array.from(signature),
    chunk('IHDR', head),
    chunk('IDAT', zlibSync(filtered(rgba, width, height), { level: 6 })),
    chunk('IEND', new Uint8Array(0)),
  ];
  return Buffer.concat(chunks);
}

/** Every row as its difference from the row above (filter 2), which packs shaded surfaces a third better than none. */
function filtered(rgba: Uint8Array, width: number, height: number): Uint8Array {
  const row = 4 * width;
  const rows = new Uint8Array(height * (row + 1));
  for (let y = 0; y < height; y++) {
    const to = y * (row + 1);
    const from = y * row;
    rows[to] = 2;
    for (let b = 0; b < row; b++) rows[to + 1 + b] = rgba[from + b] - (y > 0 ? rgba[from - row + b] : 0);
  }
  return rows;
}

function chunk(type: string, data: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(data.length + 12);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, data.length);
  new TextEncoder().encodeInto(type, bytes.subarray(4));
  bytes.set(data, 8);
  view.setUint32(data.length + 8, crc32(bytes.subarray(4, data.length + 8)));
  return bytes;
}
