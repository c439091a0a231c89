// Which files hold the voxels of a MetaImage file, and where in them these start.
import { UserError } from '../../core/errors.js';
import { filesBeside } from './files-beside.js';
import type { HeaderText } from './header-text.js';
import type { MetaImageFields } from './meta-image-fields.js';
import type { MetaImageHeader } from './meta-image-header.js';
import { bytesOf } from './number-type.js';
import { MOST_FILES, numberedFiles } from './numbered-files.js';
import type { RawPiece, RawVoxels } from './raw-voxels.js';

interface Source {
  readonly path: string;
  readonly from: number;
  readonly bytes: number;
}

/** `path`: of the header, which the text came from. `listed`: the lines after it. */
export async function metaImagePieces(
  path: string,
  text: HeaderText,
  listed: readonly string[],
  fields: MetaImageFields,
  header: MetaImageHeader,
  name: string,
): Promise<RawVoxels> {
  const sources = await sourcesOf(path, text, listed, fields, header, name);
  const packed = fields.truth('CompressedData') ?? false;
  const total = header.sizes.reduce((product, n) => product * n, 1) * bytesOf[header.type];
  const width = total / sources.length;
  return {
    type: header.type,
    littleEndian: !(fields.truth('BinaryDataByteOrderMSB', 'ElementByteOrderMSB') ?? false),
    text: !(fields.truth('BinaryData') ?? true),
    packed,
    pieces: sources.map((source) => pieceOf(source, fields, packed, width, name)),
    count: header.size[0] * header.size[1] * header.size[2],
    volumes: header.volumes,
    interleaved: false,
  };
}

/** `width`: bytes of the voxels in this file, once unpacked. */
function pieceOf(
  { path, from, bytes }: Source,
  fields: MetaImageFields,
  packed: boolean,
  width: number,
  name: string,
): RawPiece {
  const [header] = fields.numbers(1, 'HeaderSize') ?? [0];
  const [stream] = fields.numbers(1, 'CompressedDataSize') ?? [0];
  if (!Number.isInteger(header) || header < -1 || (header === -1 && packed))
    throw new UserError(
      `${name}: its MetaImage header is damaged (HeaderSize ${header}).`,
      'Export the file again.',
    );
  // −1: the voxels are the last bytes of the file.
  const start = header === -1 ? bytes - width : header > 0 ? header : from;
  if (start < 0 || start > bytes) throw cutOff(name);
  const to = packed && stream > 0 ? Math.min(bytes, start + Math.floor(stream)) : bytes;
  return { path, from: start, to, skip: 0 };
}

async function sourcesOf(
  path: string,
  text: HeaderText,
  listed: readonly string[],
  fields: MetaImageFields,
  { sizes }: MetaImageHeader,
  name: string,
): Promise<Source[]> {
  const named = fields.text('ElementDataFile') ?? '';
  if (/^local$/i.test(named)) return [{ path, from: text.end ?? text.bytes, bytes: text.bytes }];
  const list = /^LIST(?:\s+(\d{1,2}))?$/.exec(named);
  const numbered = list === null ? numberedFiles(named, name) : null;
  const names = list === null ? (numbered?.names ?? [named]) : listed;
  if (list !== null || numbered !== null) {
    const held = list?.[1] === undefined ? sizes.length - 1 : Number(list[1]);
    refuseCount(names.length, held, sizes, name);
  }
  return (await filesBeside(path, names, name)).map((file) => ({ ...file, from: 0 }));
}

/** Each file holds the first `held` axes. */
function refuseCount(files: number, held: number, sizes: readonly number[], name: string): void {
  const wanted = sizes.slice(held).reduce((product, n) => product * n, 1);
  if (files === wanted && files <= MOST_FILES && held >= 1) return;
  throw new UserError(
    `${name}: its voxels need ${wanted} files, ${files} are named.`,
    'Export the scan again, best into one file.',
  );
}

const cutOff = (name: string): UserError =>
  new UserError(
    `${name}: the file is cut off: its voxels are not there.`,
    'Copy or download the file again, with the file of voxels that belongs to it.',
  );
