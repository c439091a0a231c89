// The field phantom with slices of 2.5 and 5 mm, each slice averaging over its own thickness.
import { atHalf } from './field.mjs';
import { fieldOptions, scene } from './scenes.mjs';
import { niimathRows, ourRows, vtkRows } from './stages.mjs';
import { bodyHead, bodyRows, markdown, overallHead, overallRow } from './table.mjs';

export async function coarse(quick) {
  const out = [];
  for (const slices of [2.5, 5]) {
    const of = await scene('field', fieldOptions(slices), quick);
    const own = await ourRows(of, atHalf(of.truth));
    const rows = [...own, ...niimathRows(of), ...vtkRows(of, 'grey-bspline', { raw: true })];
    out.push(
      `Slices of ${slices} mm.`,
      markdown(
        overallHead,
        rows.map(([title, found]) => overallRow(title, found)),
      ),
      `Body by body: ${own.at(-1)[0]}.`,
      markdown(bodyHead, bodyRows(own.at(-1)[1])),
    );
  }
  return out;
}
