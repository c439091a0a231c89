// What the printer that was named can do of each body: whether it fits, what is too thin, which way up, how much it takes.
import type { Report } from '../core/facts.js';
import type { BodyPrintFacts, FitFacts, NarrowFacts } from '../core/print-facts.js';
import type { Limit } from '../core/printer.js';
import { type Html, html } from './html.js';
import { numberText } from './number-text.js';
import { type Mark, marked } from './page-marks.js';
import { thicknessPlots } from './page-thickness.js';
import { placeText } from './page-verdict.js';

/** Nothing where no printer was named. */
export const printPart = ({ print }: Report): Html | false =>
  print !== null &&
  html`<section aria-labelledby="print">
<h2 id="print">On the printer</h2>
<p>${print.printer.name} (${print.process.says}), room for ${print.printer.volume.map((x) => numberText(x)).join(' × ')} mm. Its limits: ${limits(print.process)}. <span class="soft">Limits: ${print.process.source}; printer: ${print.printer.source}.</span></p>
<div class="wide-table" role="region" aria-label="Bodies on the printer" tabindex="0">
<table>
<thead><tr><th scope="col">Body</th><th scope="col">Fits</th><th scope="col">Thin walls</th><th scope="col">Thin pins</th><th scope="col">Small gaps</th><th scope="col">Small holes</th><th scope="col">Trapped, ml</th><th scope="col">Overhang, cm²</th><th scope="col">Material</th></tr></thead>
<tbody>${print.bodies.map(bodyRow)}</tbody>
</table>
</div>
${thicknessPlots(print)}
${print.bodies.map((body) => placesOf(body, print.bodies.length > 1))}
<h3>Which way up</h3>
<ul class="limits">${print.bodies.flatMap((body) => waysUp(body, print.bodies.length > 1))}</ul>
</section>`;

const limits = ({
  wall,
  pin,
  clearance,
  hole,
}: Readonly<Record<'wall' | 'pin' | 'clearance' | 'hole', Limit>>): string =>
  `walls ${range(wall)}, pins ${range(pin)}, gaps ${range(clearance)}, holes ${range(hole)}`;

const range = ({ fail, warn }: Limit): string =>
  fail === warn ? `${fail} mm` : `${fail} mm (fails below) to ${warn} mm (warns below)`;

const fitMark: Readonly<Record<FitFacts['fits'], readonly [Mark, string]>> = {
  stands: ['good', 'as it stands'],
  turned: ['caution', 'turned'],
  no: ['poor', 'no'],
};

function bodyRow({
  name,
  fit,
  walls,
  pins,
  gaps,
  holes,
  trapped,
  orientation,
  material,
}: BodyPrintFacts): Html {
  const [mark, word] = fitMark[fit.fits];
  return html`<tr><th scope="row">${name}</th><td>${marked(mark, word)}</td>${[walls, pins, gaps, holes].map(narrowCell)}<td>${numberText(trapped.volume / 1000, 2)}</td><td>${numberText(orientation.current.overhang / 100, 1)}</td><td>${numberText(material.volume, 1)} ml<br>${numberText(material.mass)} g</td></tr>`;
}

const narrowCell = ({ count, failing, least }: NarrowFacts): Html =>
  count === 0
    ? html`<td>${marked('good', 'none')}</td>`
    : html`<td>${marked(failing > 0 ? 'poor' : 'caution', numberText(count))}<br><span class="soft">from ${numberText(least, 2)} mm</span></td>`;

/** Of each kind the worst. */
const mostPlaces = 8;

function placesOf({ name, walls, pins, gaps, holes }: BodyPrintFacts, several: boolean): Html | false {
  const kinds = [
    ['Thin walls', walls],
    ['Thin pins', pins],
    ['Small gaps', gaps],
    ['Small holes', holes],
  ] as const;
  const found = kinds.filter(([, facts]) => facts.count > 0);
  return (
    found.length > 0 &&
    html`<details><summary>${several && html`${name}: `}where it is too thin or too narrow</summary>${found.map(([kind, facts]) => placeList(kind, facts))}</details>`
  );
}

const placeList = (kind: string, { places, count }: NarrowFacts): Html => html`<h3>${kind}</h3>
<ul class="limits">${places.slice(0, mostPlaces).map(({ least, mean, area, thinnestAt }) => html`<li>${numberText(least, 2)} mm at the least (mean ${numberText(mean, 2)} mm) over ${numberText(area, 1)} mm², at ${placeText(thinnestAt)} mm</li>`)}${count > mostPlaces && html`<li class="soft">and ${numberText(count - mostPlaces)} more; report.json lists them</li>`}</ul>`;

const waysUp = ({ name, orientation }: BodyPrintFacts, several: boolean): Html[] =>
  orientation.proposals.map(
    ({ aim, reason, turn, fits }) =>
      html`<li>${several && html`${name}, `}<strong>${aim}</strong>: turn by ${turn.angles.map((a) => `${numberText(a, 1)}°`).join(', ')} about x, y, z. ${reason}${!fits && ' (It does not fit the printer so.)'}</li>`,
  );
