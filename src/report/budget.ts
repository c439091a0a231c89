// What the printed surface may be off by: finding it in the scan, editing it and printing it, put together.
// JCGM 100, Evaluation of measurement data: Guide to the expression of uncertainty in measurement, 2008.
import type { BudgetFacts, PrintingShare } from '../core/budget.js';
import type { OverArea, PartFacts, Report } from '../core/facts.js';
import type { PrintProcess } from '../core/printer.js';

/** What a budget is made of. */
export type BudgetOf = Pick<Report, 'parts' | 'shape' | 'print' | 'order'>;

/** Of the part with the largest uncertainty (k = 1, mm), at the scale of what is printed. */
export function budgetOf({ parts, shape, print, order }: BudgetOf): BudgetFacts {
  const scale = shape?.scale ?? 1;
  const worst = worstOf(parts);
  const finding = worst === null ? null : scaledBy(worst.uncertainty?.finding ?? null, scale);
  const editing = worst === null ? null : scaledBy(editingOf(worst), scale);
  const length = longestSide({ parts, shape });
  const printing = print === null ? null : printingShare(print.process, length);
  const known = rootOf([finding, editing, ofPrinting(printing)]);
  const shares = { finding, editing, printing };
  const missing = (['finding', 'editing', 'printing'] as const).filter((name) => shares[name] === null);
  const combined = finding === null ? null : known;
  const tolerance = order.totalTolerance;
  return {
    part: worst?.name ?? null,
    ...shares,
    combined,
    expanded: scaledBy(combined, 2),
    missing,
    tolerance,
    verdict: tolerance === null ? null : verdictOn(2 * known.p95, tolerance, missing.length > 0),
  };
}

/** What is known alone may be too much; that it is enough needs all of it. */
function verdictOn(known: number, tolerance: number, partly: boolean): 'within' | 'exceeds' | 'unknown' {
  if (known > tolerance) return 'exceeds';
  return partly ? 'unknown' : 'within';
}

/** How far printing may be off over this length, ± mm, by the worse of the process's published tolerances. */
export const printTolerance = ({ tolerance: { worst, share } }: PrintProcess, length: number): number =>
  Math.max(worst, (share ?? 0) * length);

function printingShare(process: PrintProcess, length: number): PrintingShare {
  const tolerance = printTolerance(process, length);
  return { tolerance, length, standard: tolerance / Math.sqrt(3) };
}

const ofPrinting = (share: PrintingShare | null): OverArea | null =>
  share === null ? null : { rms: share.standard, p95: share.standard };

/** A part whose finding is not known is worse than any; of several the one that was edited most. */
function worstOf(parts: readonly PartFacts[]): PartFacts | null {
  const [first, ...rest] = parts;
  if (first === undefined) return null;
  const known = (part: PartFacts): number => part.uncertainty?.combined.p95 ?? Number.POSITIVE_INFINITY;
  const edited = (part: PartFacts): number => editingOf(part)?.p95 ?? 0;
  const worse = (a: PartFacts, b: PartFacts): boolean =>
    known(a) === known(b) ? edited(a) > edited(b) : known(a) > known(b);
  return rest.reduce((worst, part) => (worse(part, worst) ? part : worst), first);
}

/** The worse way round; null of a draft, where nobody measured. */
function editingOf({ uncertainty, ledger }: PartFacts): OverArea | null {
  const last = ledger.at(-1);
  if (last === undefined) return null;
  if (uncertainty !== null) return uncertainty.editing;
  const { toReference, fromReference } = last;
  const worse = (of: keyof OverArea): number => Math.max(toReference[of], fromReference?.[of] ?? 0);
  return { rms: worse('rms'), p95: worse('p95') };
}

function longestSide({ parts, shape }: Pick<Report, 'parts' | 'shape'>): number {
  return (shape?.pieces ?? parts).reduce((most, { mesh }) => Math.max(most, ...mesh.size), 0);
}

function rootOf(shares: readonly (OverArea | null)[]): OverArea {
  const root = (of: keyof OverArea): number =>
    Math.sqrt(shares.reduce((sum, share) => sum + (share === null ? 0 : share[of] ** 2), 0));
  return { rms: root('rms'), p95: root('p95') };
}

function scaledBy(share: OverArea | null, by: number): OverArea | null {
  return share === null ? null : { rms: by * share.rms, p95: by * share.p95 };
}
