// What the reader must know of what a model was ordered for: a side that does not fit, a tolerance that is not kept.
import type { Finding } from '../core/errors.js';
import type { Report } from '../core/facts.js';
import { budgetOf } from './budget.js';
import { lateralityFindings } from './laterality.js';
import { numberText } from './number-text.js';

export type OrderOf = Pick<
  Report,
  'order' | 'source' | 'parts' | 'shape' | 'print' | 'measured' | 'calipers'
>;

/** In the order of the report. */
export const orderFindings = (facts: OrderOf): readonly Finding[] => [
  ...lateralityFindings(facts),
  ...toleranceFindings(facts),
  ...printedFindings(facts),
];

const words = {
  finding: 'finding the surface in the scan',
  editing: 'editing',
  printing: 'printing',
} as const;

function toleranceFindings(facts: OrderOf): readonly Finding[] {
  const { verdict, tolerance, missing, expanded } = budgetOf(facts);
  const code = 'total-tolerance';
  const asked = `the ±${numberText(tolerance, 2)} mm that the intended use allows`;
  const without = missing.map((name) => words[name]).join(' and ');
  if (verdict === 'unknown')
    return [
      {
        severity: 'warning',
        code,
        message: `Whether the printed model keeps to ${asked} can't be said: what comes from ${without} is not known.`,
      },
    ];
  if (verdict !== 'exceeds') return [];
  const size =
    expanded === null
      ? 'What is known of its uncertainty'
      : `The expanded uncertainty (k = 2) of ±${numberText(expanded.p95, 2)} mm on 95 % of the area`;
  const still = missing.length > 0 ? `, and what comes from ${without} is not even in it` : '';
  return [{ severity: 'failure', code, message: `${size} is more than ${asked}${still}.` }];
}

function printedFindings({ measured, calipers }: OrderOf): readonly Finding[] {
  if (measured?.verdict !== 'exceeds') return [];
  const off = measured.lengths.flatMap(({ delta, allowed, within }, n) =>
    within === false
      ? [
          `${calipers[n]?.name ?? n + 1} by ${numberText(delta, 2)} mm (allowed ±${numberText(allowed, 2)} mm)`,
        ]
      : [],
  );
  return [
    {
      severity: 'failure',
      code: 'printed-length',
      message: `The printed part is off in ${off.length === 1 ? 'one length' : `${off.length} lengths`}: ${off.join('; ')}.`,
    },
  ];
}
