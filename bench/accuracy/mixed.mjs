// Bodies of 350 to 1800 HU side by side in soft tissue: one threshold for all, and the edge where it is.
import { hasOption, overlaid } from './ours.mjs';
import { scene } from './scenes.mjs';
import { niimathRows, ourPart, ourRows, vtkRows } from './stages.mjs';
import { bodyHead, bodyRows, markdown, overallHead, overallRow } from './table.mjs';

/** Half-maximum of the lightest bodies, the bone preset, half-maximum of bone of 1200 HU. */
const levels = ({ halfMaximum }) => [halfMaximum, 226, 620];

export async function mixed() {
  const of = await scene('densities', { spacing: [0.5, 0.5, 1], noise: 20 });
  const at = (level) => ({ threshold: { threshold: String(level) } });
  const rows = [];
  if (hasOption('locate', 'edge'))
    for (const level of levels(of.truth)) {
      const given = overlaid(at(level), { locate: { edge: 'threshold' } });
      rows.push(await ourPart(of, given, `ours, one threshold: ${level} HU`));
    }
  const level = of.truth.halfMaximum;
  const own = await ourRows(of, at(level));
  rows.push(...own, ...niimathRows(of, { level }), ...vtkRows(of, 'grey-bspline', { level }));
  return [
    `Every body cut at ${level} HU first, the half-maximum of the lightest.`,
    markdown(
      overallHead,
      rows.map(([title, found]) => overallRow(title, found)),
    ),
    `Body by body: ${own.at(-1)[0]}.`,
    markdown(bodyHead, bodyRows(own.at(-1)[1])),
  ];
}
