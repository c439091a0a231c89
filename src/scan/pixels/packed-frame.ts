// The compressed bytes of one frame, out of the fragments that a DICOM file cuts its pixels into (PS3.5, annex A.4).
import type { DataSet, Element } from 'dicom-parser';

/** A frame that takes more compressed bytes than this is damaged: the bits of it are counted in 32-bit integers. */
const MOST_BYTES = 2 ** 27;

/** Where a fragment's bytes lie in the file, and where its item begins after the table of offsets. */
interface Fragment {
  readonly offset: number;
  readonly position: number;
  readonly length: number;
}

/** The bytes of frame `frame` of `count`; a view of the file's where they lie in one piece. Throws an Error. */
export function packedFrame(set: DataSet, count: number, frame: number): Uint8Array {
  const pixels = set.elements.x7fe00010;
  const fragments = fragmentsOf(set, pixels);
  if (fragments.length < count) throw new Error(fragments.length === 0 ? 'no pixels' : 'frames are missing');
  const own = fragmentsOfFrame(set, pixels, fragments, count, frame);
  const length = own.reduce((sum, fragment) => sum + fragment.length, 0);
  if (length > MOST_BYTES) throw new Error('the compressed picture is too large');
  const pieces = own.map(({ position, length }) => set.byteArray.subarray(position, position + length));
  return pieces.length === 1 ? pieces[0] : Buffer.concat(pieces);
}

/** All fragments that hold anything. */
function fragmentsOf(set: DataSet, pixels: Element | undefined): readonly Fragment[] {
  const all: readonly Fragment[] = pixels?.fragments ?? [];
  if (all.some(({ position, length }) => position < 0 || position + length > set.byteArray.length))
    throw new Error('the pixels are cut off');
  return all.filter(({ length }) => length > 0);
}

function fragmentsOfFrame(
  set: DataSet,
  pixels: Element,
  fragments: readonly Fragment[],
  count: number,
  frame: number,
): readonly Fragment[] {
  if (count === 1) return fragments;
  if (fragments.length === count) return [fragments[frame]];
  const starts =
    startsAt(extendedOffsets(set), fragments, count) ??
    startsAt(pixels.basicOffsetTable ?? [], fragments, count) ??
    startsSeen(set, fragments, count);
  return fragments.slice(starts[frame], starts[frame + 1] ?? fragments.length);
}

/** Index of each frame's first fragment by a table of offsets; null where the table doesn't fit the fragments. */
function startsAt(table: readonly number[], fragments: readonly Fragment[], count: number): number[] | null {
  if (table.length !== count) return null;
  const places = new Map(fragments.map(({ offset }, n) => [offset, n]));
  const starts = table.map((offset) => places.get(offset - table[0]) ?? -1);
  const rising = starts.every((start, n) => start > (n === 0 ? -1 : starts[n - 1]));
  return rising && starts[0] === 0 ? starts : null;
}

/** The extended table: 64-bit numbers, for files beyond 4 GB and for those who like them. */
function extendedOffsets(set: DataSet): number[] {
  const element = set.elements.x7fe00001;
  if (element === undefined || element.dataOffset + element.length > set.byteArray.length) return [];
  const view = new DataView(set.byteArray.buffer, set.byteArray.byteOffset + element.dataOffset);
  const count = Math.min(65536, element.length >> 3);
  return Array.from({ length: count }, (_, n) => Number(view.getBigUint64(8 * n, true)));
}

/** First bytes of JPEG and JPEG-LS, of a JPEG 2000 codestream, of a JP2 file. */
const signatures = [
  [0xff, 0xd8, 0xff],
  [0xff, 0x4f, 0xff, 0x51],
  [0, 0, 0, 12, 0x6a, 0x50, 0x20, 0x20],
];

/** By the pictures' own beginnings. */
function startsSeen(set: DataSet, fragments: readonly Fragment[], count: number): number[] {
  const begins = ({ position, length }: Fragment): boolean =>
    signatures.some(
      (bytes) => bytes.length <= length && bytes.every((b, n) => set.byteArray[position + n] === b),
    );
  const starts = fragments.flatMap((fragment, n) => (begins(fragment) ? [n] : []));
  if (starts.length !== count || starts[0] !== 0)
    throw new Error('which of its compressed pieces make up which frame can not be told');
  return starts;
}
