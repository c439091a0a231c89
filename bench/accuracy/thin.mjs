// Plates of 0.4 to 2 mm of 1200 HU in soft tissue: what a threshold finds of each, and how thick it comes out.
import { scene } from './scenes.mjs';
import { niimathRows, ourPart, ourRows, vtkRows } from './stages.mjs';
import { bodyHead, bodyRows, markdown, overallHead, overallRow } from './table.mjs';

/** Half-maximum of the bone; and one at which the thinnest still shows. */
const levels = [620, 300];

/** Plate by plate, column by column: thickness found and, where that isn't all, how much of its faces is there. */
function thicknesses(rows) {
  const of = (found, n) => {
    const size = found.bodies?.[n]?.size;
    if (!size) return '–';
    const covered = size.covered < 99 ? ` (${size.covered.toFixed(0)} % there)` : '';
    return `${size.found.toFixed(3)}${covered}`;
  };
  const { bodies } = rows[0][1];
  const lines = bodies.map(({ name }, n) => [name, ...rows.map(([, found]) => of(found, n))]);
  return markdown(['thickness, mm', ...rows.map(([title]) => title)], lines);
}

export async function thin() {
  const of = await scene('plates', { spacing: [0.5, 0.5, 1], noise: 20 });
  const at = (level) => ({ threshold: { threshold: String(level) } });
  const [first, ...more] = levels;
  const own = await ourRows(of, at(first), { prefix: `ours, from ${first} HU` });
  const [title, last] = own.at(-1);
  const later = [];
  for (const level of more) later.push(await ourPart(of, at(level), `ours, from ${level} HU`));
  const others = levels.flatMap((level) => {
    const rows = [...niimathRows(of, { level }), ...vtkRows(of, 'grey-bspline', { level })];
    return rows.map(([title, found]) => [`${title.split(' ').slice(0, 2).join(' ')}, at ${level} HU`, found]);
  });
  return [
    'Voxels of 0.5 × 0.5 × 1 mm; 620 HU is the half-maximum. The peers are smoothed and decimated as above.',
    markdown(
      overallHead,
      [...own, ...later, ...others].map(([name, found]) => overallRow(name, found)),
    ),
    thicknesses([[`ours, from ${first} HU`, last], ...later, ...others]),
    `Plate by plate: ${title}.`,
    markdown(bodyHead, bodyRows(last)),
  ];
}
