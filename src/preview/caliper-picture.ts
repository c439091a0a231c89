// Calipers drawn over the picture: as SVG on the page, and into a screenshot.
import type { Vec3 } from '../core/grid.js';
import type { CaliperShape } from './caliper-shape.js';
import type { Spot } from './viewer-world.js';

/** One measurement; `faint` where it is not finished. */
export interface DrawnCaliper {
  readonly shape: CaliperShape;
  readonly text: string;
  readonly faint: boolean;
}

/** From mm LPS to CSS pixels from the picture's left and top. */
export type Projection = (point: Vec3) => Spot;

const svg = 'http://www.w3.org/2000/svg';
const white = '#fff';
const dark = '#0a0d11';
const font = '600 13px system-ui,-apple-system,"Segoe UI",Arial,"Liberation Sans",sans-serif';
const labelHeight = 22;
const dotRadius = 4;

/** Replaces what the <svg> holds. Light lines on a dark edge are seen on bone, on the scan and beside the model. */
export function drawCalipers(
  picture: SVGSVGElement,
  calipers: readonly DrawnCaliper[],
  project: Projection,
): void {
  const groups = calipers.map(({ shape, faint }) => {
    const group = document.createElementNS(svg, 'g');
    if (faint) group.setAttribute('class', 'faint');
    for (const [width, colour] of strokes)
      for (const { spots, dashes } of polylines(shape, project))
        group.append(
          element('polyline', {
            points: spots.map(({ x, y }) => `${x.toFixed(1)},${y.toFixed(1)}`).join(' '),
            fill: 'none',
            stroke: colour,
            'stroke-width': width,
            'stroke-linecap': 'round',
            'stroke-linejoin': 'round',
            ...(dashes && colour === white ? { 'stroke-dasharray': '2 6' } : {}),
          }),
        );
    for (const { x, y } of shape.points.map(project))
      group.append(
        element('circle', { cx: x, cy: y, r: dotRadius, fill: white, stroke: dark, 'stroke-width': 2 }),
      );
    return group;
  });
  picture.replaceChildren(...groups, ...labelsOf(calipers, project).map(label));
}

const strokes = [
  [5, dark],
  [2, white],
] as const;

const polylines = (shape: CaliperShape, project: Projection) => [
  ...shape.lines.map((line) => ({ spots: line.map(project), dashes: false })),
  ...shape.dashed.map((line) => ({ spots: line.map(project), dashes: true })),
];

/** A value's plate, CSS pixels. */
interface Label {
  readonly text: string;
  readonly x: number;
  readonly top: number;
  readonly width: number;
}

/** Above their places; one that would cover another goes below it. */
function labelsOf(calipers: readonly DrawnCaliper[], project: Projection): readonly Label[] {
  const placed: Label[] = [];
  for (const { shape, text } of calipers) {
    if (text === '') continue;
    const { x, y } = project(shape.label);
    // About as wide as the text, in the page's font.
    const width = 14 + 7.4 * text.length;
    const covers = (top: number) =>
      placed.some(
        (one) => Math.abs(one.x - x) < (one.width + width) / 2 && Math.abs(one.top - top) < labelHeight + 2,
      );
    let top = y - labelHeight - 9;
    while (covers(top)) top += labelHeight + 3;
    placed.push({ text, x, top, width });
  }
  return placed;
}

function label({ text, x, top, width }: Label): SVGGElement {
  const group = document.createElementNS(svg, 'g');
  group.setAttribute('class', 'value');
  group.append(
    element('rect', {
      x: x - width / 2,
      y: top,
      width,
      height: labelHeight,
      rx: 5,
      fill: dark,
      stroke: white,
    }),
  );
  const words = element('text', {
    x,
    y: top + labelHeight / 2,
    fill: white,
    'text-anchor': 'middle',
    'dominant-baseline': 'central',
  });
  words.textContent = text;
  group.append(words);
  return group;
}

function element(name: string, attributes: Readonly<Record<string, string | number>>): SVGElement {
  const made = document.createElementNS(svg, name);
  for (const [key, value] of Object.entries(attributes))
    made.setAttribute(key, typeof value === 'number' ? value.toFixed(1) : value);
  return made;
}

/** The same on a canvas that is scaled to CSS pixels. */
export function paintCalipers(
  context: CanvasRenderingContext2D,
  calipers: readonly DrawnCaliper[],
  project: Projection,
): void {
  context.save();
  context.lineCap = 'round';
  context.lineJoin = 'round';
  for (const { shape } of calipers) {
    for (const [width, colour] of strokes)
      for (const { spots, dashes } of polylines(shape, project)) {
        context.lineWidth = width;
        context.strokeStyle = colour;
        context.setLineDash(dashes && colour === white ? [2, 6] : []);
        context.beginPath();
        for (const { x, y } of spots) context.lineTo(x, y);
        context.stroke();
      }
    context.setLineDash([]);
    for (const { x, y } of shape.points.map(project)) paintDot(context, x, y);
  }
  for (const one of labelsOf(calipers, project)) paintLabel(context, one);
  context.restore();
}

function paintDot(context: CanvasRenderingContext2D, x: number, y: number): void {
  context.beginPath();
  context.arc(x, y, dotRadius, 0, 2 * Math.PI);
  context.fillStyle = white;
  context.fill();
  context.lineWidth = 2;
  context.strokeStyle = dark;
  context.stroke();
}

function paintLabel(context: CanvasRenderingContext2D, { text, x, top, width }: Label): void {
  context.beginPath();
  context.roundRect(x - width / 2, top, width, labelHeight, 5);
  context.fillStyle = dark;
  context.fill();
  context.lineWidth = 1;
  context.strokeStyle = white;
  context.stroke();
  context.font = font;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.fillStyle = white;
  context.fillText(text, x, top + labelHeight / 2);
}
