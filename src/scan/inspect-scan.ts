// What is in a scan, in numbers: its grid, its values, and what a print lab must know before it starts.
import { type Affine, determinant, spacingOf, type Vec3 } from '../core/grid.js';
import type { Scan } from '../core/scan.js';
import { sliceFrame } from '../core/slice-frame.js';
import { borderSides } from './border-sides.js';
import { countValues, peakBetween, percentile, type ValueCounts } from './count-values.js';
import { hounsfield } from './hounsfield.js';
import { scanAdvice } from './scan-advice.js';
import type { ScanSummary } from './scan-summary.js';
import { sharpness } from './sharpness.js';

const BINS = 64;
const BONE_HU = 226;
const shares = [0.001, 0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99, 0.999];

/** Everything but the voxels themselves. */
export function inspectScan(scan: Scan): ScanSummary {
  const counted = countValues(scan.voxels);
  const spacing = rounded(sliceFrame(scan).spacing, 6);
  const scale = hounsfield(scan, counted);
  const isHU = scale === 'HU';
  const summary = {
    facts: scan.facts,
    size: scan.grid.size,
    spacing,
    extent: extentOf(scan, spacing),
    storedHandedness: handedness(scan.facts.storedAxes),
    tiltDeg: tilts(scan.grid.affine),
    uneven: unevenSteps(scan, spacing),
    values: scale,
    range: [counted.min, counted.max],
    percentiles: Object.fromEntries(shares.map((s) => [`${s * 100}%`, percentile(counted, s)])),
    airPeak: isHU ? peakBetween(counted, -1100, -850, 20) : null,
    tissuePeak: isHU ? peakBetween(counted, -160, 160, 20) : null,
    histogram: histogramOf(counted),
    labels: scan.facts.labels ? labelVolumes(scan) : [],
    boneAtBorder: isHU ? borderSides(scan, BONE_HU) : [],
    sharpness: sharpness(scan, counted),
  } as const;
  return { ...summary, advice: scanAdvice(summary) };
}

function rounded(v: Vec3, digits: number): Vec3 {
  const round = (x: number): number => Number(x.toFixed(digits));
  return [round(v[0]), round(v[1]), round(v[2])];
}

function extentOf({ grid, nodes }: Scan, spacing: Vec3): Vec3 {
  const steps = (axis: number): number =>
    nodes?.axis === axis ? nodes.at[nodes.at.length - 1] + 1 : grid.size[axis];
  return rounded([steps(0) * spacing[0], steps(1) * spacing[1], steps(2) * spacing[2]], 3);
}

/** By the letters of the stored axes: each exchange of two axes and each reversal changes the hand. */
function handedness(letters: string): 'right' | 'left' {
  const axes = [...letters].map((letter) => 'LRPASI'.indexOf(letter) >> 1);
  const reversed = [...letters].filter((letter) => 'RAI'.includes(letter)).length;
  const exchanged = [
    [0, 1],
    [0, 2],
    [1, 2],
  ].filter(([a, b]) => axes[a] > axes[b]).length;
  return (reversed + exchanged) % 2 === 0 ? 'right' : 'left';
}

function tilts(affine: Affine): Vec3 {
  const spacing = spacingOf(affine);
  const tilt = (axis: number): number =>
    (Math.acos(Math.min(1, affine[5 * axis] / spacing[axis])) * 180) / Math.PI;
  return rounded([tilt(0), tilt(1), tilt(2)], 3);
}

function unevenSteps({ nodes }: Scan, spacing: Vec3): ScanSummary['uneven'] {
  if (nodes === undefined) return null;
  const steps = Array.from(nodes.at.subarray(1), (at, n) => (at - nodes.at[n]) * spacing[nodes.axis]);
  const [least, most] = [Math.min(...steps), Math.max(...steps)].map((step) => Number(step.toFixed(3)));
  return { axis: nodes.axis, least, most };
}

function histogramOf({ min, max, counts, from, width }: ValueCounts): ScanSummary['histogram'] {
  const wide = width === 1 ? Math.max(1, Math.ceil((max - min + 1) / BINS)) : (width * counts.length) / BINS;
  const bins = Array.from({ length: BINS }, () => 0);
  for (let b = 0; b < counts.length; b++)
    bins[Math.min(BINS - 1, Math.floor((b * width) / wide))] += counts[b];
  return { from, width: wide, counts: bins };
}

function labelVolumes({ voxels, grid }: Scan): { value: number; ml: number }[] {
  const counts = new Map<number, number>();
  for (let p = 0; p < voxels.length; p++) {
    const value = voxels[p];
    if (value !== 0) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  const ml = Math.abs(determinant(grid.affine)) / 1000;
  return [...counts]
    .sort((a, b) => a[0] - b[0])
    .map(([value, count]) => ({ value, ml: Number((count * ml).toFixed(3)) }));
}
