// The chunks of a PNG file (W3C, Portable Network Graphics, third edition), 8 bits a channel or a palette's number.
import { crc32 } from 'node:zlib';
import { zlibSync } from 'fflate';

const signature = [137, 80, 78, 71, 13, 10, 26, 10];

/** Of a pixel: how PNG calls it, and how many bytes it takes. */
const kinds = {
  grey: { number: 0, bytes: 1 },
  palette: { number: 3, bytes: 1 },
  rgba: { number: 6, bytes: 4 },
} as const;

export interface PngPixels {
  readonly width: number;
  readonly height: number;
  readonly kind: keyof typeof kinds;
  /** Row by row from the top. */
  readonly pixels: Uint8Array;
  /** Four bytes a colour (red, green, blue, opacity), where pixels are numbers of a palette. */
  readonly palette?: Uint8Array;
}

/** The same pixels give the same bytes on every machine. No text, no time. */
export function pngFile({ width, height, kind, pixels, palette }: PngPixels): Uint8Array {
  const { number, bytes } = kinds[kind];
  if (pixels.length !== bytes * width * height) throw new RangeError(`${bytes} bytes a pixel`);
  const head = new Uint8Array(13);
  const view = new DataView(head.buffer);
  view.setUint32(0, width);
  view.setUint32(4, height);
  head.set([8, number, 0, 0, 0], 8);
  const rows = kind === 'palette' ? plain(pixels, width) : differences(pixels, bytes * width);
  return Buffer.concat([
    Uint8Array.from(signature),
    chunk('IHDR', head),
    ...(palette === undefined ? [] : paletteChunks(palette)),
    chunk('IDAT', zlibSync(rows, { level: kind === 'rgba' ? 6 : 9 })),
    chunk('IEND', new Uint8Array(0)),
  ]);
}

function paletteChunks(palette: Uint8Array): readonly Uint8Array[] {
  const colours = palette.filter((_, b) => b % 4 !== 3);
  const opacities = palette.filter((_, b) => b % 4 === 3);
  return [chunk('PLTE', colours), chunk('tRNS', opacities)];
}

/** Every row as its difference from the row above (filter 2), which packs shaded surfaces a third better than none. */
function differences(pixels: Uint8Array, row: number): Uint8Array {
  const height = pixels.length / row;
  const rows = new Uint8Array(height * (row + 1));
  for (let y = 0; y < height; y++) {
    const to = y * (row + 1);
    const from = y * row;
    rows[to] = 2;
    for (let b = 0; b < row; b++) rows[to + 1 + b] = pixels[from + b] - (y > 0 ? pixels[from - row + b] : 0);
  }
  return rows;
}

/** Numbers of colours have no differences. */
function plain(pixels: Uint8Array, row: number): Uint8Array {
  const height = pixels.length / row;
  const rows = new Uint8Array(height * (row + 1));
  for (let y = 0; y < height; y++) rows.set(pixels.subarray(y * row, (y + 1) * row), y * (row + 1) + 1);
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
