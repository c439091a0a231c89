// The field phantom at 1 mm slices: ours beside others.
import { atHalf } from './field.mjs';
import { fieldOptions, scene } from './scenes.mjs';
import { niimathRows, ourPart, vtkRows } from './stages.mjs';
import { bodyHead, bodyRows, markdown, overallHead, overallRow } from './table.mjs';

export async function peers(quick) {
  const of = await scene('field', fieldOptions(), quick);
  const best = niimathRows(of);
  const rows = [
    await ourPart(of, atHalf(of.truth), 'ours, as it comes'),
    ...best,
    ...niimathRows(of, { grid: null }),
    ...vtkRows(of, 'grey-bspline', { raw: true }),
    ...vtkRows(of, 'grey-default'),
    ...vtkRows(of, 'slicer'),
  ];
  const bodies =
    best[0][1].bodies === undefined ? [] : [`${best[0][0]}:`, markdown(bodyHead, bodyRows(best[0][1]))];
  return [
    'The same scan, every peer at the same level, measured by the same code.',
    markdown(
      overallHead,
      rows.map(([title, found]) => overallRow(title, found)),
    ),
    ...bodies,
  ];
}
