// A picture as a small PNG file: in 256 colours at most where that is enough, as it is for shaded surfaces of few colours.
import type { Picture } from './draw-mesh.js';
import { pngFile } from './png-file.js';

/** Opacities that are told apart: of the smooth edge of a shape no more are seen. */
const opacities = 5;

/** Colours that are nearly the same become one, their mean; the same picture gives the same bytes. */
export function smallPng({ width, height, rgba }: Picture): Uint8Array {
  for (let bits = 7; bits >= fewestBits; bits--) {
    const cells = cellsOf(rgba, bits);
    if (cells.size <= most) return drawn({ width, height, rgba }, cells, bits);
  }
  return pngFile({ width, height, kind: 'rgba', pixels: rgba });
}

/** Colours of a palette. */
const most = 256;
/** Of a channel: with fewer, shades would be seen as bands. */
const fewestBits = 5;

interface Cell {
  readonly sum: [number, number, number];
  count: number;
  readonly alpha: number;
}

/** What falls together when each channel keeps so many bits. */
function cellsOf(rgba: Uint8Array, bits: number): Map<number, Cell> {
  const cells = new Map<number, Cell>();
  let last = -1;
  let cell: Cell | undefined;
  for (let b = 0; b < rgba.length; b += 4) {
    const key = keyOf(rgba, b, bits);
    // Neighbours are often alike.
    if (key !== last) cell = cells.get(key);
    last = key;
    if (cell === undefined) {
      cell = { sum: [0, 0, 0], count: 0, alpha: alphaOf(rgba[b + 3]) };
      cells.set(key, cell);
      if (cells.size > most) return cells;
    }
    for (const c of [0, 1, 2] as const) cell.sum[c] += rgba[b + c];
    cell.count++;
  }
  return cells;
}

const alphaOf = (alpha: number): number =>
  Math.round(Math.round((alpha / 255) * (opacities - 1)) * (255 / (opacities - 1)));

function keyOf(rgba: Uint8Array, b: number, bits: number): number {
  const alpha = alphaOf(rgba[b + 3]);
  if (alpha === 0) return 0;
  const cut = 8 - bits;
  return 1 + (((alpha * 256 + (rgba[b] >> cut)) * 256 + (rgba[b + 1] >> cut)) * 256 + (rgba[b + 2] >> cut));
}

function drawn({ width, height, rgba }: Picture, cells: Map<number, Cell>, bits: number): Uint8Array {
  const mean = ({ sum, count, alpha }: Cell): number[] =>
    alpha === 0 ? [0, 0, 0, 0] : [...sum.map((s) => Math.round(s / count)), alpha];
  const light = (cell: Cell): number => cell.alpha * 1000 + mean(cell).reduce((a, b) => a + b);
  const sorted = [...cells].sort(([p, a], [q, b]) => light(a) - light(b) || p - q);
  const numbers = new Map(sorted.map(([key], n) => [key, n]));
  const pixels = new Uint8Array(width * height);
  for (let p = 0; p < pixels.length; p++) pixels[p] = numbers.get(keyOf(rgba, 4 * p, bits)) ?? 0;
  const palette = Uint8Array.from(sorted.flatMap(([, cell]) => mean(cell)));
  return pngFile({ width, height, kind: 'palette', pixels, palette });
}
