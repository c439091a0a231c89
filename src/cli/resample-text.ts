// What resample says when it is done: from which grid to which, how, and what was written.
import { dirname, join } from 'node:path';
import type { ResampleOutcome } from '../commands/resample-scan.js';
import { smoothedText } from './smoothed-text.js';
import { visible } from './visible.js';

const short = (x: number, digits = 4): string => String(Number(x.toFixed(digits)));
const times = (v: readonly number[], digits = 4): string => v.map((x) => short(x, digits)).join(' × ');

/** Notes of how values were stored that the row of values says already. */
const saidBefore = ['the scan’s own range', 'range of the result'];
const otherNames: Readonly<Record<string, string>> = { values: 'stored as' };

export function resampleText({ made, written }: ResampleOutcome, out: string): string {
  const { inputs, range, labels, steps, kept } = made;
  const scan = inputs.find(({ role }) => role === 'scan');
  const first = steps[0]?.options ?? {};
  const notes = steps.flatMap((step) => (step.name === 'store' ? step.notes : []));
  const { size, spacing } = made.facts;
  const smoothed = smoothedText(steps);
  const rows: [string, string][] = [
    ['from', scan && 'stored' in scan ? `${times(scan.stored.size)} @ ${times(scan.stored.spacing)} mm` : ''],
    ['to', `${times(size)} @ ${times(spacing)} mm`],
    ...(smoothed === '' ? [] : [['smoothed', smoothed] satisfies [string, string]]),
    ['by', labels ? 'labels (a label map: labels are not mixed)' : String(first.kernel)],
    [
      'values',
      `${short(range.scan[0])} … ${short(range.scan[1])} → ${short(range.result[0])} … ${short(range.result[1])}`,
    ],
    ...notes
      .filter(({ name, value }) => !saidBefore.includes(name) && !String(value).includes('Infinity'))
      .map(({ name, value, unit }): [string, string] => [
        otherNames[name] ?? name,
        `${typeof value === 'number' ? short(value) : value}${unit ? ` ${unit}` : ''}`,
      ]),
  ];
  if (kept !== null) {
    const { before, after } = kept;
    rows.push([
      'mask',
      `${before.voxels} → ${after.voxels} voxels, ${before.millilitres.toFixed(3)} → ${after.millilitres.toFixed(3)} ml`,
    ]);
  }
  const remarks = inputs.flatMap(({ role, remarks }) =>
    remarks.map((text): [string, string] => [`about the ${role}`, visible(text)]),
  );
  const names = written.map((file) => visible(join(dirname(out), file.name)));
  rows.push(...remarks, ['written', names.join('\n'.padEnd(20))]);
  return [made.description, ...rows.map(([what, text]) => `${what.padEnd(18)} ${text}`)].join('\n');
}
