// niimath (NiiVue's, in wasm) as a peer.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { spacingOf } from '../../dist/core/grid.js';
import { niftiBytes } from '../../dist/files/nifti-bytes.js';
import { inFolder } from './peer-files.mjs';
import { readMz3 } from './read-mz3.mjs';

const script = new URL('./niimath-run.mjs', import.meta.url).pathname;
const manifest = new URL('../../node_modules/@niivue/niimath/package.json', import.meta.url).pathname;

/** Its version, or null where it isn't installed. */
export const niimathVersion = () =>
  existsSync(manifest) ? JSON.parse(String(readFileSync(manifest))).version : null;

/** NIfTI is RAS, we are LPS: half a turn about z. */
function toLps({ positions, triangles }) {
  const turned = positions.map((v, n) => (n % 3 < 2 ? -v : v));
  return { positions: turned, triangles };
}

/**
 * Not blurred first (its own habit), resized to voxels of `grid` mm by Lanczos (null: as they are), its surface at `level`, smoothed `passes` times, reduced
 * to a quarter: the mesh, mm LPS, or { trouble }. With `passes` 0 and `keep` 1 it is the raw surface.
 */
export function niimathPeer(image, level, { grid = 0.5, passes = 10, keep = 0.25 } = {}) {
  return inFolder((folder) => {
    const [input, output] = [join(folder, 'in.nii'), join(folder, 'out.mz3')];
    const { size, affine, voxels } = image;
    writeFileSync(input, niftiBytes({ size, affine, voxels: new Int16Array(voxels), gzip: false }));
    const factors = spacingOf(affine).map((s) => String(Number((s / (grid ?? s)).toFixed(6))));
    const resize = factors.every((f) => f === '1') ? [] : ['-resize', ...factors, '3'];
    const mesh = ['-mesh', '-i', level, '-p', 0, '-b', 0, '-l', 0, '-s', passes, '-r', keep].map(String);
    const run = spawnSync(process.execPath, [script, input, output, ...resize, ...mesh], {
      timeout: 600_000,
    });
    if (!existsSync(output)) return { trouble: String(run.stderr).trim().split('\n').at(-1) };
    return { mesh: toLps(readMz3(readFileSync(output))) };
  });
}
