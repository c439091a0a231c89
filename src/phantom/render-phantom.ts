// Scans a named phantom: voxels as a scanner would store them, and the truth about what is in them.
import { UserError } from '../core/errors.js';
import type { Affine, Vec3 } from '../core/grid.js';
import { voxelCount } from '../core/grid.js';
import { valuesOf } from '../core/step.js';
import { artefacts } from './artefacts.js';
import type { Blur } from './blur.js';
import { noiseField } from './noise-field.js';
import { phantomOf } from './phantom-of.js';
import { type PhantomOptions, phantomOptions } from './phantom-options.js';
import { renderLayers } from './render-layers.js';
import { scannerGrid, storedAs } from './scanner-grid.js';
import { type PhantomTruth, truthOf } from './truth.js';

/** `voxels[i + nx·(j + ny·k)]` in HU; `affine` maps (i, j, k) to mm LPS and may be tilted or left-handed. */
export interface RenderedPhantom {
  readonly voxels: Int16Array;
  readonly size: Vec3;
  readonly affine: Affine;
  readonly truth: PhantomTruth;
}

const mostVoxels = 1_000_000_000;

/**
 * Spacing, size, blur, tilt and shear are the scanner's (slices lie across the patient's long axis, turned by the tilt);
 * `axes` only says in which order the same voxels are stored. The body stays where it is whatever the grid. The same
 * options give the same bytes on every machine.
 */
export function renderPhantom(name: string, options: Partial<PhantomOptions> = {}): RenderedPhantom {
  const given = valuesOf(phantomOptions, options);
  const phantom = phantomOf(name, given, given.seed);
  const spacing = given.spacing ?? phantom.defaults.spacing;
  const noise = given.noise ?? phantom.defaults.noise;
  const sliceProfile = given.sliceProfile ?? spacing[2];
  const blur: Blur = { inPlane: given.psfInPlane, throughPlane: given.psfThroughPlane, sliceProfile };
  const offset = given.centre ?? [0, 0, 0];
  const grid = scannerGrid(
    phantom.extent,
    spacing,
    given.tiltDeg ?? [0, 0, 0],
    offset,
    given.size,
    given.shearDeg,
  );
  const count = voxelCount(grid);
  if (count > mostVoxels)
    throw new UserError(
      `The phantom '${name}' would have ${count} voxels, more than ${mostVoxels}.`,
      'Choose a coarser spacing or a smaller size.',
    );
  const stored = storedAs(grid, given.axes);
  const voxels = new Int16Array(count);
  const normal = noise > 0 ? noiseField(given.seed, grid.size, spacing, given.noiseCorrelation) : () => 0;
  const spoil = artefacts(phantom, given, grid) ?? ((value) => value);
  const [di, dj, dk] = stored.strides;
  renderLayers(phantom.layers, phantom.surround.valueHU, grid, blur, ({ from, to, values }) => {
    let n = 0;
    for (let k = from[2]; k < to[2]; k++)
      for (let j = from[1]; j < to[1]; j++)
        for (let i = from[0]; i < to[0]; i++, n++) {
          const value = spoil(values[n], i, j, k) + noise * normal(i, j, k);
          const at = stored.start + i * di + j * dj + k * dk;
          voxels[at] = Math.min(32767, Math.max(-32768, Math.round(value)));
        }
  });
  const inForce = { ...given, spacing, noise, sliceProfile, size: grid.size };
  return {
    voxels,
    size: stored.grid.size,
    affine: stored.grid.affine,
    truth: truthOf(phantom, inForce, stored.grid, blur),
  };
}
