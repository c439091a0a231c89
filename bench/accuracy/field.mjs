// The field phantom at 1 mm slices: our surface after each step, the floor of fixed thresholds, and each body.
import { floorMesh } from './floor.mjs';
import { measureMesh } from './measure-mesh.mjs';
import { hasOption, hasStep, overlaid } from './ours.mjs';
import { fieldOptions, scene } from './scenes.mjs';
import { ourPart, ourRows } from './stages.mjs';
import { bodyHead, bodyRows, markdown, overallHead, overallRow } from './table.mjs';

/** Cut at the half-maximum of bone and soft tissue, which is known here. */
export const atHalf = ({ halfMaximum }) => ({ threshold: { threshold: String(halfMaximum) } });

/** The old way, where the surface is not fitted to the scan. */
const fixed = hasOption('locate', 'edge') ? { locate: { edge: 'threshold' } } : {};

export async function field(quick) {
  const of = await scene('field', fieldOptions(), quick);
  const floor = await floorMesh(of.truth, of.within);
  const floorFound = measureMesh(floor, of.truth, { within: of.within, faults: false });
  const rows = [['floor: the isosurface of the scan without noise, on voxels of 0.25 mm', floorFound]];
  if (hasStep('locate'))
    rows.push(
      ...(await ourRows(of, overlaid(atHalf(of.truth), fixed), {
        only: ['decimate'],
        prefix: 'ours, one threshold',
      })),
    );
  const own = await ourRows(of, atHalf(of.truth));
  const quarter = overlaid(atHalf(of.truth), { decimate: { keep: 0.25 } });
  rows.push(...own, await ourPart(of, quarter, 'ours, decimated to 25 %'));
  const [lastTitle, last] = own.at(-1);
  return [
    '512 × 512 × 300 voxels of 0.5 × 0.5 × 1 mm, computed on voxels of 0.5 mm, default tolerance. Distances to the truth, mm.',
    markdown(
      overallHead,
      rows.map(([title, found]) => overallRow(title, found)),
    ),
    `Body by body: ${lastTitle}.`,
    markdown(bodyHead, bodyRows(last)),
  ];
}
