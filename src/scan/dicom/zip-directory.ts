// What a .zip file says that it holds: sizes and places are checked before anything is unpacked.
// PKWARE, APPNOTE.TXT: .ZIP File Format Specification, version 6.3.
import { UserError } from '../../core/errors.js';

export interface ZipMember {
  /** Orders members; never a path. */
  readonly name: string;
  /** Where its local header begins. */
  readonly at: number;
  readonly packedSize: number;
  /** Unpacked, bytes. */
  readonly size: number;
  readonly deflated: boolean;
  readonly crc: number;
}

/** `length` bytes of the file from `at`; fewer at its end. */
export type ReadAt = (at: number, length: number) => Promise<Buffer>;

const MOST_MEMBERS = 200_000;
const LARGEST_DIRECTORY = 2 ** 27;
const MOST_UNPACKED = 2 ** 36;
/** Pictures shrink 2- to 10-fold, empty ones more; beyond the first bytes a whole archive never does so much. */
const MOST_RATIO = 250;
const ALWAYS = 2 ** 28;
const END_RECORD = 22;
const LONGEST_COMMENT = 0xffff;

const methods: Readonly<Record<number, string>> = {
  9: 'Deflate64',
  12: 'bzip2',
  14: 'LZMA',
  93: 'Zstandard',
};

/** The files in it, folders left out. `name`: how messages call it. Throws a UserError on what can't be or may not be. */
export async function zipDirectory(read: ReadAt, size: number, name: string): Promise<ZipMember[]> {
  try {
    const { count, start, length } = await endOf(read, size);
    if (count > MOST_MEMBERS || length > LARGEST_DIRECTORY)
      throw refused(name, `holds too many files (${count})`, 'Unpack it, and give the folder of one series.');
    const bytes = await read(start, length);
    const members: ZipMember[] = [];
    let at = 0;
    for (let m = 0; m < count; m++) {
      const { member, end } = memberAt(bytes, at, name);
      if (!member.name.endsWith('/')) members.push(member);
      at = end;
    }
    refuseBombs(members, size, name);
    return members;
  } catch (error) {
    if (error instanceof RangeError) throw refused(name, 'is damaged or cut off', 'Copy or pack it again.');
    throw error;
  }
}

const refused = (name: string, what: string, advice: string): UserError =>
  new UserError(`${name}: the archive ${what}.`, advice);

interface DirectoryPlace {
  readonly count: number;
  readonly start: number;
  readonly length: number;
}

/** The end record stands last, before a comment. RangeError where there is none. */
async function endOf(read: ReadAt, size: number): Promise<DirectoryPlace> {
  const from = Math.max(0, size - END_RECORD - LONGEST_COMMENT);
  const tail = await read(from, size - from);
  for (let at = tail.length - END_RECORD; at >= 0; at--) {
    if (tail.readUInt32LE(at) !== 0x06054b50) continue;
    const count = tail.readUInt16LE(at + 10);
    const length = tail.readUInt32LE(at + 12);
    const start = tail.readUInt32LE(at + 16);
    if (count !== 0xffff && length !== 0xffffffff && start !== 0xffffffff) return { count, start, length };
    if (at < 20 || tail.readUInt32LE(at - 20) !== 0x07064b50) return { count, start, length };
    const large = await read(Number(tail.readBigUInt64LE(at - 12)), 56);
    if (large.readUInt32LE(0) !== 0x06064b50) throw new RangeError('no zip64 record');
    return {
      count: Number(large.readBigUInt64LE(32)),
      length: Number(large.readBigUInt64LE(40)),
      start: Number(large.readBigUInt64LE(48)),
    };
  }
  throw new RangeError('no end of the directory');
}

function memberAt(bytes: Buffer, at: number, archive: string): { member: ZipMember; end: number } {
  if (bytes.readUInt32LE(at) !== 0x02014b50) throw new RangeError('no entry of the directory');
  const flags = bytes.readUInt16LE(at + 8);
  const method = bytes.readUInt16LE(at + 10);
  const extra = at + 46 + bytes.readUInt16LE(at + 28);
  const end = extra + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  if (end > bytes.length) throw new RangeError('beyond the end');
  if ((flags & 0x2041) !== 0)
    throw refused(archive, 'is encrypted', 'Unpack it with its password, and give the folder.');
  if (method !== 0 && method !== 8)
    throw refused(
      archive,
      `is packed by ${methods[method] ?? `method ${method}`}, which can't be unpacked here`,
      'Unpack it, and give the folder.',
    );
  const [size, packedSize, header] = sizesOf(bytes, at, extra);
  const member = {
    name: bytes.toString('utf8', at + 46, extra),
    at: header,
    packedSize,
    size,
    deflated: method === 8,
    crc: bytes.readUInt32LE(at + 16),
  };
  return { member, end };
}

/** Unpacked size, packed size, place of the local header; from the zip64 field where the short ones are full. */
function sizesOf(bytes: Buffer, at: number, extra: number): readonly [number, number, number] {
  const short = [24, 20, 42].map((offset) => bytes.readUInt32LE(at + offset));
  const end = extra + bytes.readUInt16LE(at + 30);
  let field = extra;
  while (field + 4 <= end && bytes.readUInt16LE(field) !== 1) field += 4 + bytes.readUInt16LE(field + 2);
  let place = field + 4;
  const [size, packedSize, header] = short.map((value) => {
    if (value !== 0xffffffff || field + 4 > end) return value;
    place += 8;
    return Number(bytes.readBigUInt64LE(place - 8));
  });
  return [size, packedSize, header];
}

/** Members that lie over one another, or unpack to more than is sensible, are there to do harm. */
function refuseBombs(members: readonly ZipMember[], size: number, name: string): void {
  const packed = members.reduce((sum, member) => sum + member.packedSize, 0);
  const unpacked = members.reduce((sum, member) => sum + member.size, 0);
  if (packed > size || members.some((member) => member.at + member.packedSize > size))
    throw new RangeError('members overlap');
  const bomb = unpacked > MOST_UNPACKED || unpacked > Math.max(ALWAYS, MOST_RATIO * size);
  if (bomb)
    throw refused(
      name,
      'would unpack to more than is sensible',
      'Unpack it, and give the folder of one series.',
    );
}
