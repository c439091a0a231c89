// One phantom through our pipeline with options of yours: the surface after each step, body by body, and the seconds.
// node bench/accuracy/try.mjs field [--quick] [--slices 5] [--noise 20] [--labels] [--up-to smooth] [--no-faults]
//   [--given '{"threshold":{"threshold":"620"},"smooth":{"passes":5}}']
import { parseArgs } from 'node:util';
import { measureMesh } from './measure-mesh.mjs';
import { ours, overlaid } from './ours.mjs';
import { asLabels, scene } from './scenes.mjs';
import { bodyHead, bodyRows, markdown, overallHead, overallRow } from './table.mjs';

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    quick: { type: 'boolean', default: false },
    labels: { type: 'boolean', default: false },
    slices: { type: 'string', default: '1' },
    noise: { type: 'string', default: '20' },
    given: { type: 'string', default: '{}' },
    'up-to': { type: 'string' },
    'no-faults': { type: 'boolean', default: false },
  },
});
const options = { spacing: [0.5, 0.5, Number(values.slices)], noise: Number(values.noise) };
const grey = await scene(positionals[0] ?? 'field', options, values.quick);
const of = values.labels ? asLabels(grey) : grey;
const level = { threshold: { threshold: String(of.truth.halfMaximum) } };
const given = overlaid(values.labels ? {} : level, JSON.parse(values.given));
const found = await ours(of.scan, given, { labels: values.labels, upTo: values['up-to'] ?? null });
const measured = Object.entries(found.surfaces).map(([name, mesh]) => [
  name,
  measureMesh(mesh, of.truth, { within: of.within, faults: !values['no-faults'] }),
]);
console.log(
  markdown(
    overallHead,
    measured.map(([name, figures]) => overallRow(name, figures)),
  ),
);
console.log(markdown(bodyHead, bodyRows(measured.at(-1)[1])));
for (const { name, notes } of found.steps ?? [])
  console.log(name, notes.map((note) => `${note.name} ${note.value} ${note.unit ?? ''}`).join('; '));
for (const { severity, message } of found.findings ?? []) console.log(`${severity}: ${message}`);
const seconds = Object.entries(found.seconds).filter(([, s]) => s >= 0.1);
console.log(seconds.map(([name, s]) => `${name} ${s.toFixed(1)} s`).join(', '));
