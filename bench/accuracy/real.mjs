// Real scans, whose truth nobody knows: how far editing moved the surface from the scan's own, and whether it is sound.
import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { quietContext } from '../../dist/core/context.js';
import { signedVolume } from '../../dist/core/mesh.js';
import { measureDeviation } from '../../dist/kernel/surface-distance.js';
import { makePool } from '../../dist/pool.js';
import { readScan } from '../../dist/scan/read-scan.js';
import { checkMesh } from '../../dist/solid/check-mesh.js';
import { niimathPeer, niimathVersion } from './niimath-peer.mjs';
import { ours } from './ours.mjs';
import { vtkTitles } from './stages.mjs';
import { markdown } from './table.mjs';
import { vtkPeer, vtkVersion } from './vtk-peer.mjs';

const data = new URL('../../../shared/data/', import.meta.url).pathname;

/** What it is called here, where it lies, and at which level its bone is taken. Peers get the first. */
const scans = [
  ['head, slices of 1.5 mm', 'invesalius-0051-dicom', '226'],
  ['head, tilted gantry, uneven slices of 4 and 7 mm', 'dcmqa-ct-ge', '226'],
  ['head, voxels of 3.2 × 3.2 × 1.5 mm', 'slicer-cthead', 'half-max'],
  ['thorax, voxels of 1.4 × 1.4 × 2.5 mm', 'elastix/3DCT_lung.mha', '226'],
  ['thigh, voxels of 1 × 1 × 3.3 mm', 'ibsi-sts/nifti/STS_001/CT_image.nii.gz', '226'],
  ['torso, voxels of 3 mm', 'totalseg-tests/example_ct_sm.nii.gz', '226'],
];

const head = [
  'scan, pipeline',
  'triangles',
  'editing: mean abs',
  'p95',
  'max',
  'volume, %',
  'open, non-manifold edges, self-intersections',
];

const missing = (title, why) => [title, why, ...head.slice(2).map(() => '–')];

/** From the edited surface to the one that was found, and back: the worse of both. */
function row(title, from, to, there, back) {
  const worse = (key) => Math.max(there[key], back?.[key] ?? 0);
  const { triangles, openEdges, nonManifoldEdges, selfIntersections } = checkMesh(to);
  const before = signedVolume(from);
  return [
    title,
    `${(from.triangles.length / 3).toLocaleString('en-US')} → ${triangles.toLocaleString('en-US')}`,
    worse('meanAbsolute').toFixed(4),
    worse('p95').toFixed(4),
    worse('max').toFixed(3),
    ((100 * (signedVolume(to) - before)) / before).toFixed(4),
    `${openEdges}, ${nonManifoldEdges}, ${selfIntersections}`,
  ];
}

/** As our own run measures its editing. */
async function peerRow(title, from, to) {
  const pool = makePool(availableParallelism(), quietContext.signal);
  const context = { ...quietContext, each: (task, jobs) => pool.each(task, jobs, () => {}) };
  try {
    const there = await measureDeviation(to, from, context);
    return row(title, from, to, there, await measureDeviation(from, to, context));
  } finally {
    await pool.close();
  }
}

async function vtkRow(image, way, level) {
  const title = `VTK ${vtkVersion() ?? ''} ${vtkTitles[way]}`;
  if (vtkVersion() === null) return missing(title, 'not installed');
  const { raw, final, trouble } = vtkPeer(image, way, level);
  return trouble === undefined ? peerRow(title, raw, final) : missing(title, trouble);
}

async function niimathRow(image, level) {
  const title = `niimath ${niimathVersion() ?? ''} Lanczos to 0.5 mm, 10 smoothing passes, to 25 %`;
  if (niimathVersion() === null) return missing(title, 'not installed');
  const raw = niimathPeer(image, level, { passes: 0, keep: 1 });
  const final = niimathPeer(image, level);
  const trouble = raw.trouble ?? final.trouble;
  return trouble === undefined ? peerRow(title, raw.mesh, final.mesh) : missing(title, trouble);
}

async function ourRow(title, scan, threshold) {
  const { part, reference, ledger, findings } = await ours(scan, { threshold: { threshold } });
  for (const { severity, message } of findings) console.error(`  ${title}: ${severity}: ${message}`);
  const { toReference, fromReference } = ledger.at(-1);
  return row(`${title}: ours`, reference, part.mesh, toReference, fromReference);
}

function imageOf({ grid, voxels }) {
  const whole = Int16Array.from(voxels, (v) => Math.min(32767, Math.max(-32768, Math.round(v))));
  return { voxels: whole, size: grid.size, affine: grid.affine };
}

export async function real(quick) {
  const there = scans.filter(([, path]) => existsSync(`${data}${path}`));
  if (there.length === 0) return ['No real scans lie beside the project.'];
  const rows = [];
  for (const [n, [title, path, level]] of there.entries()) {
    if (quick && n === 0) continue;
    const start = performance.now();
    const { scan } = await readScan(`${data}${path}`);
    rows.push(await ourRow(title, scan, level));
    if (n === 0) {
      const image = imageOf(scan);
      rows.push(await niimathRow(image, Number(level)));
      for (const way of ['grey-bspline', 'slicer']) rows.push(await vtkRow(image, way, Number(level)));
    }
    console.error(`  ${title}: ${((performance.now() - start) / 1000).toFixed(0)} s`);
  }
  return [
    'Editing is what happens to a surface after it is found (smoothing, decimation), in mm: from the edited surface to the one found, or back, whichever is more. The peers work on the first scan.',
    markdown(head, rows),
  ];
}
