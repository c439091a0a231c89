// What the fields of an NRRD header come to, checked before anything is allocated.
import { UserError } from '../../core/errors.js';
import type { Vec3 } from '../../core/grid.js';
import type { NrrdFields } from './nrrd-fields.js';
import { nrrdVectors } from './nrrd-vectors.js';
import { wholeList } from './number-list.js';
import type { NumberType } from './number-type.js';
import { volumeCount, volumeSize } from './volume-size.js';

const MOST_AXES = 16;

const types: Readonly<Record<string, NumberType>> = {
  'signed char': 'int8',
  int8: 'int8',
  int8_t: 'int8',
  uchar: 'uint8',
  'unsigned char': 'uint8',
  uint8: 'uint8',
  uint8_t: 'uint8',
  short: 'int16',
  'short int': 'int16',
  'signed short': 'int16',
  'signed short int': 'int16',
  int16: 'int16',
  int16_t: 'int16',
  ushort: 'uint16',
  'unsigned short': 'uint16',
  'unsigned short int': 'uint16',
  uint16: 'uint16',
  uint16_t: 'uint16',
  int: 'int32',
  'signed int': 'int32',
  int32: 'int32',
  int32_t: 'int32',
  uint: 'uint32',
  'unsigned int': 'uint32',
  uint32: 'uint32',
  uint32_t: 'uint32',
  longlong: 'int64',
  'long long': 'int64',
  'long long int': 'int64',
  'signed long long': 'int64',
  'signed long long int': 'int64',
  int64: 'int64',
  int64_t: 'int64',
  ulonglong: 'uint64',
  'unsigned long long': 'uint64',
  'unsigned long long int': 'uint64',
  uint64: 'uint64',
  uint64_t: 'uint64',
  float: 'float32',
  double: 'float64',
};

/** Axes along which independent volumes (points in time, layers of segments) follow one another. */
const many = ['list', 'time', 'point', 'stub', 'scalar', 'domain', 'space', '???', 'none', ''];

export interface NrrdHeader {
  readonly type: NumberType;
  readonly size: Vec3;
  /** The three axes of the array that run through space. */
  readonly axes: Vec3;
  /** All sizes of the array, the fastest axis first. */
  readonly sizes: readonly number[];
  readonly volumes: number;
  readonly interleaved: boolean;
}

/** Throws a UserError, naming the file `name`, on a header that can't be a scan. */
export function nrrdHeader({ fields }: NrrdFields, name: string): NrrdHeader {
  const [dimension] = wholeList(fields.get('dimension') ?? '') ?? [];
  const sizes = wholeList(fields.get('sizes') ?? '') ?? [];
  if (!(dimension >= 1 && dimension <= MOST_AXES) || sizes.length !== dimension)
    throw new UserError(
      `${name}: its NRRD header is damaged (dimension and sizes do not fit each other).`,
      'Export the file again.',
    );
  const type = typeOf(fields.get('type') ?? '', name);
  const axes = spatialAxes(fields, sizes, name);
  const others = sizes.map((_, axis) => axis).filter((axis) => !axes.includes(axis) && sizes[axis] !== 1);
  refuseChannels(fields, others, sizes, name);
  const size = volumeSize([sizes[axes[0]], sizes[axes[1]], sizes[axes[2]]], name);
  const volumes = volumeCount(
    others.map((axis) => sizes[axis]),
    name,
  );
  const interleaved = others.length > 0 && others.every((axis) => axis < axes[0]);
  if (others.length > 0 && !interleaved && others.some((axis) => axis < axes[2]))
    throw new UserError(
      `${name}: its volumes lie in one another in an order that can't be read.`,
      'Export the one volume that is meant.',
    );
  return { type, size, axes, sizes, volumes, interleaved };
}

function typeOf(text: string, name: string): NumberType {
  const type = types[text.toLowerCase().replace(/\s+/g, ' ')];
  if (type !== undefined) return type;
  const plain = /^[a-z][a-z0-9_ ]{0,30}$/i.test(text) ? `'${text}'` : 'something unknown';
  throw new UserError(
    `${name}: its voxels are of the type ${plain}, not plain numbers of a known size.`,
    'Export it as a volume of plain numbers, such as short or float.',
  );
}

/** Those with a direction in space; without directions those of a spatial kind, or all of three. */
function spatialAxes(fields: NrrdFields['fields'], sizes: readonly number[], name: string): Vec3 {
  const directions = nrrdVectors(fields.get('spacedirections') ?? '');
  if (directions !== null && directions.length !== sizes.length)
    throw new UserError(
      `${name}: its NRRD header is damaged (one direction is needed for each axis).`,
      'Export the file again.',
    );
  const kinds = kindsOf(fields);
  const spatial = sizes
    .map((_, axis) => axis)
    .filter((axis) => {
      if (directions !== null) return directions[axis]?.slice(0, 3).some((x) => x !== 0) ?? false;
      return kinds.length === 0 || ['domain', 'space'].includes(kinds[axis]);
    });
  const all = sizes.length === 3 && (directions?.every((direction) => direction !== null) ?? true);
  const three = all ? [0, 1, 2] : spatial;
  if (three.length === 3) return [three[0], three[1], three[2]];
  if (spatial.length < 3) volumeSize([...spatial.map((axis) => sizes[axis]), 1, 1], name);
  throw new UserError(
    `${name}: ${spatial.length} of its ${sizes.length} axes run through space, not three.`,
    'Export the one volume that is meant.',
  );
}

const kindsOf = (fields: NrrdFields['fields']): string[] =>
  (fields.get('kinds') ?? '')
    .toLowerCase()
    .split(/\s+/)
    .filter((kind) => kind !== '');

function refuseChannels(
  fields: NrrdFields['fields'],
  others: readonly number[],
  sizes: readonly number[],
  name: string,
): void {
  const kinds = kindsOf(fields);
  const axis = others.find((other) => !many.includes(kinds[other] ?? ''));
  if (axis === undefined) return;
  const what = /color/.test(kinds[axis]) ? 'colours' : 'vectors or tensors';
  throw new UserError(
    `${name}: its voxels are ${what} (${sizes[axis]} numbers each), not plain numbers.`,
    'Export it as a volume of plain numbers, such as short or float.',
  );
}
