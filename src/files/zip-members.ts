// What is in a zip archive, by its central directory, and the unpacking of one member with limits against bombs.
import { crc32, createInflateRaw } from 'node:zlib';
import { meshError } from './mesh-file.js';

export interface ZipMember {
  readonly name: string;
  readonly packed: Uint8Array;
  readonly deflated: boolean;
  readonly crc: number;
  readonly size: number;
}

const mostMembers = 10_000;
const largestMember = 2 ** 33;
/** XML of a mesh shrinks 6- to 30-fold; deflate can do 1,030. */
const mostRatio = 300;
const always = 1 << 20;
const piece = 1 << 18;

/** True if the bytes begin as a zip archive does. */
export const isZip = (bytes: Uint8Array): boolean =>
  bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3 && bytes[3] === 4;

/** The members by lower-case name without a leading slash (package names know no case). Throws a UserError. */
export function zipMembers(bytes: Uint8Array, file: string): ReadonlyMap<string, ZipMember> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const cutShort = () => meshError(file, 'the archive is cut short or damaged');
  try {
    const { count, start } = directoryOf(view);
    if (count > mostMembers) throw meshError(file, `the archive has more than ${mostMembers} members`);
    const members = new Map<string, ZipMember>();
    let at = start;
    for (let m = 0; m < count; m++) {
      if (view.getUint32(at, true) !== 0x02014b50) throw cutShort();
      const member = memberAt(bytes, view, at, file);
      members.set(member.name.toLowerCase().replace(/^\/+/, ''), member);
      at +=
        46 + view.getUint16(at + 28, true) + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
    }
    return members;
  } catch (error) {
    if (error instanceof RangeError) throw cutShort();
    throw error;
  }
}

/** The end record stands last, before a comment of at most 65,535 bytes. RangeError where there is none. */
function directoryOf(view: DataView): { count: number; start: number } {
  const last = view.byteLength - 22;
  for (let at = last; at >= Math.max(0, last - 0xffff); at--) {
    if (view.getUint32(at, true) !== 0x06054b50) continue;
    const start = view.getUint32(at + 16, true);
    const count = view.getUint16(at + 10, true);
    if ((start !== 0xffffffff && count !== 0xffff) || at < 20) return { count, start };
    if (view.getUint32(at - 20, true) !== 0x07064b50) return { count, start };
    const large = Number(view.getBigUint64(at - 12, true));
    return {
      count: Number(view.getBigUint64(large + 32, true)),
      start: Number(view.getBigUint64(large + 48, true)),
    };
  }
  throw new RangeError('no end of the central directory');
}

function memberAt(bytes: Uint8Array, view: DataView, at: number, file: string): ZipMember {
  const flags = view.getUint16(at + 8, true);
  const method = view.getUint16(at + 10, true);
  if ((flags & 1) !== 0) throw meshError(file, 'the archive is encrypted', 'Save it without a password.');
  if (method !== 0 && method !== 8)
    throw meshError(file, 'the archive is packed in a way that 3MF does not allow');
  const nameLength = view.getUint16(at + 28, true);
  const name = Buffer.from(bytes.subarray(at + 46, at + 46 + nameLength)).toString('utf8');
  const [size, packedSize, header] = sizesOf(view, at, at + 46 + nameLength);
  if (view.getUint32(header, true) !== 0x04034b50) throw new RangeError('no local header');
  const start = header + 30 + view.getUint16(header + 26, true) + view.getUint16(header + 28, true);
  if (start + packedSize > bytes.length) throw new RangeError('beyond the end');
  const packed = bytes.subarray(start, start + packedSize);
  return { name, packed, deflated: method === 8, crc: view.getUint32(at + 16, true), size };
}

/** Unpacked size, packed size, place of the local header; from the zip64 field where the short ones are full. */
function sizesOf(view: DataView, at: number, extra: number): [number, number, number] {
  const sizes: [number, number, number] = [
    view.getUint32(at + 24, true),
    view.getUint32(at + 20, true),
    view.getUint32(at + 42, true),
  ];
  const end = extra + view.getUint16(at + 30, true);
  for (let field = extra; field + 4 <= end; field += 4 + view.getUint16(field + 2, true)) {
    if (view.getUint16(field, true) !== 1) continue;
    let place = field + 4;
    for (let s = 0; s < 3; s++) {
      if (sizes[s] !== 0xffffffff) continue;
      sizes[s] = Number(view.getBigUint64(place, true));
      place += 8;
    }
  }
  return sizes;
}

/** The member's bytes in order. Throws a UserError where it is a bomb, damaged, or fails its checksum. */
export async function* unpacked(member: ZipMember, file: string): AsyncGenerator<Uint8Array> {
  const limit = Math.min(largestMember, Math.max(always, mostRatio * member.packed.length));
  if (member.size > limit)
    throw meshError(file, 'a member of the archive would unpack to more than is sensible');
  let crc = 0;
  let size = 0;
  for await (const chunk of member.deflated ? inflated(member.packed, file) : [member.packed]) {
    size += chunk.length;
    if (size > member.size) break;
    crc = crc32(chunk, crc);
    yield chunk;
  }
  if (size !== member.size || crc !== member.crc)
    throw meshError(
      file,
      `a member of the archive is damaged: ${member.size} bytes expected, found ${size} or others`,
    );
}

async function* inflated(packed: Uint8Array, file: string): AsyncGenerator<Uint8Array> {
  const unpacker = createInflateRaw({ chunkSize: piece });
  unpacker.end(packed);
  try {
    yield* unpacker;
  } catch {
    throw meshError(file, 'a member of the archive is damaged');
  }
}
