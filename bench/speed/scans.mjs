// The scans that the speed bench reads: the field phantom, as many slices high as wanted, and scans of yours.
import { closeSync, existsSync, openSync, readdirSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { niftiBytes } from '../../dist/files/nifti-bytes.js';
import { rendered } from '../accuracy/rendered.mjs';
import { fieldOptions } from '../accuracy/scenes.mjs';

export const fieldSlices = 300;
/** Where slices are counted in a NIfTI-1 header. */
const slicesAt = 46;

/** The field phantom as a file, `slices` high by repeating it, written slice by slice. */
export function fieldFile(folder, slices = fieldSlices) {
  const path = join(folder, `field-${slices}.nii`);
  if (existsSync(path)) return path;
  const { voxels, size, affine } = rendered('field', fieldOptions());
  const plane = size[0] * size[1];
  const one = { size: [size[0], size[1], 1], affine, voxels: new Int16Array(plane), gzip: false };
  const bytes = niftiBytes(one);
  const header = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length - 2 * plane);
  header.writeInt16LE(slices, slicesAt);
  const file = openSync(path, 'w');
  try {
    writeSync(file, header);
    for (let k = 0; k < slices; k++)
      writeSync(file, new Uint8Array(voxels.buffer, 2 * plane * (k % size[2]), 2 * plane));
  } finally {
    closeSync(file);
  }
  return path;
}

const volume = /\.(nii|nii\.gz|nrrd|nhdr|mha|mhd)$/i;
/** Smaller ones tell nothing of time, bytes. */
const leastBytes = 2e6;

/** Whatever may be a scan in a folder: volumes, and folders with files of other names (DICOM), paths in order. */
export function scansIn(folder) {
  const entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  const files = entries.filter((entry) => entry.isFile()).map(({ name }) => join(folder, name));
  const volumes = files.filter((path) => volume.test(path) && statSync(path).size >= leastBytes);
  const others = files.filter((path) => /\.dcm$|\/[^.]+$/i.test(path));
  const bytes = others.reduce((sum, path) => sum + statSync(path).size, 0);
  const within = entries
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name }) => scansIn(join(folder, name)));
  return [...volumes, ...(others.length > 9 && bytes >= leastBytes ? [folder] : []), ...within];
}
