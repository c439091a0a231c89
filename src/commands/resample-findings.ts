// What the reader of a resampled scan must know.
import type { Finding } from '../core/errors.js';
import type { StepFacts } from '../core/facts.js';
import type { Scan } from '../core/scan.js';
import { wholeValues } from '../scan/whole-values.js';
import type { Wanted } from './resample-wanted.js';

/** Beside what the steps themselves have found. */
export const resampleFindings = (
  scan: Scan,
  wanted: Wanted,
  steps: readonly StepFacts[],
  like: boolean,
): Finding[] => [
  ...(like ? aboutPreset(wanted) : []),
  ...aboutLabels(scan, wanted),
  ...aboutFewValues(scan, wanted),
  ...aboutOutside(steps),
];

/** Every preset has a grid of its own. */
const aboutPreset = ({ preset }: Wanted): Finding[] =>
  preset === null
    ? []
    : [
        {
          severity: 'warning',
          code: 'preset-grid',
          message: `The grid of the preset ${preset} gave way to that of --like; only its other settings were used.`,
        },
      ];

function aboutLabels({ facts }: Scan, { greyOnly }: Wanted): Finding[] {
  if (!facts.labels || greyOnly.length === 0) return [];
  return [
    {
      severity: 'warning',
      code: 'labels-not-mixed',
      message: `The scan is a label map, and labels are not mixed: ${greyOnly.join(', ')} had nothing to act upon. If its values are measurements, give --values grey.`,
    },
  ];
}

/** Structures; an 8-bit picture has more values. */
const smallAtlas = 64;

/** Labels that are all thin do not look like labels; mixed without a word, they would become others. */
function aboutFewValues({ facts, voxels }: Scan, { values }: Wanted): Finding[] {
  const few = facts.labels || values !== 'auto' ? null : wholeValues(voxels, smallAtlas);
  if (few === null) return [];
  return [
    {
      severity: 'warning',
      code: 'perhaps-labels',
      message: `The scan has only ${few.length} different values, all whole: it was taken for grey values, which are mixed. If they name structures, give --values labels; if not, --values grey.`,
    },
  ];
}

/** A grid of the scan's own reaches up to half a voxel beyond it; a reference may lie anywhere. */
function aboutOutside(steps: readonly StepFacts[]): Finding[] {
  const stored = steps.find(({ name }) => name === 'store');
  const share = Number(stored?.notes.find(({ name }) => name === 'voxels outside the scan')?.value ?? 0);
  if (share === 0) return [];
  const outside = stored?.options.outside;
  const what =
    outside === 'nearest'
      ? 'continue its border (--outside <value> sets them to a value)'
      : `were set to ${outside}`;
  return [
    {
      severity: 'warning',
      code: 'outside-scan',
      message: `${share.toFixed(2)} % of the grid's voxels lie outside the scan; they ${what}.`,
    },
  ];
}
