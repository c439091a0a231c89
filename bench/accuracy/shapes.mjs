// The other phantoms, each as a scan of 0.5 × 0.5 × 1 mm: ours, and the best peer.
import { phantomNames } from '../../dist/phantom/phantom-of.js';
import { scene } from './scenes.mjs';
import { niimathRows, ourPart } from './stages.mjs';
import { markdown, overallHead, overallRow } from './table.mjs';

/** HU, where it isn't the half-maximum: a light core inside a dense shell is to be taken with it. */
const levels = { cortex: 170 };
const wanted = ['cortex', 'joint', 'vessel', 'gyroid', 'text', 'cylinder', 'shell'];

export async function shapes() {
  const rows = [];
  for (const name of wanted.filter((name) => phantomNames.includes(name))) {
    const of = await scene(name, { spacing: [0.5, 0.5, 1], noise: 20 });
    const level = levels[name] ?? of.truth.halfMaximum;
    rows.push(
      await ourPart(of, { threshold: { threshold: String(level) } }, `${name}: ours`),
      ...niimathRows(of, { level }).map(([title, found]) => [`${name}: ${title}`, found]),
    );
  }
  return [
    'Every phantom cut at the half-maximum of its structure (cortex: at 170 HU, that of its core).',
    markdown(
      overallHead,
      rows.map(([title, found]) => overallRow(title, found)),
    ),
  ];
}
