// isocast printers: which printers and processes are known, with their limits.
import { Command } from 'commander';
import type { Limit, Printer, PrintProcess } from '../core/printer.js';
import { visible } from './visible.js';

interface PrintersOptions {
  readonly printers?: string;
  readonly json?: boolean;
}

const span = ({ fail, warn }: Limit): string => (fail === warn ? String(fail) : `${fail}-${warn}`);

const rowOf = (cells: readonly string[], widths: readonly number[]): string =>
  `  ${cells.map((cell, n) => cell.padEnd(widths[n])).join('  ')}`.trimEnd();

function tableOf(rows: readonly (readonly string[])[]): string[] {
  const widths = rows[0].map((_, n) => Math.max(...rows.map((row) => row[n].length)));
  return rows.map((row) => rowOf(row, widths));
}

const printerRow = ({ key, name, process, volume, source }: Printer): string[] => [
  visible(key),
  visible(name),
  process,
  volume.join(' × '),
  visible(source),
];

const processRow = (one: PrintProcess): string[] => [
  one.name,
  one.says,
  span(one.wall),
  span(one.hole),
  span(one.pin),
  span(one.clearance),
  one.escapeHole === null ? '-' : span(one.escapeHole),
  `±${span({ fail: one.tolerance.best, warn: one.tolerance.worst })}`,
];

async function list({ printers: path, json }: PrintersOptions): Promise<void> {
  const [{ readPrintersFile }, { processes }] = await Promise.all([
    import('./read-printers-file.js'),
    import('../printing/processes.js'),
  ]);
  const printers = await readPrintersFile(path);
  if (json) {
    console.log(JSON.stringify({ printers, processes }, null, 2));
    return;
  }
  const lines = [
    'Printers (build volume in mm)',
    ...tableOf([['name', '', 'process', 'volume', 'source'], ...printers.map(printerRow)]),
    '',
    'Processes (mm; a-b: fails below a, warns below b)',
    ...tableOf([
      ['name', '', 'wall', 'hole', 'pin', 'clearance', 'escape hole', 'tolerance'],
      ...Object.values(processes).map(processRow),
    ]),
    `  ${processes.fdm.source}`,
  ];
  console.log(lines.join('\n'));
}

const example = `
A file of your own printers:
  printers:
    lab-form: {like: form-4b, name: Form 4B in the lab, density: 1.2, wall: {fail: 0.6, warn: 1}}
    old-delta: {process: fdm, volume: [200, 200, 300], layer: 0.3}
`;

export const printersCommand = (): Command =>
  new Command('printers')
    .option('--printers <file>', 'printers of your own (JSON or YAML), beside those that are known')
    .option('--json', 'print them as JSON')
    .addHelpText('after', example)
    .action(list);
