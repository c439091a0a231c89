// Three slices of the scan through the middle of the model, with its outline over them: pictures that need no script.
import { vertexCount } from '../core/mesh.js';
import type { ShownPart } from '../core/origin-colours.js';
import type { ShownScan } from '../core/shown-scan.js';
import { outlinePaths } from '../kernel/outline-paths.js';
import { planeAxes } from '../kernel/plane-axes.js';
import { planeSection } from '../kernel/plane-section.js';
import { pngFile } from '../kernel/png-file.js';
import { barLength } from './bar-length.js';
import { type Html, html, trusted } from './html.js';
import { numberText } from './number-text.js';
import { outlineColour } from './outline-colour.js';
import type { PagePicture } from './page-picture.js';
import { pathText } from './path-text.js';
import { type Axis, type Hanging, hangings } from './slice-hangings.js';
import { slicePlane } from './slice-plane.js';

/** Pixels of the longest side; all three have one scale. */
const longest = 480;
const band = 32;

/** `scan`: around the parts, which lie in it (mm LPS). None where there is nothing to cut. */
export function slicePictures(parts: readonly ShownPart[], scan: ShownScan): readonly PagePicture[] {
  if (parts.every(({ mesh }) => vertexCount(mesh) === 0)) return [];
  const [x, y, z] = scan.size.map((n, c) => n * scan.spacing[c]);
  const perMm = longest / Math.max(x, y, z);
  const width = Math.max(160, Math.ceil(Math.max(x, y) * perMm));
  const height = Math.ceil(Math.max(y, z) * perMm);
  return hangings.map((hanging) => slicePicture(parts, scan, hanging, { width, height, perMm }));
}

/** Of all three: pixels without the band under them, and how many there are to a mm. */
interface Frame {
  readonly width: number;
  readonly height: number;
  readonly perMm: number;
}

function slicePicture(
  parts: readonly ShownPart[],
  scan: ShownScan,
  hanging: Hanging,
  { width, height, perMm }: Frame,
): PagePicture {
  const { name, title, across, right, down } = hanging;
  const { size, spacing, origin } = scan;
  const plane = { origin: origin[across], spacing: spacing[across], count: size[across] };
  const meshes = parts.map(({ mesh }) => mesh);
  const index = slicePlane(meshes, across, plane);
  const at = origin[across] + index * spacing[across];
  const [wide, high] = [size[right] * spacing[right] * perMm, size[down] * spacing[down] * perMm];
  const [left, top] = [(width - wide) / 2, (height - high) / 2].map((n) => n.toFixed(2));
  const png = Buffer.from(greyPng(scan, hanging, index)).toString('base64');
  const place = `${'xyz'[across]} = ${numberText(at, 1)} mm`;
  const outlines = parts.flatMap(({ mesh, colour }) => {
    const path = pathOf(planeSection(mesh, across, at).pieces, hanging, scan, perMm);
    return path === '' ? [] : [{ path, colour: outlineColour(colour) }];
  });
  const picture = html`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height + band}" width="${width}" height="${height + band}" font-family="${fonts}" font-size="20" fill="#fff">
<title>${title}, ${place}</title>
<rect width="${width}" height="${height + band}" fill="#000"/>
<image x="${left}" y="${top}" width="${wide.toFixed(2)}" height="${high.toFixed(2)}" preserveAspectRatio="none" href="data:image/png;base64,${trusted(png)}"/>
<g transform="translate(${left} ${top}) scale(.1)" fill="none" stroke-linejoin="round" stroke-linecap="round">
${outlines.map(({ path }) => html`<path stroke="#000" stroke-opacity=".45" stroke-width="34" d="${trusted(path)}"/>`)}
${outlines.map(({ path, colour }) => html`<path stroke="${colour}" stroke-width="17" d="${trusted(path)}"/>`)}
</g>
${lettersOf(hanging, width, height)}
${footOf(place, width, height, perMm)}
</svg>`;
  const source = `data:image/svg+xml;base64,${Buffer.from(clean(picture)).toString('base64')}`;
  return { name, source, width, height: height + band };
}

const fonts = 'system-ui,-apple-system,Segoe UI,Roboto,Arial,Liberation Sans,sans-serif';

const lettersOf = (
  { letters: [left, right, top, bottom] }: Hanging,
  width: number,
  height: number,
): Html => html`<g font-weight="700" stroke="#000" stroke-width="4" stroke-linejoin="round" paint-order="stroke" dominant-baseline="central">
<text x="6" y="${height / 2}">${left}</text><text x="${width - 6}" y="${height / 2}" text-anchor="end">${right}</text>
<text x="${width / 2}" y="15" text-anchor="middle">${top}</text><text x="${width / 2}" y="${height - 14}" text-anchor="middle">${bottom}</text>
</g>`;

/** Where the plane lies, and the scale bar. */
function footOf(place: string, width: number, height: number, perMm: number): Html {
  const bar = barLength(width / perMm);
  const [from, y] = [width - bar * perMm - 6, height + band];
  return html`<g font-size="18"><text x="6" y="${y - 10}">${place}</text><text x="${(from - 6).toFixed(1)}" y="${y - 10}" text-anchor="end">${bar} mm</text></g>
<path d="M${from.toFixed(1)} ${y - 19}v8h${(bar * perMm).toFixed(1)}v-8" fill="none" stroke="#fff" stroke-width="2"/>`;
}

const clean = ({ markup }: Html): string => markup.replaceAll('\n', '');

/** What the picture calls itself, for whoever can't see it. */
export function sliceTitle({ source }: PagePicture): string {
  const text = Buffer.from(source.slice(source.indexOf(',') + 1), 'base64').toString('utf8');
  return /<title>([^<&]*)<\/title>/.exec(text)?.[1] ?? 'Slice';
}

/** One byte a voxel, from black to white over the window. */
function greyPng(
  { size, values, window: [low, high] }: ShownScan,
  hanging: Hanging,
  index: number,
): Uint8Array {
  const { across, right, down, flipped } = hanging;
  const strides = [1, size[0], size[0] * size[1]];
  const [width, height] = [size[right], size[down]];
  const pixels = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    const row = index * strides[across] + (flipped ? height - 1 - y : y) * strides[down];
    for (let x = 0; x < width; x++) {
      const value = values[row + x * strides[right]];
      pixels[x + width * y] = Math.round(255 * Math.min(1, Math.max(0, (value - low) / (high - low))));
    }
  }
  return pngFile({ width, height, kind: 'grey', pixels });
}

/** In tenths of a pixel from the picture's left upper corner, each point from the one before. */
function pathOf(
  pieces: Float64Array,
  { across, right, down, flipped }: Hanging,
  { size, origin, spacing }: ShownScan,
  perMm: number,
): string {
  const [u] = planeAxes(across);
  const swap = u === right ? 0 : 1;
  const start = (c: Axis): number => origin[c] - spacing[c] / 2;
  const end = start(down) + size[down] * spacing[down];
  const points = pieces.slice();
  for (let n = 0; n < pieces.length; n += 2) {
    const [x, y] = [pieces[n + swap], pieces[n + 1 - swap]];
    points[n] = (x - start(right)) * perMm;
    points[n + 1] = (flipped ? end - y : y - start(down)) * perMm;
  }
  return outlinePaths(points, 0.3).map(pathText).join('');
}
