// Where the voxels of a MetaImage file lie in the patient: LPS and mm, as ITK has it.
import { UserError } from '../../core/errors.js';
import type { Affine } from '../../core/grid.js';
import { axisLetters } from '../axis-letters.js';
import { assumedAffine } from './assumed-affine.js';
import type { MetaImageFields } from './meta-image-fields.js';
import type { MetaImageHeader } from './meta-image-header.js';
import { slantRemark } from './slant-remark.js';
import { soundAffine } from './sound-affine.js';
import type { VolumePlace } from './volume-file.js';

/**
 * Row a of TransformMatrix is the direction of axis a. AnatomicalOrientation (the sides that the axes come from) is
 * never used against it; where it contradicts, this is said. `orientation` serves only a file without a matrix.
 */
export function metaImagePlace(
  header: MetaImageHeader,
  fields: MetaImageFields,
  name: string,
  orientation?: string,
): VolumePlace {
  const axes = header.sizes.length;
  const matrix = fields.numbers(axes * axes, 'TransformMatrix', 'Rotation', 'Orientation');
  if (matrix === null && orientation !== undefined) return assumed(header, orientation, name);
  const offset = fields.numbers(axes, 'Offset', 'Position', 'Origin');
  const turned = (a: number, row: number): number => matrix?.[axes * a + row] ?? (a === row ? 1 : 0);
  const rows = [0, 1, 2].flatMap((row) => [
    ...[0, 1, 2].map((a) => turned(a, row) * header.spacing[a] + 0),
    offset?.[row] ?? 0,
  ]);
  const affine = soundAffine(affineOf(rows), 'TransformMatrix', name);
  const stated = statedLetters(fields);
  const contradicted = stated !== null && stated !== axisLetters(affine);
  if (contradicted && matrix === null)
    throw new UserError(
      `${name}: its AnatomicalOrientation (axes towards ${stated}) is not that of a file without TransformMatrix (LPS), so left and right are unsure.`,
      'If you know the direction of its axes for certain, give it, for example --assume-orientation LPS.',
    );
  return {
    affine,
    remarks: [
      ...(matrix === null
        ? ['The file gives no directions; its axes were taken to run to L, P, S, as the format has it.']
        : []),
      ...(offset === null ? ['The file gives no origin; its first voxel was put at 0, 0, 0.'] : []),
      ...(contradicted
        ? [
            `The file's AnatomicalOrientation (axes towards ${stated}) contradicts its TransformMatrix (${axisLetters(affine)}), which was used.`,
          ]
        : []),
      ...lengthRemark(turned),
      ...slantRemark(affine, header.size),
    ],
  };
}

function assumed(header: MetaImageHeader, orientation: string, name: string): VolumePlace {
  const affine = assumedAffine(orientation, header.size, header.spacing);
  const told = `The file does not say how it lies in the patient; ${orientation.toUpperCase()} was assumed as told.`;
  return { affine: soundAffine(affine, 'ElementSpacing', name), remarks: [told] };
}

/** The sides that the axes run towards by AnatomicalOrientation; null where it says nothing. */
function statedLetters(fields: MetaImageFields): string | null {
  const from = (fields.text('AnatomicalOrientation') ?? '').toUpperCase();
  const sides = [...from.slice(0, 3)].map((letter) => 'LRPASI'.indexOf(letter));
  const axes = new Set(sides.map((side) => side >> 1));
  if (sides.length !== 3 || axes.size !== 3 || sides.includes(-1)) return null;
  return sides.map((side) => 'RLAPIS'[side]).join('');
}

/** Directions are to have the length 1; others stretch the voxels, as in ITK. */
function lengthRemark(turned: (a: number, row: number) => number): string[] {
  const lengths = [0, 1, 2].map((a) => Math.hypot(turned(a, 0), turned(a, 1), turned(a, 2)));
  if (lengths.every((length) => Math.abs(length - 1) < 1e-3)) return [];
  return [
    `The rows of the file's TransformMatrix have the lengths ${lengths.map((length) => length.toPrecision(4)).join(', ')}, not 1; its spacing was multiplied by them.`,
  ];
}

function affineOf(m: readonly number[]): Affine {
  return [m[0], m[1], m[2], m[3], m[4], m[5], m[6], m[7], m[8], m[9], m[10], m[11]];
}
