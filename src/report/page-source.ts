// The scan: what is known of it, and whether it is fit for the purpose.
import type { Identity, Report, SourceFacts } from '../core/facts.js';
import type { ScanFacts } from '../core/scan.js';
import { type Html, html } from './html.js';
import { numberText } from './number-text.js';
import { marked } from './page-marks.js';
import { sharpnessRows } from './sharpness-rows.js';
import { type Remark, suitability } from './suitability.js';
import { valueText } from './value-text.js';

export function sourcePart({ source, parts }: Report): Html {
  const grid = parts[0]?.grid;
  const remarks = [...source.scan.remarks, ...source.sharpness.reasons];
  return html`<section aria-labelledby="source">
<h2 id="source">Scan</h2>
<dl class="facts">${identityRows(source.identity).map(([name, value]) => row(name, value))}
${rowsOf(source).map(([name, value]) => row(name, value))}
${grid !== undefined && row('Working grid', `${times(grid.size)} voxels, every ${times(grid.spacing, 4)} mm`)}
<dt>SHA-256 of the input</dt><dd><code>${source.sha256}</code></dd>
</dl>
<ul class="remarks" aria-label="Suitability">${suitability(source).map(remarkItem)}</ul>
${remarks.length > 0 && html`<ul class="limits">${remarks.map((says) => html`<li>${says}</li>`)}</ul>`}
</section>`;
}

/** Only where it was asked for. */
const identityRows = (identity: Identity | null): readonly (readonly [string, string])[] =>
  identity === null
    ? []
    : [
        ['Patient', identity.name ?? '–'],
        ['Patient ID', identity.id ?? '–'],
        ['Born', identity.birthDate ?? '–'],
        ['Sex', identity.sex ?? '–'],
        ['Date of the study', identity.studyDate ?? '–'],
        ['Accession number', identity.accession ?? '–'],
      ];

function rowsOf({
  scan,
  size,
  spacing,
  range,
  sharpness,
}: SourceFacts): readonly (readonly [string, string])[] {
  const scanner = [scan.manufacturer, scan.scannerModel].filter((word) => word !== null).join(' ');
  const tube = scan.tubeVoltageKV === null ? '–' : `${valueText(scan.tubeVoltageKV)} kV`;
  const thick = scan.sliceThickness === null ? '–' : `${valueText(scan.sliceThickness)} mm`;
  return [
    ['Format', scan.format],
    ['Kind of image', scan.labels ? 'label map' : (scan.modality ?? '–')],
    ['Voxels', `${times(size)}, every ${times(spacing, 4)} mm`],
    [
      'As stored',
      `${times(scan.storedSize)}, every ${times(scan.storedSpacing, 4)} mm, axes ${scan.storedAxes}`,
    ],
    ['Values', `${valueText(range[0])} to ${valueText(range[1])}${scan.modality === 'CT' ? ' HU' : ''}`],
    ...sliceRows(scan),
    ['Slice thickness', thick],
    ['Reconstruction kernel', scan.reconstructionKernel ?? '–'],
    ['Tube voltage', tube],
    ['Scanner', scanner === '' ? '–' : scanner],
    ...sharpnessRows(sharpness, scan.modality === 'CT' ? ' HU' : ''),
  ];
}

/** How the slices lay, where that was no even, upright stack. */
function sliceRows({ slices }: ScanFacts): readonly (readonly [string, string])[] {
  if (slices === null) return [];
  const { tiltDeg, steps, gaps, duplicates, residual } = slices;
  const [least, median, most] = steps.map((step) => valueText(Number(step.toFixed(3))));
  const places = gaps.map(
    ({ from, to, missing }) => `${missing} from ${numberText(from, 1)} to ${numberText(to, 1)} mm`,
  );
  return [
    ['Slant of the slices', `${valueText(Number(tiltDeg.toFixed(3)))}°`],
    ['Steps between slices', least === most ? `${median} mm` : `${least} to ${most} mm, usually ${median}`],
    [
      'Missing slices',
      places.length === 0
        ? 'none'
        : `${places.slice(0, 5).join('; ')}${places.length > 5 ? ' …' : ''} along the stack`,
    ],
    ['Slices stored twice', String(duplicates)],
    ['Slices lie from where they were taken to be', `${numberText(Math.max(0.001, residual), 3)} mm at most`],
  ];
}

const row = (name: string, value: string): Html => html`<dt>${name}</dt><dd>${value}</dd>`;

const times = (v: readonly number[], decimals = 0): string =>
  v.map((x) => (decimals === 0 ? numberText(x) : valueText(Number(x.toFixed(decimals))))).join(' × ');

const remarkItem = ({ level, what, says }: Remark): Html =>
  html`<li>${marked(level, level)}<span><strong>${what}.</strong> ${says}</span></li>`;
