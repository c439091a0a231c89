// Makes skull.nii.gz and skull.json again, byte for byte: node samples/make-sample.mjs (after npm run build).
import { writeFileSync } from 'node:fs';
import { niftiBytes } from '../dist/files/nifti-bytes.js';
import { renderPhantom } from '../dist/phantom/render-phantom.js';

/** A low-noise scan with thick slices, so that the file stays small and the resampling has work to do. */
const options = { axes: 'RAS', spacing: [0.9, 0.9, 1.5], psfInPlane: 0.45, psfThroughPlane: 0.6, noise: 4 };

const { voxels, size, affine, truth } = renderPhantom('skull', options);
const beside = (name) => new URL(name, import.meta.url);
writeFileSync(beside('skull.nii.gz'), niftiBytes({ size, affine, voxels, gzip: true }));
writeFileSync(beside('skull.json'), `${JSON.stringify(truth, null, 1)}\n`);
