// What else a scanner may do: other blurs, noise, slices, artefacts and kernels than the surface's fit reckons with.
import { blurOf } from './blur-of.mjs';
import { measureMesh } from './measure-mesh.mjs';
import { hasOption, ours, overlaid } from './ours.mjs';
import { rendered } from './rendered.mjs';
import { scanOf } from './scan-of.mjs';
import { sharpened } from './sharpened.mjs';
import { markdown } from './table.mjs';
import { truthOf } from './truth.mjs';

const densities = { bodyHU: 1200, softHU: 40, airHU: 40 };
const plain = { spacing: [0.5, 0.5, 1], noise: 20 };
const wrongBlur = (factor) => (blur) =>
  blur && { ...blur, inPlane: factor * blur.inPlane, throughPlane: factor * blur.throughPlane };

/** Title, options of the phantom beside the plain ones; and what is done to the scan, or to the blur found in it. */
const cases = [
  ['as in the other tables', {}],
  ['noise of 60 HU', { noise: 60 }],
  ['noise of 30 HU, correlated over 0.6 mm', { noise: 30, noiseCorrelation: 0.6 }],
  ['sharp: blur of 0.2 and 0.3 mm', { psfInPlane: 0.2, psfThroughPlane: 0.3 }],
  ['soft: blur of 0.8 and 1 mm', { psfInPlane: 0.8, psfThroughPlane: 1 }],
  ['slices of 2 mm every 1 mm', { sliceProfile: 2 }],
  ['voxels of 0.8 × 0.8 × 2 mm', { spacing: [0.8, 0.8, 2] }],
  ['tilted grid', { tiltDeg: [12, -7, 20] }],
  ['tilted gantry, 18°', { shearDeg: 18 }],
  ['cupping of 150 HU', { cupping: 150 }],
  ['streaks of 60 HU', { streaks: 60 }],
  ['edge-enhancing kernel, mild', {}, { scan: (image) => sharpened(image, 0.4, 0.7) }],
  ['edge-enhancing kernel, strong', {}, { scan: (image) => sharpened(image, 1, 0.7) }],
  ['blur taken for 20 % less than found', {}, { blur: wrongBlur(0.8) }],
  ['blur taken for 20 % more than found', {}, { blur: wrongBlur(1.2) }],
];

const head = [
  'scan',
  'blur found, mm',
  'one threshold: mean abs',
  'RMS',
  'p99',
  'ours: mean abs',
  'mean',
  'RMS',
  'p99',
  'faults',
];
const mm = (x) => x.toFixed(3);

async function one(phantom, [title, options, { scan: change = (image) => image, blur = null } = {}]) {
  const truth = await truthOf(phantom, densities);
  const scan = scanOf(change(rendered(phantom, { ...plain, ...options, ...densities })));
  const given = { threshold: { threshold: String(truth.halfMaximum) } };
  const found = blurOf(scan);
  const told = blur === null ? {} : { locate: { blur: blur(found) } };
  const figures = [];
  for (const edge of [{ locate: { edge: 'threshold' } }, told]) {
    const wished = hasOption('locate', 'edge') ? overlaid(given, edge) : given;
    figures.push(measureMesh((await ours(scan, wished)).part.mesh, truth));
  }
  const [fixed, fitted] = figures;
  const seen = found && `${mm(found.inPlane)}, ${mm(found.throughPlane)}${found.assumed ? ' (assumed)' : ''}`;
  return [
    `${phantom}: ${title}`,
    seen ?? '–',
    ...[fixed.meanAbsolute, fixed.rms, fixed.p99].map(mm),
    ...[fitted.meanAbsolute, fitted.mean, fitted.rms, fitted.p99].map(mm),
    `${fitted.openEdges + fitted.nonManifoldEdges + fitted.selfIntersections}`,
  ];
}

export async function hard(quick) {
  const rows = [];
  for (const scan of cases) rows.push(await one('torus', scan));
  // sharp edges and corners too
  for (const scan of quick ? [] : cases.filter((_, n) => n % 4 === 0))
    rows.push(await one('asymmetric', scan));
  return [
    'Bone of 1200 HU in soft tissue of 40 HU, the final surface at the default tolerance; the first threshold is the half-maximum. Faults are open and non-manifold edges and self-intersections.',
    markdown(head, rows),
  ];
}
