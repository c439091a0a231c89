// How thick the walls of each body are, against what the printer can do.
import type { PrintFacts } from '../core/print-facts.js';
import { barPlot } from './bar-plot.js';
import { type Html, html } from './html.js';
import { numberText } from './number-text.js';

/** Of several bodies so many. */
const mostPlots = 6;

export function thicknessPlots({ bodies, process: { wall } }: PrintFacts): Html | false {
  const plots = bodies.slice(0, mostPlots).flatMap(({ name, thickness: { binWidth, areas } }) => {
    const total = areas.reduce((sum, area) => sum + area, 0);
    if (total === 0) return [];
    const thin = areas.reduce(
      (sum, area, bin) => ((bin + 1) * binWidth <= wall.fail + 1e-9 ? sum + area : sum),
      0,
    );
    const marks = [...new Set([wall.fail, wall.warn])].map((at) => ({
      at,
      label: String(Number(at.toFixed(2))),
    }));
    const last = numberText((areas.length - 1) * binWidth, 2);
    return [
      barPlot({
        said: `Wall thickness of ${name}: area by thickness from 0 to ${last} mm; ${numberText((100 * thin) / total, 2)} % of the area is thinner than ${numberText(wall.fail, 2)} mm`,
        across: 'wall, mm',
        low: 0,
        width: binWidth,
        heights: areas.map(Math.sqrt),
        marks,
        caption: `${name}: surface by the thickness of the wall under it, heights as square roots, so that a small share can be seen; the last bar holds what is thicker than ${last} mm. Dashed: the thinnest wall of the process, ${numberText(wall.fail, 2)} mm${wall.warn > wall.fail ? ` (it warns below ${numberText(wall.warn, 2)} mm)` : ''}.`,
      }),
    ];
  });
  return plots.length > 0 && html`<div class="spreads">${plots}</div>`;
}
