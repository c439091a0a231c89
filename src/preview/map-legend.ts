// The legend of a map: its colours, what their ends stand for, zero, and the marks.
import type { PreviewMap } from '../report/preview-manifest.js';
import { cssColour, scaleColour, scaleOf } from './colour-scale.js';
import { isSigned, mapTitles, marksText, tickText } from './map-text.js';

export interface LegendTick {
  /** 0…1 from the low end. */
  readonly share: number;
  readonly text: string;
}

/** Five figures from end to end, zero among them. */
export function legendTicks({ name, limits: [low, high] }: PreviewMap): readonly LegendTick[] {
  return [0, 0.25, 0.5, 0.75, 1].map((share) => ({
    share,
    text: tickText(name, low + share * (high - low)),
  }));
}

/** Where the marks stand, 0…1; those beyond the ends are left out. */
export function legendMarks({ limits: [low, high], marks }: PreviewMap): readonly number[] {
  return marks.map((mark) => (mark - low) / (high - low)).filter((share) => share >= 0 && share <= 1);
}

/** For who can't see it. */
export function legendLabel({ name, limits: [low, high], marks }: PreviewMap): string {
  const ends = isSigned(name)
    ? `from ${tickText(name, low)} mm (inside, blue) over 0 (white) to ${tickText(name, high)} mm (outside, brown)`
    : name === 'thickness'
      ? `from ${tickText(name, low)} mm (violet) to ${tickText(name, high)} mm (white)`
      : `from ${tickText(name, low)} mm (white) to ${tickText(name, high)} mm (violet)`;
  const said = marksText(name, marks);
  return `Colour scale: ${mapTitles[name]}, ${ends}${said && `; ${said}`}.`;
}

/** Writes the legend into its elements; null empties and hides it. */
export function writeLegend(legend: HTMLElement, map: PreviewMap | null): void {
  legend.hidden = map === null;
  if (map === null) return;
  const { name, marks } = map;
  const at = (element: HTMLElement, share: number): HTMLElement => {
    element.style.left = `${(100 * share).toFixed(2)}%`;
    return element;
  };
  const title = made('p', 'legend-title', `${mapTitles[name]}, mm`);
  const said = marksText(name, marks);
  if (said !== '') title.append(made('span', 'legend-marks', said));
  const scale = made('div', 'legend-scale', '');
  scale.setAttribute('role', 'img');
  scale.setAttribute('aria-label', legendLabel(map));
  scale.append(
    coloured(map),
    ...legendMarks(map).map((share) => at(made('i', 'legend-mark', ''), share)),
    ...legendTicks(map).map(({ share, text }) => at(made('span', 'legend-tick', text), share)),
    made('i', 'legend-pointer', ''),
  );
  const ends = made('p', 'legend-ends', '');
  if (isSigned(name))
    ends.append(
      made('span', '', name === 'distance' ? 'inside the other' : 'inside the reference'),
      made('span', '', 'outside'),
    );
  const unknown = made(
    'p',
    'legend-unknown',
    'Striped grey: not known. Beyond the ends: the colour of the end.',
  );
  legend.replaceChildren(title, scale, ends, unknown);
}

/** Shows where a value stands on the scale; NaN takes the pointer away. */
export function pointLegend(legend: HTMLElement, { limits: [low, high] }: PreviewMap, value: number): void {
  const pointer = legend.querySelector<HTMLElement>('.legend-pointer');
  if (pointer === null) return;
  const share = Math.min(1, Math.max(0, (value - low) / (high - low)));
  pointer.hidden = Number.isNaN(share);
  if (!pointer.hidden) pointer.style.left = `${(100 * share).toFixed(2)}%`;
}

/** The same legend in a picture, its left top at x, y; CSS pixels. */
export function drawLegend(
  context: CanvasRenderingContext2D,
  map: PreviewMap,
  { x, y, width, ink }: { x: number; y: number; width: number; ink: string },
): void {
  const height = 12;
  context.fillStyle = ink;
  context.textAlign = 'left';
  const said = marksText(map.name, map.marks);
  context.fillText(`${mapTitles[map.name]}, mm${said && ` (${said})`}`, x, y);
  const top = y + 14;
  for (let n = 0; n < width; n++) {
    context.fillStyle = cssColour(scaleColour(scaleOf[map.name], n / (width - 1)));
    context.fillRect(x + n, top, 1.5, height);
  }
  context.fillStyle = ink;
  for (const share of legendMarks(map)) context.fillRect(x + share * width - 1, top - 4, 2, height + 8);
  for (const { share, text } of legendTicks(map)) {
    context.textAlign = share === 0 ? 'left' : share === 1 ? 'right' : 'center';
    context.fillText(text, x + share * width, top + height + 16);
  }
  context.textAlign = 'left';
}

function coloured(map: PreviewMap): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [256, 1];
  canvas.className = 'legend-colours';
  const context = canvas.getContext('2d');
  for (let n = 0; n < 256; n++) {
    if (context === null) break;
    context.fillStyle = cssColour(scaleColour(scaleOf[map.name], n / 255));
    context.fillRect(n, 0, 1, 1);
  }
  return canvas;
}

function made(tag: string, className: string, text: string): HTMLElement {
  const element = document.createElement(tag);
  element.className = className;
  element.textContent = text;
  return element;
}
