// What is scanned, at which spacing: the phantoms of the accuracy bench, whole or (--quick) a part of them.
import { rendered } from './rendered.mjs';
import { scanOf } from './scan-of.mjs';
import { truthOf } from './truth.mjs';

/** Of the field phantom: the plate, and the coil, whole. mm */
const quickBox = { min: [-82, -84, 50], max: [70, 62, 134] };

/** The grid that shows a box, as the phantom's options. */
function gridOver({ min, max }, spacing) {
  return {
    size: spacing.map((s, c) => Math.round((max[c] - min[c]) / s)),
    centre: min.map((low, c) => (low + max[c]) / 2 + [0.13, -0.21, 0.17][c]),
  };
}

/** The last scene: sections that follow one another share it, and what was made of it. */
let last = { key: '', made: null };

/**
 * A phantom's scan with its truth: { scan, image (as peers take it), truth, within }. `options` of renderPhantom, the
 * spacing among them.
 */
export function scene(name, options, quick) {
  const key = JSON.stringify([name, options, quick]);
  if (last.key !== key) last = { key, made: makeScene(name, options, quick) };
  return last.made;
}

async function makeScene(name, options, quick) {
  const cut = quick && name === 'field';
  const image = rendered(name, cut ? { ...gridOver(quickBox, options.spacing), ...options } : options);
  return { scan: scanOf(image), image, truth: await truthOf(name), within: cut ? quickBox : null };
}

/** The same scene as a label map: the voxels of at least the level. */
export function asLabels({ image, truth, within }, level = truth.halfMaximum) {
  const voxels = new Int16Array(new SharedArrayBuffer(2 * image.voxels.length));
  for (let v = 0; v < voxels.length; v++) voxels[v] = image.voxels[v] >= level ? 1 : 0;
  const { size, affine } = image;
  return {
    scan: scanOf({ voxels, size, affine }, true),
    image: { voxels, size, affine },
    truth,
    within,
  };
}

export const fieldOptions = (slices = 1) => ({ spacing: [0.5, 0.5, slices], noise: 20 });
