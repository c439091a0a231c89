// What resample says when it is done: from which grid to which, how, and what was written.
import { dirname, join } from 'node:path';
import type { ResampleOutcome } from '../commands/resample-scan.js';

const short = (x: number, digits = 4): string => String(Number(x.toFixed(digits)));
const times = (v: readonly number[], digits = 4): string => v.map((x) => short(x, digits)).join(' × ');

export function resampleText(name: string, { made, written }: ResampleOutcome, out: string): string {
  const { inputs, range, labels, steps } = made;
  const scan = inputs.find(({ role }) => role === 'scan');
  const first = steps[0]?.options ?? {};
  const notes = steps.flatMap((step) => (step.name === 'store' ? step.notes : []));
  const { size, spacing } = made.facts;
  const rows: [string, string][] = [
    ['from', scan ? `${times(scan.stored.size)} @ ${times(scan.stored.spacing)} mm` : ''],
    ['to', `${times(size)} @ ${times(spacing)} mm`],
    ['by', labels ? 'labels (a label map: labels are not mixed)' : String(first.kernel)],
    [
      'values',
      `${short(range.scan[0])} … ${short(range.scan[1])} → ${short(range.result[0])} … ${short(range.result[1])}`,
    ],
    ...notes.map(({ name: what, value, unit }): [string, string] => [
      what,
      `${typeof value === 'number' ? short(value) : value}${unit ? ` ${unit}` : ''}`,
    ]),
    ...inputs.flatMap(({ role, remarks }) =>
      remarks.map((text): [string, string] => [`about the ${role}`, text]),
    ),
    ['written', written.map((file) => join(dirname(out), file.name)).join('\n'.padEnd(20))],
  ];
  return [name, ...rows.map(([what, text]) => `${what.padEnd(18)} ${text}`)].join('\n');
}
