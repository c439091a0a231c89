// Reads one volume of a file whose header is known into a stored scan.
import { UserError } from '../../core/errors.js';
import { hashAsRead } from '../hash-as-read.js';
import { joinHashes } from '../hash-files.js';
import { paintSegments } from '../marks/paint-segments.js';
import { refuseExcess } from '../refuse-excess.js';
import type { ReadOptions, StoredFiles } from '../stored-scan.js';
import { unknownAcquisition } from '../unknown-acquisition.js';
import { bytesOf, type NumberType } from './number-type.js';
import type { Reading } from './read-into.js';
import { readVoxels } from './read-voxels.js';
import type { VolumeFile } from './volume-file.js';

/** `name`: how messages call the file. Throws a UserError on anything that is not one sound scan. */
export async function readVolume(file: VolumeFile, name: string, options: ReadOptions): Promise<StoredFiles> {
  const volume = chosenVolume(file, options.series, name);
  const place = file.place(options.orientation);
  await refuseExcess(file.raw, file.paths, name);
  options.room?.(file.raw.count);
  const asRead = new Map(file.paths.map((path) => [path, hashAsRead(path)]));
  const hears: Reading['hears'] = (path, bytes, at) => asRead.get(path)?.hear(bytes, at);
  const values = await valuesOf(file, volume, name, { ...options, hears });
  const hashes: string[] = [];
  for (const path of file.paths) hashes.push((await asRead.get(path)?.finish(options.signal)) ?? '');
  return {
    stored: {
      grid: { size: file.size, affine: place.affine },
      voxels: values.voxels,
      counted: values.counted,
      saysLabels: file.saysLabels,
      facts: {
        ...unknownAcquisition,
        format: file.format,
        modality: file.modality,
        labelNames: values.labelNames,
        cautions: [...(place.cautions ?? []), ...volumeCautions(file, options.series)],
        remarks: [
          ...place.remarks,
          ...file.remarks,
          ...volumeRemarks(file, options.series),
          ...leftRemarks(file),
          ...values.remarks,
        ],
      },
    },
    sha256: joinHashes(hashes),
    files: file.paths.length,
    numberType: file.raw.type,
    rescaling: values.reversible ? { slope: file.slope, intercept: file.intercept } : null,
  };
}

/** From 0; the first where none is asked for. */
function chosenVolume({ volumes }: VolumeFile, series: number | undefined, name: string): number {
  const number = series ?? 1;
  if (Number.isInteger(number) && number >= 1 && number <= volumes) return number - 1;
  throw new UserError(
    `${name}: it holds ${volumes === 1 ? 'one volume' : `${volumes} volumes`}; there is no number ${number}.`,
    volumes === 1 ? 'Leave out --series.' : `Give --series a number from 1 to ${volumes}.`,
  );
}

/** The first of several is a guess. */
const volumeCautions = (file: VolumeFile, series: number | undefined): string[] =>
  series === undefined ? volumeRemarks(file, series) : [];

const volumeRemarks = ({ volumes }: VolumeFile, series: number | undefined): string[] =>
  volumes === 1
    ? []
    : [
        series === undefined
          ? `The file holds ${volumes} volumes (points in time, or several measurements); the first was read, since --series named none.`
          : `The file holds ${volumes} volumes (points in time, or several measurements); number ${series} was read.`,
      ];

/** More than writers fill a file up with, bytes. */
const FILLING = 4096;

/** Bytes that the header does not account for are the sign of a wrong size or kind of number in it. */
function leftRemarks({ raw }: VolumeFile): string[] {
  if (raw.packed || raw.text) return [];
  const share = (raw.count * raw.volumes * bytesOf[raw.type]) / raw.pieces.length;
  const left = raw.pieces.reduce((sum, { from, to, skip }) => sum + to - from - skip - share, 0);
  if (left <= FILLING) return [];
  return [
    `${left} bytes follow the voxels in the file, of which its header says nothing; if it is wrong about their number or kind, so is the scan.`,
  ];
}

interface Values extends Pick<StoredFiles['stored'], 'voxels' | 'counted'> {
  readonly labelNames: StoredFiles['stored']['facts']['labelNames'];
  readonly remarks: readonly string[];
  /** Every stored number can be had back from its voxel. */
  readonly reversible: boolean;
}

async function valuesOf(file: VolumeFile, volume: number, name: string, options: Reading): Promise<Values> {
  const { raw, slope, intercept, segments } = file;
  if (segments !== null && (raw.volumes > 1 || options.segment !== undefined)) {
    const { voxels, painted, remarks } = await paintSegments(raw, segments, name, options);
    const ids = new Set(painted.map(({ id }) => id));
    return { voxels, remarks, labelNames: file.labelNames.filter(({ id }) => ids.has(id)), reversible: true };
  }
  const { voxels, counted, notNumbers, rounded, reversible } = await readVoxels(file, volume, name, options);
  if (notNumbers > 0)
    throw new UserError(
      `${name}: ${notNumbers} of its voxels are not numbers (NaN, infinite, or beyond single precision).`,
      'Replace them by numbers (in a scan the value of air, in a mask 0) and export it again.',
    );
  const rescaled = slope !== 1 || intercept !== 0;
  const remarks = precisionRemarks(raw.type, rescaled, rounded, reversible);
  return { voxels, counted, labelNames: file.labelNames, remarks, reversible };
}

/** Voxels are kept in single precision; what that costs is said. */
function precisionRemarks(
  type: NumberType,
  rescaled: boolean,
  rounded: number,
  reversible: boolean,
): string[] {
  if (rounded > 0)
    return [
      `Whole numbers beyond 16777216 that single precision does not hold were rounded to the nearest that it holds (voxels: ${rounded}).`,
    ];
  if (type === 'float32' || reversible) return [];
  return [
    `The file (${type}${rescaled ? ', rescaled' : ''}) tells values apart more finely than single precision (7 digits), in which they were read.`,
  ];
}
