// VTK, from Debian's python3-vtk9, as a peer.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { spacingOf } from '../../dist/core/grid.js';
import { inFolder, meshAt, rawOf } from './peer-files.mjs';

const python = '/usr/bin/python3';
const script = new URL('./vtk_peer.py', import.meta.url).pathname;
const trouble = (run) =>
  String(run.error ?? run.stderr)
    .trim()
    .split('\n')
    .at(-1);

/** Its version, or null where it isn't installed. */
export function vtkVersion() {
  const run = spawnSync(python, ['-c', 'import vtk; print(vtk.vtkVersion().GetVTKVersion())']);
  return run.status === 0 ? String(run.stdout).trim() : null;
}

/** `way` as vtk_peer.py names them: { raw, final } in mm along the voxels' own axes, or { trouble }. */
export function vtkPeer(image, way, level) {
  return inFolder((folder) => {
    const { size, affine } = image;
    const out = join(folder, 'mesh');
    const origin = [affine[3], affine[7], affine[11]];
    const job = { raw: rawOf(image, folder), size, spacing: spacingOf(affine), origin, level, way, out };
    const run = spawnSync(python, [script, JSON.stringify(job)], { timeout: 600_000 });
    if (run.status !== 0) return { trouble: trouble(run) };
    return { raw: meshAt(`${out}.raw`), final: meshAt(`${out}.final`) };
  });
}
