// Where the voxels of an NRRD file lie in the patient: by its space, else refused unless the user says.
import { UserError } from '../../core/errors.js';
import { type Affine, determinant, skewDeg, spacingOf, type Vec3 } from '../../core/grid.js';
import { assumedAffine } from './assumed-affine.js';
import type { NrrdFields } from './nrrd-fields.js';
import type { NrrdHeader } from './nrrd-header.js';
import { nrrdVectors } from './nrrd-vectors.js';
import { numberList } from './number-list.js';
import { slantRemark } from './slant-remark.js';
import { soundAffine } from './sound-affine.js';
import type { VolumePlace } from './volume-file.js';

/** Signs that turn a space's first two axes to L and P. */
const spaces: Readonly<Record<string, readonly [number, number]>> = {
  'left-posterior-superior': [1, 1],
  lps: [1, 1],
  'right-anterior-superior': [-1, -1],
  ras: [-1, -1],
  'left-anterior-superior': [1, -1],
  las: [1, -1],
};
/** Axes may miss a right angle by this, degrees, where the user tells how they run. */
const MOST_SKEW_DEG = 0.1;

/** ITK 5.4 turns the first axis of this space to the right side instead of the second to the back. */
const MIRRORED =
  "The file's space is left-anterior-superior, and it was read as the format defines that; programs built on ITK show such a file mirrored, so make sure of left and right if one of them wrote it.";

const units: Readonly<Record<string, number>> = {
  '': 1,
  mm: 1,
  millimeter: 1,
  millimeters: 1,
  millimetre: 1,
  millimetres: 1,
  cm: 10,
  centimeter: 10,
  centimetre: 10,
  m: 1000,
  meter: 1000,
  meters: 1000,
  metre: 1000,
  metres: 1000,
  um: 0.001,
  µm: 0.001,
  μm: 0.001,
  micron: 0.001,
  microns: 0.001,
  micrometer: 0.001,
  micrometers: 0.001,
  micrometre: 0.001,
  micrometres: 0.001,
  nm: 1e-6,
};

/** A file without an anatomical space has its directions from `orientation` (such as 'RAS') alone. */
export function nrrdPlace(
  header: NrrdHeader,
  parts: NrrdFields,
  name: string,
  orientation?: string,
): VolumePlace {
  const { fields } = parts;
  const space = (fields.get('space') ?? '').toLowerCase().replace(/-?time$|t$/, '');
  const signs = spaces[space];
  const lattice = latticeOf(header, fields, name);
  if (signs !== undefined && lattice !== null) {
    const remarks = [
      ...(lattice.origin ? [] : ['The file gives no origin; its first voxel was put at 0, 0, 0.']),
      ...(signs[0] === signs[1] ? [] : [MIRRORED]),
    ];
    const rows = lattice.affine.map((x, n) => x * (n < 8 ? signs[n < 4 ? 0 : 1] : 1) + 0);
    const affine = soundAffine(affineOf(rows), 'space directions', name);
    return { affine, remarks: [...remarks, ...slantRemark(affine, header.size)] };
  }
  if (orientation === undefined)
    throw new UserError(
      `${name}: it does not say how it lies in the patient (${why(space, signs !== undefined)}), so left and right are unknown.`,
      'If you know the direction of its axes for certain, give it, for example --assume-orientation LPS.',
    );
  return assumed(header, fields, space, lattice?.affine ?? null, orientation, name);
}

const why = (space: string, anatomical: boolean): string => {
  if (anatomical) return 'no space directions';
  return /^(scanner-xyz|3d-right-handed|3d-left-handed)$/.test(space)
    ? `its space is ${space}`
    : 'no anatomical space';
};

interface Lattice {
  /** Rows in the file's own space, mm. */
  readonly affine: Affine;
  /** The file gives an origin. */
  readonly origin: boolean;
}

function latticeOf(header: NrrdHeader, fields: NrrdFields['fields'], name: string): Lattice | null {
  const directions = fields.get('spacedirections');
  if (directions === undefined) return null;
  const vectors = nrrdVectors(directions);
  const columns = header.axes.map((axis) => vectors?.[axis] ?? []);
  const written = nrrdVectors(fields.get('spaceorigin') ?? 'none');
  const stated = written?.length === 1 ? written[0] : [];
  const origin = stated ?? [0, 0, 0];
  if ([...columns, origin].some((vector) => vector.length < 3 || vector.length > 4))
    throw new UserError(
      `${name}: its space directions or its origin are not vectors in space.`,
      'Export the file again from the original scan.',
    );
  const scale = unitsOf(fields.get('spaceunits') ?? '', name);
  const rows = [0, 1, 2].flatMap((row) =>
    [...columns, origin].map((vector) => vector[row] * (scale[row] ?? 1)),
  );
  return { affine: affineOf(rows), origin: stated !== null };
}

/** mm in one unit of each axis, none where the file names none. */
function unitsOf(text: string, name: string): number[] {
  const words = [...text.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, bare]) => quoted ?? bare);
  return words.map((word) => {
    const unit = units[word.trim().toLowerCase()];
    if (unit !== undefined || /^(s|sec|seconds?|ms)$/i.test(word.trim())) return unit ?? 1;
    throw new UserError(
      `${name}: it measures lengths in a unit that is not known here.`,
      'Export it with lengths in millimetres.',
    );
  });
}

/** The file's spacing in the directions that the user gives. */
function assumed(
  header: NrrdHeader,
  fields: NrrdFields['fields'],
  space: string,
  lattice: Affine | null,
  orientation: string,
  name: string,
): VolumePlace {
  const spacing = lattice === null ? spacingsOf(header, fields, name) : spacingOf(lattice);
  const affine = soundAffine(assumedAffine(orientation, header.size, spacing), 'spacings', name);
  if (lattice !== null && skewDeg(lattice) > MOST_SKEW_DEG)
    throw new UserError(
      `${name}: its axes are sheared by ${skewDeg(lattice).toFixed(2)}° in a space that is not the patient's.`,
      'Give the original series, or export the scan with the space left-posterior-superior.',
    );
  const hand = /^3d-(right|left)-handed$/.exec(space)?.[1];
  const right = lattice !== null && determinant(lattice) > 0 === (hand === 'right');
  if (lattice !== null && hand !== undefined && right !== determinant(affine) > 0)
    throw new UserError(
      `${name}: the orientation ${orientation.toUpperCase()} would make a mirror image of it: its own axes are ${right ? 'right' : 'left'}-handed.`,
      'Find out how its axes run in the patient, for example from the original series.',
    );
  const told = `The file does not say how it lies in the patient; ${orientation.toUpperCase()} was assumed as told.`;
  return { affine, remarks: [told] };
}

function spacingsOf({ axes }: NrrdHeader, fields: NrrdFields['fields'], name: string): Vec3 {
  const stated = numberList(fields.get('spacings')?.replace(/\bnan\b/gi, '0') ?? '') ?? [];
  const scale = unitsOf(fields.get('units') ?? '', name);
  const [x, y, z] = axes.map((axis) => Math.abs(stated[axis] ?? 0) * (scale[axis] ?? 1));
  if (x > 0 && y > 0 && z > 0) return [x, y, z];
  throw new UserError(
    `${name}: it does not say how far apart its voxels are.`,
    'Export it with its spacing, or write "spacings: x y z" (mm) into its header.',
  );
}

function affineOf(m: readonly number[]): Affine {
  return [m[0], m[1], m[2], m[3], m[4], m[5], m[6], m[7], m[8], m[9], m[10], m[11]];
}
