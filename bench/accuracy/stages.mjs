// Rows of our own pipeline and of the peers, measured alike.
import { measureMesh } from './measure-mesh.mjs';
import { niimathPeer, niimathVersion } from './niimath-peer.mjs';
import { ours } from './ours.mjs';
import { vtkPeer, vtkVersion } from './vtk-peer.mjs';

/** Of a mesh that was measured already, the figures are there. */
const known = new WeakMap();

function measured(mesh, { truth, within }) {
  if (!known.has(mesh)) known.set(mesh, measureMesh(mesh, truth, { within }));
  return known.get(mesh);
}

const titles = {
  surface: 'marching cubes on the cubic B-spline (raw)',
  locate: 'located',
  refine: 'refined',
  smooth: 'smoothed',
  decimate: 'decimated',
  solid: 'solid',
};

/** [title, found] of the surface after each of our steps. `only` names steps; without it all of them. */
export async function ourRows(of, given, { labels = false, only = null, prefix = 'ours' } = {}) {
  const { surfaces, seconds, findings } = await ours(of.scan, given, { labels });
  warn(findings);
  const wanted = Object.keys(surfaces).filter((name) => only === null || only.includes(name));
  const total = Object.values(seconds).reduce((a, b) => a + b, 0);
  console.error(`  ${prefix}: ${total.toFixed(0)} s in steps (${slow(seconds)})`);
  return wanted.map((name) => [`${prefix}, ${titles[name] ?? name}`, measured(surfaces[name], of)]);
}

/** What the run itself warns of belongs beside its figures. */
function warn(findings) {
  for (const { severity, message } of findings) console.error(`  ${severity}: ${message}`);
}

const slow = (seconds) =>
  Object.entries(seconds)
    .filter(([, s]) => s > 1)
    .map(([name, s]) => `${name} ${s.toFixed(0)}`)
    .join(', ');

/** The last of our surfaces: the part. */
export async function ourPart(of, given, title, { labels = false } = {}) {
  const { part, seconds, findings } = await ours(of.scan, given, { labels });
  warn(findings);
  console.error(`  ${title}: ${slow(seconds)}`);
  return [title, measured(part.mesh, of)];
}

export const vtkTitles = {
  'grey-bspline': 'grey, B-spline to 0.5 mm, windowed sinc (10 passes, 0.1), quadric to 25 %',
  'grey-default': 'grey, linear to 0.5 mm, windowed sinc as it comes (20 passes, 0.1), quadric to 25 %',
  slicer: '3D Slicer’s way: mask at 0.5 mm, windowed sinc 0.5, quadric to 25 %',
  'slicer-mask': '3D Slicer’s way: windowed sinc 0.5, quadric to 25 %',
  'mask-sinc': 'windowed sinc (15 passes, 0.03), quadric to 25 %',
  'mask-blurred':
    'mask blurred by 0.5 mm, B-spline to 0.5 mm, windowed sinc (10 passes, 0.1), quadric to 25 %',
};

/** `raw` too: its surface before smoothing and decimation. */
export function vtkRows(of, way, { level = of.truth.halfMaximum, raw = false } = {}) {
  const version = vtkVersion();
  const title = `VTK ${version ?? ''} ${vtkTitles[way]}`;
  if (version === null) return [[title, { trouble: 'not installed' }]];
  const found = vtkPeer(of.image, way, level);
  if (found.trouble !== undefined) return [[title, found]];
  const last = [title, measured(found.final, of)];
  return raw ? [[`${title.split(', windowed')[0]}, raw`, measured(found.raw, of)], last] : [last];
}

export function niimathRows(of, { level = of.truth.halfMaximum, grid = 0.5, passes = 10 } = {}) {
  const version = niimathVersion();
  const to = grid === null ? '' : `Lanczos to ${grid} mm, `;
  const title = `niimath ${version ?? ''} ${to}${passes} smoothing passes, to 25 %`;
  if (version === null) return [[title, { trouble: 'not installed' }]];
  const { mesh, trouble } = niimathPeer(of.image, level, { grid, passes });
  return [[title, trouble === undefined ? measured(mesh, of) : { trouble }]];
}
