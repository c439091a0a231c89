// Real scans, whose truth nobody knows: how far editing moved the surface from the scan's own, and whether it is sound.
import { existsSync } from 'node:fs';
import { quietContext } from '../../dist/core/context.js';
import { signedVolume } from '../../dist/core/mesh.js';
import { measureDeviation } from '../../dist/kernel/surface-distance.js';
import { readScan } from '../../dist/scan/read-scan.js';
import { checkMesh } from '../../dist/solid/check-mesh.js';
import { niimathPeer, niimathVersion } from './niimath-peer.mjs';
import { ours } from './ours.mjs';
import { vtkTitles } from './stages.mjs';
import { markdown } from './table.mjs';
import { vtkPeer, vtkVersion } from './vtk-peer.mjs';

const data = new URL('../../../shared/data/', import.meta.url).pathname;

/** What it is called here, where it lies, and at which level its bone is taken. */
const scans = [
  ['head, 1.5 mm slices', 'invesalius-0051-dicom', 226],
  ['head, tilted gantry, uneven slices', 'dcmqa-ct-ge', 226],
  ['head, small', 'slicer-cthead', 'half-max'],
  ['thorax, 2.5 mm slices', 'elastix', 226],
];

const head = [
  'pipeline',
  'triangles',
  'editing p95, mm',
  'editing max, mm',
  'volume, %',
  'open, non-manifold edges, self-intersections',
];

/** The worse of both ways: from the edited surface to the first, and back. */
async function editing(from, to) {
  const there = await measureDeviation(to, from, quietContext);
  const back = await measureDeviation(from, to, quietContext);
  const before = signedVolume(from);
  return {
    p95: Math.max(there.p95, back.p95),
    max: Math.max(there.max, back.max),
    volume: (100 * (signedVolume(to) - before)) / before,
  };
}

async function row(title, from, to) {
  const { p95, max, volume } = await editing(from, to);
  const { triangles, openEdges, nonManifoldEdges, selfIntersections } = checkMesh(to);
  return [
    title,
    `${(from.triangles.length / 3).toLocaleString('en-US')} → ${triangles.toLocaleString('en-US')}`,
    p95.toFixed(4),
    max.toFixed(3),
    volume.toFixed(4),
    `${openEdges}, ${nonManifoldEdges}, ${selfIntersections}`,
  ];
}

const missing = (title, why) => [title, why, '–', '–', '–', '–'];

async function vtkRow(image, way, level) {
  const title = `VTK ${vtkVersion() ?? ''} ${vtkTitles[way]}`;
  if (vtkVersion() === null) return missing(title, 'not installed');
  const { raw, final, trouble } = vtkPeer(image, way, level);
  return trouble === undefined ? row(title, raw, final) : missing(title, trouble);
}

async function niimathRow(image, level) {
  const title = `niimath ${niimathVersion() ?? ''} Lanczos to 0.5 mm, 10 smoothing passes, to 25 %`;
  if (niimathVersion() === null) return missing(title, 'not installed');
  const raw = niimathPeer(image, level, { passes: 0, keep: 1 });
  const final = niimathPeer(image, level);
  const trouble = raw.trouble ?? final.trouble;
  return trouble === undefined ? row(title, raw.mesh, final.mesh) : missing(title, trouble);
}

export async function real(quick) {
  if (!existsSync(data)) return ['No real scans lie beside the project.'];
  const out = [
    'Editing is what happened to the surface after it was extracted (smoothing, decimation): the greater of both ways.',
  ];
  for (const [title, folder, level] of quick ? scans.slice(2, 3) : scans) {
    const { scan } = await readScan(`${data}${folder}`);
    const found = await ours(scan, { threshold: { threshold: String(level) } });
    const rows = [await row('ours, as it comes', found.reference, found.part.mesh)];
    const range = found.steps
      .find(({ name }) => name === 'threshold')
      .notes.find(({ name }) => name === 'range');
    const cut = typeof level === 'number' ? level : Number(/-?[\d.]+/.exec(String(range.value))[0]);
    const { size, affine } = scan.grid;
    const voxels = Int16Array.from(scan.voxels, (v) => Math.min(32767, Math.max(-32768, Math.round(v))));
    const image = { voxels, size, affine };
    rows.push(
      await niimathRow(image, cut),
      await vtkRow(image, 'grey-bspline', cut),
      await vtkRow(image, 'slicer', cut),
    );
    out.push(`${title} (${size.join(' × ')}), at ${range.value}.`, markdown(head, rows));
  }
  return out;
}
