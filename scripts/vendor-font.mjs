// Puts the outlines of DejaVu Sans Bold and its licence into dist/vendor: of the font we use some two hundred letters.
import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import load from 'manifold-3d';
import opentype from 'opentype.js';

const path = (relative) => fileURLToPath(new URL(relative, import.meta.url));
const from = path('../node_modules/dejavu-fonts-ttf');
const to = path('../dist/vendor/font');

/** No flattened curve is farther than this from the true one, font units (1493 are the height of a capital). */
const tolerance = 1;

/** Printable ASCII, the letters and signs of Latin-1, and dashes. */
const characters = [
  ...Array.from({ length: 0x7f - 0x20 }, (_, n) => 0x20 + n),
  ...Array.from({ length: 0x100 - 0xa1 }, (_, n) => 0xa1 + n),
  0x2013,
  0x2014,
]
  .filter((code) => code !== 0xad)
  .map((code) => String.fromCodePoint(code));

const library = await load();
library.setup();

const bytes = await readFile(`${from}/ttf/DejaVuSans-Bold.ttf`);
const font = opentype.parse(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
const glyphs = {};
for (const character of characters) {
  const glyph = font.charToGlyph(character);
  if (glyph.index === 0) continue;
  glyphs[character] = { advance: glyph.advanceWidth, contours: contoursOf(glyph) };
}

const tops = glyphs.H.contours.flatMap((contour) => contour.filter((_, n) => n % 2 === 1));
const outlines = {
  font: 'DejaVu Sans Bold 2.37',
  tolerance,
  capHeight: Math.max(...tops),
  descent: font.descender,
  glyphs,
  kerning: kerningOf(),
};

await mkdir(to, { recursive: true });
await writeFile(`${to}/letters.json`, JSON.stringify(outlines));
await copyFile(`${from}/LICENSE`, `${to}/LICENSE`);

/** Rings of x, y, in whole font units; those around the letter run counter-clockwise, holes the other way. */
function contoursOf(glyph) {
  const rings = [];
  for (const { type, x, y, x1, y1 } of glyph.getPath(0, 0, font.unitsPerEm).commands) {
    const ring = rings.at(-1);
    if (type === 'M') rings.push([[x, -y]]);
    else if (type === 'L') ring.push([x, -y]);
    else if (type === 'Q') ring.push(...curve(ring.at(-1), [x1, -y1], [x, -y]));
    else if (type !== 'Z') throw new Error(`an outline of another kind: ${type}`);
  }
  if (rings.length === 0) return [];
  // Accents may overlap their letters.
  const whole = new library.CrossSection(rings, 'NonZero');
  return whole
    .toPolygons()
    .map((ring) => ring.map((point) => point.map(Math.round)))
    .map((ring) => ring.filter((point, n) => String(point) !== String(ring.at(n - 1))).flat())
    .filter((ring) => ring.length >= 6);
}

/** Points of a quadratic curve after its first: a chord of a share t of it is off by |a - 2b + c| t² / 4. */
function curve(a, b, c) {
  const bend = Math.hypot(a[0] - 2 * b[0] + c[0], a[1] - 2 * b[1] + c[1]);
  const steps = Math.max(1, Math.ceil(Math.sqrt(bend / (4 * tolerance))));
  return Array.from({ length: steps }, (_, n) => {
    const t = (n + 1) / steps;
    return [0, 1].map((d) => (1 - t) ** 2 * a[d] + 2 * t * (1 - t) * b[d] + t ** 2 * c[d]);
  });
}

/** Only of ASCII: pairs of characters to font units. */
function kerningOf() {
  const plain = Object.keys(glyphs).filter((character) => character < '\x7f');
  // The tables for latin letters have to be asked for; those by default hold no pairs.
  const tables = font.position.getKerningTables('latn');
  const pairs = {};
  for (const left of plain)
    for (const right of plain) {
      const by = font.position.getKerningValue(
        tables,
        font.charToGlyphIndex(left),
        font.charToGlyphIndex(right),
      );
      if (by !== 0) pairs[left + right] = by;
    }
  return pairs;
}
