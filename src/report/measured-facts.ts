// What the lengths of a printed part say: how far each is off, and whether that is within what is allowed.
import type { Caliper, MeasuredFacts, TakenLength } from '../core/caliper.js';
import type { Report } from '../core/facts.js';
import { printTolerance } from './budget.js';

export type MeasuredOf = Pick<Report, 'calipers' | 'order' | 'print' | 'budget'>;

/** Fewer lengths say nothing of how a printer prints. */
const fewest = 3;

/**
 * `values`: mm, in the order of the calipers, one each; null where a length was not taken. The declared tolerance of the
 * intended use holds for each, else the printing process's over that length; else there is none.
 */
export function measuredFacts(
  facts: MeasuredOf,
  values: readonly (number | null)[],
  by: string | null,
): MeasuredFacts {
  const { calipers, budget } = facts;
  if (values.length !== calipers.length) throw new RangeError('one value a length');
  const lengths = calipers.map((caliper, n) => takenLength(caliper, values[n], allowedFor(caliper, facts)));
  const deltas = lengths.flatMap(({ delta }) => (delta === null ? [] : [delta]));
  const rms = meanOf(deltas.map((delta) => delta * delta));
  const root = rms === null ? null : Math.sqrt(rms);
  const { finding, editing } = budget;
  const known = finding !== null && editing !== null && root !== null && deltas.length >= fewest;
  return {
    by,
    lengths,
    taken: deltas.length,
    mean: meanOf(deltas),
    meanAbsolute: meanOf(deltas.map(Math.abs)),
    rms: root,
    max: deltas.length === 0 ? null : Math.max(...deltas.map(Math.abs)),
    limit: limitWords(facts),
    verdict: verdictOn(lengths),
    expanded: known ? 2 * Math.hypot(finding.rms, editing.rms, root) : null,
  };
}

function allowedFor({ nominal }: Caliper, { order, print }: MeasuredOf): number | null {
  if (order.totalTolerance !== null) return order.totalTolerance;
  return print === null ? null : printTolerance(print.process, nominal);
}

function limitWords({ order, print }: MeasuredOf): string | null {
  if (order.totalTolerance !== null) return 'the tolerance declared for the intended use';
  return print === null ? null : `the published tolerance of ${print.process.says}`;
}

/** A nanometre beyond is rounding. */
const slack = 1e-6;

function takenLength({ nominal }: Caliper, value: number | null, allowed: number | null): TakenLength {
  if (value === null) return { value, delta: null, allowed, within: null };
  const delta = value - nominal;
  return { value, delta, allowed, within: allowed === null ? null : Math.abs(delta) <= allowed + slack };
}

function verdictOn(lengths: readonly TakenLength[]): MeasuredFacts['verdict'] {
  const judged = lengths.filter(({ within }) => within !== null);
  if (judged.some(({ within }) => within === false)) return 'exceeds';
  return judged.length > 0 ? 'within' : 'unknown';
}

const meanOf = (values: readonly number[]): number | null =>
  values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
