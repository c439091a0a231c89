// Plates of 0.4 to 2 mm of 1200 HU in soft tissue: what a low threshold finds, and how thick each comes out.
import { scene } from './scenes.mjs';
import { niimathRows, ourRows, vtkRows } from './stages.mjs';
import { bodyHead, bodyRows, markdown, overallHead, overallRow } from './table.mjs';

export async function thin() {
  const of = await scene('plates', { spacing: [0.5, 0.5, 1], noise: 20 });
  const out = [];
  for (const level of [of.truth.halfMaximum, 300]) {
    const own = await ourRows(of, { threshold: { threshold: String(level) } });
    const others = [...niimathRows(of, { level }), ...vtkRows(of, 'grey-bspline', { level })];
    out.push(
      `Cut at ${level} HU${level === of.truth.halfMaximum ? ', the half-maximum' : ''}.`,
      markdown(
        overallHead,
        [...own, ...others].map(([title, found]) => overallRow(title, found)),
      ),
    );
    for (const [title, found] of [own.at(-1), ...others])
      if (found.bodies !== undefined)
        out.push(`Plate by plate: ${title}.`, markdown(bodyHead, bodyRows(found)));
  }
  return out;
}
