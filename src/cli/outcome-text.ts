// What convert says when it is done: what was written, how large the model is, how true it stayed.
import { join } from 'node:path';
import type { Outcome } from '../commands/convert-scan.js';
import { worseWay } from '../report/worse-way.js';
import { visible } from './visible.js';

const verdicts = {
  pass: 'PASS: every check passed',
  review: 'REVIEW: usable, but read the warnings',
  fail: 'FAIL: not fit to print, see the report',
};

const thousands = (n: number): string => n.toLocaleString('en-US');

export function outcomeText({ report, written }: Outcome, folder: string): string {
  const { mesh, ledger, tolerance } = report;
  const worst = worseWay(ledger[ledger.length - 1], 'bound');
  const rows: [string, string][] = [
    ['model', `${mesh.size.map((s) => s.toFixed(1)).join(' × ')} mm, ${(mesh.volume / 1000).toFixed(2)} ml`],
    ['surface', `${thousands(mesh.triangles)} triangles, ${mesh.parts} part${mesh.parts === 1 ? '' : 's'}`],
    [
      'editing moved it',
      `${worst.meanAbsolute.toFixed(4)} mm on average, at most ${worst.bound.toFixed(4)} mm (tolerance ${tolerance} mm)`,
    ],
    ['verdict', verdicts[report.verdict]],
    ['written', written.map(({ name }) => visible(join(folder, name))).join('\n'.padEnd(20))],
  ];
  return rows.map(([name, value]) => `${name.padEnd(18)} ${value}`).join('\n');
}
