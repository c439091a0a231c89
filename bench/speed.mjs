// How long whole runs take, and how much memory: ours beside others' on the same file, in turns, in one go.
// node bench/speed.mjs [start|stages|whole|grids|sizes|growth|long|memory|data] … [--runs 2] [--keep] [--data FOLDER]
// Prints tables, and marks what is a fifth worse than the table that is kept; --keep writes that table anew
// (docs/speed-table.md and .json, docs/growth.svg; sections that were not measured stay). Linux.
import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { drawGrowth } from './speed/growth.mjs';
import { keep, readKept, sectionText } from './speed/kept.mjs';
import { sections } from './speed/sections.mjs';
import { yardstick } from './speed/yardstick.mjs';

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    runs: { type: 'string', default: '2' },
    keep: { type: 'boolean', default: false },
    data: { type: 'string' },
  },
});
const names = Object.keys(sections);
const strange = positionals.find((name) => !names.includes(name));
if (strange !== undefined) {
  console.error(`There is no section '${strange}'. Choose of: ${names.join(', ')}.`);
  process.exit(2);
}
const all = names.filter((name) => name !== 'data' || values.data !== undefined);
const wanted = positionals.length > 0 ? positionals : all;
const folder = mkdtempSync(join(tmpdir(), 'isocast-speed-'));
const kept = readKept();
try {
  const found = {};
  for (const name of wanted) {
    const { title, beside = 'first', rows: measure, says = () => [] } = sections[name];
    const rows = await measure(folder, Number(values.runs), values.data);
    found[name] = { title, beside, rows, says: says(rows) };
    console.log(sectionText(found[name], kept.sections[name]));
  }
  if (values.keep) {
    const machine = { cores: availableParallelism(), node: process.versions.node, yard: yardstick().wall };
    keep(found, names, machine);
    if (found.growth !== undefined) await drawGrowth(found.growth.rows);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
