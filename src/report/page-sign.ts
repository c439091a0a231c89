// What the lab fills in and signs: how the part was printed, the design released, the finished part released.
import type { Report } from '../core/facts.js';
import { type Html, html } from './html.js';
import { numberText } from './number-text.js';

export function signPart(report: Report): Html {
  return html`<section aria-labelledby="sign-offs" class="form-sign">
<h2 id="sign-offs">Printing and sign-offs</h2>
${scaleText(report)}
<dl class="form-fields">${printingFields(report).map(([name, value]) => field(name, value))}</dl>
<div class="form-sign-off">
<h3>1. Design</h3>
<p>The model and this report were reviewed; the model may be printed for: ${report.order.intendedUse ?? html`<span class="form-line"></span>`}</p>
${signature('Designer')}
${signature('Reviewer (radiologist or surgeon)')}
</div>
<div class="form-sign-off">
<h3>2. Finished part</h3>
<p>The printed part was inspected and measured (C39); it may be used.</p>
${signature('Printer operator')}
${signature('Reviewer (radiologist or surgeon)')}
</div>
<p class="disclaimer">${report.disclaimer}</p>
</section>`;
}

function scaleText({ shape }: Report): Html {
  const scale = shape?.scale ?? 1;
  const mirrored = shape?.mirrored ?? null;
  return html`<p class="form-scale">${scale === 1 ? html`Scale = 100 %: print without scaling, in millimetres.` : html`<strong class="bad">NOT LIFE-SIZE: the model is at ${numberText(100 * scale, 1)} % of the patient’s size.</strong> Print the files without further scaling, in millimetres.`}${mirrored !== null && html` <strong class="bad">MIRRORED (${mirrored}).</strong>`}</p>`;
}

/** Null: for the hand. */
function printingFields({ print, parts }: Report): readonly (readonly [string, string | null])[] {
  const materials = [...new Set(parts.flatMap(({ material }) => material ?? []))];
  return [
    ['Printer', print?.printer.name ?? null],
    ['Process', print?.process.says ?? null],
    ['Serial number', null],
    ['Material', materials.length === 0 ? null : materials.join(', ')],
    ['Lot, expiry', null],
    ['Orientation', null],
    ['Layer height', null],
    ['Post-processing', null],
    ['Cleaning, sterilisation', null],
    ['Printed on', null],
  ];
}

const field = (name: string, value: string | null): Html =>
  html`<div><dt>${name}</dt><dd>${value}<span class="form-line"></span></dd></div>`;

const signature = (role: string): Html =>
  html`<div class="form-signature"><span>${role}</span><span class="form-line">Name</span><span class="form-line">Date</span><span class="form-line">Signature</span></div>`;
