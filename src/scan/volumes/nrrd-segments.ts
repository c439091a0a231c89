// The structures that a segmentation in an NRRD file names, with their colours and layers.
// "Segmentation file format (.seg.nrrd)", Slicer's documentation, module Segmentations.
import type { Colour } from '../../core/colour.js';
import { UserError } from '../../core/errors.js';
import { printableName } from '../printable-name.js';
import { numberList, wholeList } from './number-list.js';
import type { LayeredSegment } from './volume-file.js';

const MOST_SEGMENTS = 4096;

type Stored = Omit<LayeredSegment, 'id'>;

/**
 * In the order of the file, or null where it names none. `id` is the segment's number, wherever no segment before it
 * has the same; the others are counted on from the greatest number in the file. Throws a UserError on what is damaged.
 */
export function nrrdSegments(
  keys: ReadonlyMap<string, string>,
  layers: number,
  name: string,
): readonly LayeredSegment[] | null {
  const indices = [...keys.keys()].flatMap((key) => /^Segment(\d{1,6})_ID$/.exec(key)?.[1] ?? []).map(Number);
  if (indices.length === 0) return null;
  const kind = keys.get('Segmentation_MasterRepresentation') ?? keys.get('Segmentation_SourceRepresentation');
  if (kind !== undefined && /fractional/i.test(kind))
    throw new UserError(
      `${name}: it is a fractional segmentation, whose voxels are shares of a structure, not labels.`,
      'Export it as a binary labelmap.',
    );
  if (indices.length > MOST_SEGMENTS)
    throw new UserError(
      `${name}: it names ${indices.length} segments, more than can be read (${MOST_SEGMENTS}).`,
      'Export the segments that you need.',
    );
  const ordered = indices.sort((a, b) => a - b);
  const stored = ordered.map((index, n) => segmentAt(keys, index, n, layers, name));
  if (new Set(stored.map(({ layer, value }) => `${layer} ${value}`)).size < stored.length)
    throw new UserError(
      `${name}: two of its segments have one number on one layer, so they can't be told apart.`,
      'Export the segmentation again.',
    );
  return withIds(stored);
}

function segmentAt(
  keys: ReadonlyMap<string, string>,
  index: number,
  n: number,
  layers: number,
  name: string,
): Stored {
  const key = (what: string): string | undefined => keys.get(`Segment${index}_${what}`);
  // Older versions wrote neither: each segment had a layer of its own and the value 1.
  const [value] = wholeList(key('LabelValue') ?? '1') ?? [];
  const [layer] = wholeList(key('Layer') ?? String(layers > 1 ? n : 0)) ?? [];
  if (!(value >= 1 && value < 2 ** 31) || !(layer < layers))
    throw new UserError(
      `${name}: its segment ${n + 1} has a label or a layer that the file can't hold.`,
      'Export the segmentation again.',
    );
  const given = printableName(key('Name') ?? '') ?? printableName(key('ID') ?? '');
  return { name: given ?? `Segment ${n + 1}`, colour: colourOf(key('Color') ?? ''), value, layer };
}

function colourOf(text: string): Colour | null {
  const parts = numberList(text);
  if (parts?.length !== 3 || parts.some((part) => part < 0 || part > 1)) return null;
  return [parts[0], parts[1], parts[2]];
}

function withIds(stored: readonly Stored[]): LayeredSegment[] {
  const taken = new Set<number>();
  let next = stored.reduce((most, { value }) => Math.max(most, value), 0) + 1;
  return stored.map((segment) => {
    const id = taken.has(segment.value) ? next++ : segment.value;
    taken.add(id);
    return { ...segment, id };
  });
}
