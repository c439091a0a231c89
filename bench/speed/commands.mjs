// The commands that the speed bench runs: ours, and those of others that do the same.
import { join } from 'node:path';
import { spacingOf } from '../../dist/core/grid.js';
import { niimathVersion } from '../accuracy/niimath-peer.mjs';
import { rendered } from '../accuracy/rendered.mjs';
import { fieldOptions } from '../accuracy/scenes.mjs';
import { vtkVersion } from '../accuracy/vtk-peer.mjs';

const node = process.execPath;
const program = new URL('../../bin/isocast.js', import.meta.url).pathname;
const besides = (name) => new URL(name, import.meta.url).pathname;
export const level = '620';
export const sample = besides('../../samples/skull.nii.gz');

export const isocast = (...args) => [node, [program, ...args]];
export const bareNode = [node, ['-e', '0']];

/** The surface at the threshold, a quarter of its triangles: what others do as well. */
export const plain = ['--no-report', '--edge', 'threshold', '--drop-smaller', '30', '--reduce', '0.25'];
/** The same as far as others go: an STL, nothing proven. */
export const draft = [...plain, '--draft', '--formats', 'stl'];
export const convert = (folder, file, ...more) =>
  isocast('convert', file, '--quiet', '--out', join(folder, 'out'), ...more);
export const convertField = (folder, file, ...more) => convert(folder, file, '--threshold', level, ...more);

export const stages = (scan, threads) => {
  const job = { scan, given: { threshold: { threshold: level } }, threads };
  return [node, [besides('./stage-run.mjs'), JSON.stringify(job)]];
};

/** Rows of the others that are installed. */
export function peers(folder, file, cores) {
  const mesh = ['-mesh', '-i', level, '-p', '0', '-b', '0', '-l', '0', '-s', '10', '-r', '0.25'];
  const script = besides('../accuracy/niimath-run.mjs');
  const niimath = [node, [script, file, join(folder, 'peer.mz3'), '-resize', '1', '1', '2', '3', ...mesh]];
  const [ofNiimath, ofVtk] = [niimathVersion(), vtkVersion()];
  return [
    ...(ofNiimath === null
      ? []
      : [{ title: `niimath ${ofNiimath} (wasm), Lanczos, 1 core`, run: niimath, cores: 1 }]),
    ...(ofVtk === null
      ? []
      : [1, cores].map((on) => ({
          title: `VTK ${ofVtk}, B-spline, ${on === 1 ? '1 core' : 'all cores'}`,
          run: vtk(folder),
          cores: on,
        }))),
  ];
}

function vtk(folder) {
  const { size, affine, path } = rendered('field', fieldOptions());
  const job = { raw: path, size, spacing: spacingOf(affine), origin: [0, 0, 0], level: Number(level) };
  const way = { way: 'grey-bspline', out: join(folder, 'peer') };
  return ['/usr/bin/python3', [besides('../accuracy/vtk_peer.py'), JSON.stringify({ ...job, ...way })]];
}
