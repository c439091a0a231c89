// What the fields of a MetaImage header come to, checked before anything is allocated.
import { UserError } from '../../core/errors.js';
import type { Vec3 } from '../../core/grid.js';
import type { MetaImageFields } from './meta-image-fields.js';
import { wholeList } from './number-list.js';
import type { NumberType } from './number-type.js';
import { volumeCount, volumeSize } from './volume-size.js';

const MOST_AXES = 10;

/** MET_LONG has four bytes on every machine, as the library that defined it has it. */
const types: Readonly<Record<string, NumberType>> = {
  MET_CHAR: 'int8',
  MET_UCHAR: 'uint8',
  MET_SHORT: 'int16',
  MET_USHORT: 'uint16',
  MET_INT: 'int32',
  MET_UINT: 'uint32',
  MET_LONG: 'int32',
  MET_ULONG: 'uint32',
  MET_LONG_LONG: 'int64',
  MET_ULONG_LONG: 'uint64',
  MET_FLOAT: 'float32',
  MET_DOUBLE: 'float64',
};

export interface MetaImageHeader {
  readonly type: NumberType;
  readonly size: Vec3;
  /** Of all axes, the fastest first. */
  readonly sizes: readonly number[];
  readonly volumes: number;
  /** Of the first three axes, mm. */
  readonly spacing: Vec3;
  /** 'CT', 'MR' where the file says so. */
  readonly modality: string | null;
}

/** Throws a UserError, naming the file `name`, on a header that can't be a scan. */
export function metaImageHeader(fields: MetaImageFields, name: string): MetaImageHeader {
  const kind = fields.text('ObjectType');
  if (kind !== undefined && !/^image$/i.test(kind))
    throw new UserError(`${name}: it is a MetaIO file, but of no image.`, 'Give the file of the scan.');
  const sizes = wholeList(fields.text('DimSize') ?? '') ?? [];
  const [axes] = wholeList(fields.text('NDims') ?? String(sizes.length)) ?? [];
  if (!(axes >= 1 && axes <= MOST_AXES) || sizes.length !== axes)
    throw new UserError(
      `${name}: its MetaImage header is damaged (NDims and DimSize do not fit each other).`,
      'Export the file again.',
    );
  refuseChannels(fields, name);
  const type = typeOf(fields.text('ElementType') ?? '', name);
  const size = volumeSize(sizes.slice(0, 3), name);
  return {
    type,
    size,
    sizes,
    volumes: volumeCount(sizes.slice(3), name),
    spacing: spacingOf(fields, axes, name),
    modality: /^MET_MOD_(CT|MR|NM|US)$/.exec(fields.text('Modality') ?? '')?.[1] ?? null,
  };
}

function refuseChannels(fields: MetaImageFields, name: string): void {
  const [channels] = fields.numbers(1, 'ElementNumberOfChannels') ?? [1];
  if (channels === 1) return;
  throw new UserError(
    `${name}: its voxels are colours or vectors (${channels} numbers each), not plain numbers.`,
    'Export it as a volume of plain numbers, such as MET_SHORT or MET_FLOAT.',
  );
}

function typeOf(text: string, name: string): NumberType {
  const type = types[text.toUpperCase()];
  if (type !== undefined) return type;
  const plain = /^MET_[A-Z_]{1,24}$/i.test(text) ? text : 'unknown';
  throw new UserError(
    `${name}: its voxels are of the type ${plain}, not plain numbers.`,
    'Export it as a volume of plain numbers, such as MET_SHORT or MET_FLOAT.',
  );
}

/** ElementSize is the extent of a voxel, which stands for the spacing where that is missing. */
function spacingOf(fields: MetaImageFields, axes: number, name: string): Vec3 {
  const steps = fields.numbers(axes, 'ElementSpacing') ?? fields.numbers(axes, 'ElementSize');
  if (steps === null)
    throw new UserError(
      `${name}: it does not say how far apart its voxels are.`,
      'Export it with its spacing, or write "ElementSpacing = x y z" (mm) into its header.',
    );
  if (steps.slice(0, 3).some((step) => step <= 0))
    throw new UserError(
      `${name}: its voxels are said to be ${steps.slice(0, 3).join(', ')} mm apart, which can't be.`,
      'Export it with its true spacing.',
    );
  return [steps[0], steps[1], steps[2]];
}
