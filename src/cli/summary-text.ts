// The summary of a scan for the eye: what is in it, its histogram, and what to know before printing from it.
import type { ScanFacts } from '../core/scan.js';
import type { EdgeSpread, Sharpness } from '../core/sharpness.js';
import type { ScanSummary } from '../scan/scan-summary.js';
import { visible } from './visible.js';

const short = (x: number, digits = 3): string => String(Number(x.toFixed(digits)));
const times = (v: readonly number[], digits = 3): string => v.map((x) => short(x, digits)).join(' × ');

/** Twelve rows are enough to see the peaks. */
const bars = 12;
const barWidth = 40;

function histogramLines({ from, width, counts }: ScanSummary['histogram']): string[] {
  const per = Math.ceil(counts.length / bars);
  const rows: { at: number; count: number }[] = [];
  for (let b = 0; b < counts.length; b += per)
    rows.push({ at: from + b * width, count: counts.slice(b, b + per).reduce((sum, c) => sum + c, 0) });
  // The logarithm keeps a thin bone peak visible beside all the air.
  const most = Math.log1p(Math.max(...rows.map((row) => row.count)));
  return rows.map(({ at, count }) => {
    const length = most === 0 ? 0 : Math.round((barWidth * Math.log1p(count)) / most);
    return `  ${short(at, 1).padStart(9)}  ${'▇'.repeat(length)} ${count.toLocaleString('en-US')}`;
  });
}

const meanings = {
  HU: 'HU',
  offset: 'CT with an offset (air near 0): presets in HU mean nothing here',
  'not HU': 'not HU: presets in HU mean nothing here',
  labels: 'labels (a label map)',
};

const directions = ['left to right', 'front to back', 'head to foot'];

const spreadLine = ({ fwhm, sigma, standardError, edges }: EdgeSpread): string =>
  `${fwhm.toFixed(2)} mm (FWHM; sigma ${sigma.toFixed(3)} ± ${standardError.toFixed(3)} mm, ${edges} edges)`;

function sharpnessRows(
  { inPlane, throughPlane, sliceAxis, sliceAxisBy, noise }: Sharpness,
  unit: string,
): [string, string][] {
  const rows: [string, string][] = [];
  if (inPlane) rows.push(['blur in slices', spreadLine(inPlane)]);
  if (throughPlane) rows.push(['blur across', spreadLine(throughPlane)]);
  if (typeof throughPlane?.gaussianSigma === 'number')
    rows.push([
      '',
      `sigma ${throughPlane.gaussianSigma.toFixed(3)} ± ${throughPlane.gaussianError?.toFixed(3)} mm without the ${short(throughPlane.sliceBox)} mm of a slice`,
    ]);
  if (rows.length > 0)
    rows.push(['slices lie across', `${directions[sliceAxis]} (judged by ${sliceAxisBy})`]);
  if (noise)
    rows.push(['noise', `${short(noise.sd, 1)}${unit}, in tissue of ${short(noise.tissue, 0)}${unit}`]);
  return rows;
}

const labelText = (value: number, { labelNames }: ScanFacts): string => {
  const name = labelNames.find(({ id }) => id === value)?.name ?? '';
  return name === '' ? `${value}` : `${value} ${name}`;
};

/** Of the scan alone; what else is beside it is told before. */
export function summaryText(summary: ScanSummary): string {
  const { facts } = summary;
  const rows: [string, string][] = [
    ['format', facts.modality ? `${facts.format}, ${facts.modality}` : facts.format],
    ['voxels', `${times(summary.size, 0)} @ ${times(summary.spacing)} mm (left, posterior, superior)`],
    ['extent', `${times(summary.extent, 1)} mm`],
    ['stored as', `${facts.storedAxes}, ${summary.storedHandedness}-handed`],
    ['tilt', `${times(summary.tiltDeg, 2)}°`],
    ['values', `${short(summary.range[0], 1)} … ${short(summary.range[1], 1)}, ${meanings[summary.values]}`],
  ];
  if (facts.sliceThickness !== null) rows.push(['slice thickness', `${short(facts.sliceThickness)} mm`]);
  if (facts.reconstructionKernel !== null) rows.push(['kernel', facts.reconstructionKernel]);
  if (summary.uneven)
    rows.push([
      'uneven slices',
      `steps of ${short(summary.uneven.least)} … ${short(summary.uneven.most)} mm`,
    ]);
  rows.push(...sharpnessRows(summary.sharpness, summary.values === 'HU' ? ' HU' : ''));
  if (summary.labels.length > 0)
    rows.push([
      'labels',
      summary.labels.map(({ value, ml }) => `${labelText(value, facts)} (${short(ml, 1)} ml)`).join(', '),
    ]);
  const advice = [...facts.remarks, ...summary.advice, ...summary.sharpness.reasons];
  return [
    'scan',
    ...rows.map(([what, value]) => `  ${what.padEnd(17)} ${visible(value)}`),
    'histogram (bars on a logarithmic scale)',
    ...histogramLines(summary.histogram),
    ...(advice.length > 0 ? ['before you start', ...advice.map((line) => `  • ${visible(line)}`)] : []),
  ].join('\n');
}
