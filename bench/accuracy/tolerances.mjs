// The field phantom at several tolerances and on a finer grid.
import { atHalf } from './field.mjs';
import { overlaid, toleranceOf } from './ours.mjs';
import { fieldOptions, scene } from './scenes.mjs';
import { ourPart } from './stages.mjs';
import { markdown, overallHead, overallRow } from './table.mjs';

/** What is so by default is left unsaid: that run is the one of the other tables. */
const ofTolerance = (tolerance) => (tolerance === 0.1 ? {} : toleranceOf(tolerance));
const onGrid = (grid) => (grid === 0.5 ? {} : { resample: { spacing: grid } });

export async function tolerances(quick) {
  const of = await scene('field', fieldOptions(), quick);
  const rows = [];
  for (const grid of [0.5, 0.3])
    for (const tolerance of grid === 0.5 ? [0.05, 0.1, 0.25] : [0.1]) {
      const given = overlaid(atHalf(of.truth), ofTolerance(tolerance), onGrid(grid));
      rows.push(await ourPart(of, given, `ours, ${grid} mm, tolerance ${tolerance}`));
    }
  return [
    'The same scan; the final surface.',
    markdown(
      overallHead,
      rows.map(([title, found]) => overallRow(title, found)),
    ),
  ];
}
