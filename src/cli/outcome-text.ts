// What convert says when it is done: what was written, how large the model is, how true it stayed.
import { join } from 'node:path';
import type { Outcome } from '../commands/convert-scan.js';
import type { PartFacts, Report } from '../core/facts.js';
import { wholeModel } from '../report/whole-model.js';
import { worseWay } from '../report/worse-way.js';
import { operationRow } from './operation-row.js';
import { visible } from './visible.js';

const verdicts = {
  pass: 'PASS: every check passed',
  review: 'REVIEW: usable, but read the warnings',
  fail: 'FAIL: not fit to print, see the report',
};

const thousands = (n: number): string => n.toLocaleString('en-US');

const several = (n: number, what: string): string => `${thousands(n)} ${what}${n === 1 ? '' : 's'}`;

function modelRows(report: Report): [string, string][] {
  const whole = wholeModel(report);
  if (whole === null) return [];
  const parts = report.shape?.pieces ?? report.parts;
  const size = `${whole.size.map((s) => s.toFixed(1)).join(' × ')} mm, ${(whole.volume / 1000).toFixed(2)} ml`;
  return [
    ['model', parts.length > 1 ? `${several(parts.length, 'part')}, ${size}` : size],
    ['surface', `${several(whole.triangles, 'triangle')}, ${several(whole.parts, 'piece')}`],
  ];
}

/** Of the part that moved most. */
function movedRow(parts: readonly PartFacts[], tolerance: number): [string, string][] {
  const [first, ...more] = parts
    .flatMap(({ ledger }) => ledger.slice(-1))
    .map((row) => worseWay(row, 'bound'));
  if (first === undefined) return [];
  const worst = more.reduce((a, b) => (b.bound > a.bound ? b : a), first);
  const moved = `${worst.meanAbsolute.toFixed(4)} mm on average, at most ${worst.bound.toFixed(4)} mm (tolerance ${tolerance} mm)`;
  return [['editing moved it', moved]];
}

export function outcomeText({ report, written }: Outcome, folder: string): string {
  const { parts, tolerance, identifying } = report;
  const rows: [string, string][] = [
    ...modelRows(report),
    ...(report.shape?.operations ?? []).map(operationRow),
    ...movedRow(parts, tolerance),
    ...(identifying === null ? [] : [['identifying', identifying] satisfies [string, string]]),
    ['verdict', verdicts[report.verdict]],
    ['written', written.map(({ name }) => visible(join(folder, name))).join('\n'.padEnd(20))],
  ];
  return rows.map(([name, value]) => `${name.padEnd(18)} ${value}`).join('\n');
}
