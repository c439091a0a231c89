// The colours that lengths have on the model: told apart by every kind of eye, as dark or light as the length is far or near.
import type { MapName } from '../core/surface-map.js';

/** sRGB, 0…1. */
export type Rgb = readonly [number, number, number];

export type ScaleName = 'diverging' | 'sequential' | 'thickness';

export const scaleOf: Readonly<Record<MapName, ScaleName>> = {
  deviation: 'diverging',
  smoothing: 'diverging',
  decimation: 'diverging',
  uncertainty: 'sequential',
  thickness: 'thickness',
  distance: 'diverging',
};

/** What is not known: no scale has it, and it is striped. */
export const unknownGrey: Rgb = [0.56, 0.56, 0.58];

// Little is pale as bone, much is dark: most of a model is near the pale end, and its shape stays to be seen.
const paleToDark = ['#f3f1ea', '#f2d27a', '#e08e36', '#b0434a', '#541b54'];

// From low to high, evenly spaced. Blue and orange are the pair that protanopes, deuteranopes and tritanopes all tell apart;
// equally far from the middle is equally dark. What wants attention is dark: much uncertainty, a thin wall.
const stops: Readonly<Record<ScaleName, readonly string[]>> = {
  diverging: ['#0a3a78', '#2e7cc0', '#8fbfe6', '#f4f3ef', '#f1b27a', '#c96a1f', '#72300a'],
  sequential: paleToDark,
  thickness: [...paleToDark].reverse(),
};

/** The colour at a share of the scale; below 0 and above 1 is the end's. */
export function scaleColour(name: ScaleName, share: number): Rgb {
  const all = stops[name];
  const at = Math.min(1, Math.max(0, share)) * (all.length - 1);
  const n = Math.min(all.length - 2, Math.floor(at));
  const [from, to] = [oklab(rgbOf(all[n])), oklab(rgbOf(all[n + 1]))];
  const part = at - n;
  return fromOklab([0, 1, 2].map((c) => from[c] + part * (to[c] - from[c])));
}

export const cssColour = (colour: Rgb): string => `rgb(${colour.map((c) => Math.round(255 * c)).join(' ')})`;

/** '#rrggbb'. */
export const rgbOf = (hex: string): Rgb => [part(hex, 1), part(hex, 3), part(hex, 5)];
const part = (hex: string, at: number): number => Number.parseInt(hex.slice(at, at + 2), 16) / 255;

const linear = (c: number): number => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
const encoded = (c: number): number => (c <= 0.0031308 ? 12.92 * c : 1.055 * c ** (1 / 2.4) - 0.055);

// Björn Ottosson, A perceptual color space for image processing, 2020.
/** Lightness, green to red, blue to yellow; steps of equal length look equally far. */
export function oklab(colour: Rgb): Rgb {
  const [r, g, b] = colour.map(linear);
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}

function fromOklab([L, a, b]: readonly number[]): Rgb {
  const l = (L + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (L - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (L - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const shown = (c: number): number => encoded(Math.min(1, Math.max(0, c)));
  return [
    shown(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
    shown(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
    shown(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s),
  ];
}
