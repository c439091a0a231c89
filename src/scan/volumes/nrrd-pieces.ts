// Which files hold the voxels of an NRRD file, and where in them these start.
import { UserError } from '../../core/errors.js';
import { filesBeside } from './files-beside.js';
import type { HeaderText } from './header-text.js';
import { linesEnd } from './lines-end.js';
import type { NrrdFields } from './nrrd-fields.js';
import type { NrrdHeader } from './nrrd-header.js';
import { numberList } from './number-list.js';
import { bytesOf } from './number-type.js';
import { MOST_FILES, numberedFiles } from './numbered-files.js';
import type { RawPiece, RawVoxels } from './raw-voxels.js';

interface Source {
  readonly path: string;
  readonly from: number;
  readonly bytes: number;
}

/** `path`: of the header, which the text came from. */
export async function nrrdPieces(
  path: string,
  text: HeaderText,
  parts: NrrdFields,
  header: NrrdHeader,
  name: string,
): Promise<RawVoxels> {
  const { fields } = parts;
  const encoding = encodingOf(fields.get('encoding') ?? '', name);
  const sources = await sourcesOf(path, text, parts, header, name);
  const total = header.sizes.reduce((product, n) => product * n, 1) * bytesOf[header.type];
  const skips = { lines: skipOf(fields, 'lineskip', name), bytes: skipOf(fields, 'byteskip', name) };
  if (skips.lines < 0 || (skips.bytes < 0 && encoding !== 'raw'))
    throw new UserError(
      `${name}: it skips a negative number of lines, or of bytes in packed voxels.`,
      'Export the file again.',
    );
  const pieces: RawPiece[] = [];
  for (const { path: file, from, bytes } of sources) {
    const start = skips.lines === 0 ? from : await linesEnd(file, from, skips.lines);
    // −1: the voxels are the last bytes of the file; −2: one byte follows them.
    const last = bytes - total / sources.length + skips.bytes + 1;
    const skip = skips.bytes < 0 ? last - start : skips.bytes;
    if (skip < 0 || start > bytes) throw cutOff(name);
    pieces.push({ path: file, from: start, to: bytes, skip });
  }
  return {
    type: header.type,
    littleEndian: encoding === 'text' || littleEndian(fields.get('endian'), header, name),
    text: encoding === 'text',
    packed: encoding === 'gzip',
    pieces,
    count: header.size[0] * header.size[1] * header.size[2],
    volumes: header.volumes,
    interleaved: header.interleaved,
  };
}

function encodingOf(text: string, name: string): 'raw' | 'gzip' | 'text' {
  const lower = text.toLowerCase();
  if (lower === 'raw') return 'raw';
  if (lower === 'gzip' || lower === 'gz') return 'gzip';
  if (lower === 'ascii' || lower === 'text' || lower === 'txt') return 'text';
  const known = /^(bz2|bzip2|hex|zrl)$/.exec(lower)?.[0];
  throw new UserError(
    `${name}: its voxels are encoded ${known === undefined ? 'in an unknown way' : `as ${known}`}, which can't be read here.`,
    'Export the file again, with raw or gzip encoding.',
  );
}

async function sourcesOf(
  path: string,
  text: HeaderText,
  parts: NrrdFields,
  header: NrrdHeader,
  name: string,
): Promise<Source[]> {
  const stated = parts.fields.get('datafile');
  if (stated === undefined && text.end === null) throw cutOff(name);
  if (stated === undefined) return [{ path, from: text.end ?? 0, bytes: text.bytes }];
  const list = /^LIST(?:\s+(\d{1,2}))?$/.exec(stated);
  const numbered = list === null ? numberedFiles(stated, name) : null;
  const names = list === null ? (numbered?.names ?? [stated]) : parts.listed;
  const several = list !== null || numbered !== null;
  const axes = list?.[1] === undefined ? (numbered?.axes ?? null) : Number(list[1]);
  if (several) refuseCount(names.length, axes, header.sizes, name);
  return (await filesBeside(path, names, name)).map((file) => ({ ...file, from: 0 }));
}

/** A file holds the first `axes` axes whole (by default all but the slowest); or all, and a share of the slowest. */
function refuseCount(files: number, axes: number | null, sizes: readonly number[], name: string): void {
  const held = axes ?? sizes.length - 1;
  const rest = sizes.slice(held).reduce((product, n) => product * n, 1);
  const shares = held === sizes.length && files > 0 && sizes[held - 1] % files === 0;
  if (files <= MOST_FILES && held >= 1 && held <= sizes.length && (shares || files === rest)) return;
  throw new UserError(
    `${name}: its voxels need ${rest} files, ${files} are named.`,
    'Export the scan again, best into one file.',
  );
}

function skipOf(fields: NrrdFields['fields'], field: string, name: string): number {
  const text = fields.get(field);
  if (text === undefined) return 0;
  const [skip, ...more] = numberList(text) ?? [Number.NaN];
  if (Number.isSafeInteger(skip) && more.length === 0) return skip;
  throw new UserError(`${name}: its NRRD header is damaged (no number to skip).`, 'Export the file again.');
}

function littleEndian(text: string | undefined, header: NrrdHeader, name: string): boolean {
  if (text?.toLowerCase() === 'little' || bytesOf[header.type] === 1) return true;
  if (text?.toLowerCase() === 'big') return false;
  throw new UserError(
    `${name}: it does not say in which order the bytes of a number stand (endian).`,
    'Export the file again.',
  );
}

const cutOff = (name: string): UserError =>
  new UserError(
    `${name}: the file is cut off: its voxels are not there.`,
    'Copy or download the file again, with the file of voxels that belongs to it.',
  );
