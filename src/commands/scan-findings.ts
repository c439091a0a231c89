// What is to be said of a scan before a model is made of it.
import type { Finding } from '../core/errors.js';
import { spacingOf } from '../core/grid.js';
import type { Scan } from '../core/scan.js';
import { sliceFindings } from '../report/slice-findings.js';
import type { Given } from '../run.js';
import type { ValueCounts } from '../scan/count-values.js';
import { hounsfield } from '../scan/hounsfield.js';
import { decimate } from '../surface/decimate.js';
import { metalFinding } from '../volume/metal-finding.js';
import { metalIn } from '../volume/metal-in.js';

/** Warnings on how its slices lay, where a preset in HU is put upon values that are not HU, and on metal. `given`: the steps' options. */
export function scanFindings(scan: Scan, counted: ValueCounts, given: Given): Finding[] {
  return [
    ...doubts(scan),
    ...sliceFindings(scan.facts),
    ...aboutValues(scan, counted, given),
    ...aboutMetal(scan, given),
    ...aboutTolerance(scan, given),
  ];
}

/** A tolerance wider than a voxel gives away what the scan shows. */
function aboutTolerance({ grid, facts }: Scan, given: Given): Finding[] {
  const tolerance = Number(given.decimate?.tolerance ?? decimate.declaration.options.tolerance.default);
  const finest = Math.min(...spacingOf(grid.affine));
  if (facts.labels || tolerance <= finest) return [];
  return [
    {
      severity: 'warning',
      code: 'tolerance-beyond-voxels',
      message: `The tolerance of ${tolerance} mm is wider than the scan's voxels (${Number(finest.toPrecision(3))} mm): editing may take away what the scan shows. Give --tolerance ${Number((finest / 5).toPrecision(1))}, or so.`,
    },
  ];
}

/** What was chosen or taken for granted in reading. */
const doubts = ({ facts }: Scan): Finding[] =>
  facts.cautions.map((message) => ({ severity: 'warning', code: 'scan-doubt', message }));

/** Where metal is clipped, that step says so itself. */
function aboutMetal(scan: Scan, given: Given): Finding[] {
  const metal = given['clip-metal']?.above ? null : metalIn(scan);
  return metal === null ? [] : [metalFinding(metal, null)];
}

function aboutValues(scan: Scan, counted: ValueCounts, given: Given): Finding[] {
  const chosen = given.threshold ?? {};
  if (scan.facts.labels || (chosen.threshold !== undefined && chosen.threshold !== '')) return [];
  const kind = hounsfield(scan, counted);
  if (kind === 'HU') return [];
  const what =
    kind === 'offset'
      ? 'The values of this scan look like CT with an offset (air lies near 0, not near −1000 HU)'
      : 'The values of this scan do not look like HU (not a CT, or not calibrated)';
  return [
    {
      severity: 'warning',
      code: 'preset-without-hu',
      message: `${what}: a preset in HU means nothing here. Give --threshold a number in the scan's own values, or otsu, or half-max.`,
    },
  ];
}
