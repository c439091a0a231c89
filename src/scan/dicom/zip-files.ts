// The files in a .zip, unpacked into memory one at a time: nothing is written, and their names are no paths.
import { open } from 'node:fs/promises';
import { constants, crc32, inflateRawSync } from 'node:zlib';
import { UserError } from '../../core/errors.js';
import type { StoredFile } from './stored-file.js';
import { type ReadAt, type ZipMember, zipDirectory } from './zip-directory.js';

/** A larger member would take too much memory, packed and unpacked, bytes. */
const LARGEST = 2 ** 30;
const LOCAL_HEADER = 30;
/** What is unpacked first to see how a member begins, packed bytes. */
const FIRST = 2 ** 14;

/** Of the archive at `path`, of `size` bytes. Throws a UserError on one that is damaged, encrypted or a bomb. */
export async function zipFiles(path: string, size: number, name: string): Promise<StoredFile[]> {
  const read = readAt(path);
  return (await zipDirectory(read, size, name)).map((member) => ({
    key: member.name,
    size: member.size,
    start: async (length) => (member.size === 0 ? new Uint8Array(0) : startOf(read, member, length)),
    bytes: async () => {
      if (member.size > LARGEST) throw tooLarge(name);
      return wholeOf(read, member).catch((error: unknown) => {
        throw damagedMember(error, name);
      });
    },
  }));
}

const tooLarge = (name: string): UserError =>
  new UserError(`${name}: a file in the archive is larger than 1 GB.`, 'Unpack it, and give the folder.');

/** What the system says stays as it is; all else is damage. */
const damagedMember = (error: unknown, name: string): unknown =>
  error instanceof Error && 'syscall' in error
    ? error
    : new UserError(`${name}: a file in the archive is damaged.`, 'Copy or pack it again.');

const readAt =
  (path: string): ReadAt =>
  async (at, length) => {
    const file = await open(path, 'r');
    try {
      const { size } = await file.stat();
      if (!(at >= 0 && at <= size)) throw new RangeError('beyond the end');
      const buffer = Buffer.alloc(Math.min(length, size - at));
      const { bytesRead } = await file.read(buffer, 0, buffer.length, at);
      return buffer.subarray(0, bytesRead);
    } finally {
      await file.close();
    }
  };

/** Where the packed bytes begin. */
async function contentOf(read: ReadAt, member: ZipMember): Promise<number> {
  const header = await read(member.at, LOCAL_HEADER);
  if (header.readUInt32LE(0) !== 0x04034b50) throw new Error('the archive is damaged');
  return member.at + LOCAL_HEADER + header.readUInt16LE(26) + header.readUInt16LE(28);
}

async function startOf(read: ReadAt, member: ZipMember, length: number): Promise<Uint8Array> {
  const from = await contentOf(read, member);
  if (!member.deflated) return read(from, Math.min(length, member.packedSize));
  for (let packed = FIRST; ; packed *= 2) {
    const bytes = await read(from, Math.min(packed, member.packedSize));
    const start = inflateRawSync(bytes, { finishFlush: constants.Z_SYNC_FLUSH });
    if (start.length >= length || bytes.length >= member.packedSize || packed >= length)
      return start.subarray(0, length);
  }
}

async function wholeOf(read: ReadAt, member: ZipMember): Promise<Uint8Array> {
  const from = await contentOf(read, member);
  const packed = await read(from, member.packedSize);
  const limits = { maxOutputLength: Math.max(1, member.size) };
  const bytes = member.deflated ? inflateRawSync(packed, limits) : packed;
  if (bytes.length !== member.size || crc32(bytes) !== member.crc) throw new Error('the archive is damaged');
  return bytes;
}
