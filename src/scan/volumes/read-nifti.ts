// Reads the header of a NIfTI file, or of a pair of them.
import type { Vec3 } from '../../core/grid.js';
import type { LabelName } from '../../core/scan.js';
import { niftiAffine } from './nifti-affine.js';
import { HEADER_BYTES, type NiftiHeader, niftiHeader } from './nifti-header.js';
import { niftiLabels } from './nifti-labels.js';
import { voxelsOf } from './nifti-pair.js';
import { readStart } from './read-start.js';
import type { VolumeFile } from './volume-file.js';

const LABEL_INTENT = 1002;
/** Extensions beyond this are not looked into. */
const MOST_EXTENSIONS = 1 << 22;

/**
 * `path` is where the header is, whose version is known; `name`: how messages call the file. Throws a UserError on what
 * is no sound NIfTI file of a volume.
 */
export async function readNifti(path: string, version: 1 | 2, name: string): Promise<VolumeFile> {
  const start = await readStart(path, HEADER_BYTES);
  const header = niftiHeader(start.bytes, version, name);
  const image = header.pair ? await voxelsOf(path, name) : path;
  const { gzipped, size: bytes } = await readStart(image, 16);
  const labelNames = await labelsOf(path, header);
  return {
    format: version === 1 ? 'NIfTI-1' : 'NIfTI-2',
    modality: null,
    size: header.size,
    spacing: spacingOf(header),
    volumes: header.volumes,
    place: (orientation) => niftiAffine(header, name, orientation),
    raw: {
      type: header.type,
      littleEndian: header.littleEndian,
      text: false,
      packed: gzipped,
      pieces: [{ path: image, from: 0, to: bytes, skip: header.offset }],
      count: header.size[0] * header.size[1] * header.size[2],
      volumes: header.volumes,
      interleaved: false,
    },
    slope: header.slope,
    intercept: header.intercept,
    saysLabels: header.intent === LABEL_INTENT || labelNames.length > 0,
    labelNames,
    segments: null,
    paths: header.pair ? [path, image] : [path],
    remarks: [],
  };
}

function spacingOf({ pixdim, unit }: NiftiHeader): Vec3 | null {
  const mm = (n: number): number => Number(Math.abs(pixdim[n] * (unit ?? 1)).toFixed(6));
  const spacing: Vec3 = [mm(1), mm(2), mm(3)];
  return spacing.every((step) => step > 0 && Number.isFinite(step)) ? spacing : null;
}

/** Of a single file the extensions end where the voxels start, of a pair where the header's file does. */
async function labelsOf(path: string, header: NiftiHeader): Promise<readonly LabelName[]> {
  const from = header.version === 1 ? 348 : HEADER_BYTES;
  const to = header.pair ? MOST_EXTENSIONS : header.offset;
  if (to <= from + 4 || to > MOST_EXTENSIONS) return [];
  const { bytes } = await readStart(path, to);
  return niftiLabels(bytes.subarray(from), header.littleEndian);
}
