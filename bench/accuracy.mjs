// How far our surfaces, and those of others, lie from what was scanned: phantoms known by formula, and real scans.
// node bench/accuracy.mjs [field|tolerances|peers|labels|coarse|mixed|thin|shapes|hard|real|all] … [--quick]
// Prints the tables and keeps them in docs/accuracy-table.md, section by section; --quick (a part of the field phantom)
// prints only. All of it takes about 25 minutes on two cores.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

const titles = {
  field: 'From a scan with 1 mm slices',
  tolerances: 'Tolerances, and a finer grid',
  peers: 'Others on the same scan',
  labels: 'From a label map',
  coarse: 'From thick slices',
  mixed: 'From bone of many densities',
  thin: 'Thin plates',
  shapes: 'Other shapes',
  hard: 'Other scanners',
  real: 'Real scans',
};
const names = Object.keys(titles);
const args = process.argv.slice(2);
const quick = args.includes('--quick');
const asked = args.filter((arg) => arg !== '--quick' && arg !== 'all');
const strange = asked.find((name) => !names.includes(name));
if (strange !== undefined) {
  console.error(`There is no section '${strange}'. Choose of: ${names.join(', ')}, all.`);
  process.exit(2);
}
const page = new URL('../docs/accuracy-table.md', import.meta.url).pathname;
const intro = `# Distances to the truth, measured

Written by \`npm run bench -- accuracy\`. Millimetres unless a column says otherwise; positive is outside the true body. Points of
a surface lie 0.25 mm apart at most and count by their area; specks are left out. What the phantoms are and how it is
measured stands in bench/accuracy and src/phantom.
`;

/** The page's sections as they stand. */
function sections() {
  const text = existsSync(page) ? String(readFileSync(page)) : '';
  const found = text.split(/^## /m).slice(1);
  return new Map(found.map((part) => [part.split('\n', 1)[0], part.slice(part.indexOf('\n')).trim()]));
}

function keep(title, text) {
  const all = sections().set(title, text);
  const inOrder = Object.values(titles).filter((one) => all.has(one));
  writeFileSync(page, `${intro}\n${inOrder.map((one) => `## ${one}\n\n${all.get(one)}\n`).join('\n')}`);
}

for (const name of asked.length > 0 ? names.filter((one) => asked.includes(one)) : names) {
  const start = performance.now();
  const { [name]: measure } = await import(`./accuracy/${name}.mjs`);
  const text = (await measure(quick)).join('\n\n');
  console.log(`## ${titles[name]}\n\n${text}\n`);
  console.error(`  ${name}: ${((performance.now() - start) / 1000).toFixed(0)} s in all`);
  if (!quick) keep(titles[name], text);
}
