// Joins what a surface may be off by where it was found with how far it was edited since.
import type { FoundUncertainty, LedgerRow, OverArea, StepFacts, UncertaintyFacts } from '../core/facts.js';

/** mm. `ledger` and `steps` are those of the same surface; the last row is the finished one. */
export function uncertaintyFacts(
  found: FoundUncertainty,
  ledger: readonly LedgerRow[],
  steps: readonly StepFacts[],
): UncertaintyFacts {
  const editing = editingOf(ledger.at(-1));
  // Editing is told as a whole, not place by place.
  const joined = (of: keyof OverArea): number => Math.sqrt(found.finding[of] ** 2 + editing[of] ** 2);
  const combined: OverArea = { rms: joined('rms'), p95: joined('p95') };
  const noted = (step: string, name: string): number | null => {
    const notes = steps.find((one) => one.name === step)?.notes ?? [];
    const value = notes.find((note) => note.name === name)?.value;
    return typeof value === 'number' && Number.isFinite(value) ? value : null;
  };
  const median = noted('locate', 'median move');
  const p95 = noted('locate', '95 % of the moves within');
  return {
    ...found,
    editing,
    combined,
    expanded: { rms: 2 * combined.rms, p95: 2 * combined.p95 },
    fromThreshold: median === null || p95 === null ? null : { median, p95 },
    thinnestWall: noted('decimate', 'thinnest wall'),
  };
}

function editingOf(row: LedgerRow | undefined): OverArea {
  if (row === undefined) return { rms: 0, p95: 0 };
  const { toReference, fromReference } = row;
  return {
    rms: Math.max(toReference.rms, fromReference?.rms ?? 0),
    p95: Math.max(toReference.p95, fromReference?.p95 ?? 0),
  };
}
