// A label map instead of a scan: the voxels of the 1 mm scan above the half-maximum, and nothing else.
import { asLabels, fieldOptions, scene } from './scenes.mjs';
import { niimathRows, ourRows, vtkRows } from './stages.mjs';
import { bodyHead, bodyRows, markdown, overallHead, overallRow } from './table.mjs';

export async function labels(quick) {
  const of = asLabels(await scene('field', fieldOptions(), quick));
  const own = await ourRows(of, {}, { labels: true });
  const rows = [
    ...own,
    ...niimathRows(of, { level: 0.5, grid: null }),
    ...['mask-sinc', 'mask-blurred', 'slicer-mask'].flatMap((way) => vtkRows(of, way, { level: 1 })),
  ];
  return [
    'The mask has voxels of 0.5 × 0.5 × 1 mm; every way gets the mask alone.',
    markdown(
      overallHead,
      rows.map(([title, found]) => overallRow(title, found)),
    ),
    `Body by body: ${own.at(-1)[0]}.`,
    markdown(bodyHead, bodyRows(own.at(-1)[1])),
  ];
}
