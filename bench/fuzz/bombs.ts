// Little bytes that unpack to many.
import { gzipSync } from 'node:zlib';

const MEMBER = 2 ** 24;

/** A gzip file that begins with `start` and goes on with `mebibytes` of zeros, in many members. */
export function gzipBomb(start: Buffer, mebibytes: number): Buffer {
  const zeros = gzipSync(Buffer.alloc(MEMBER), { level: 9 });
  const members = Array.from({ length: Math.ceil((mebibytes * 2 ** 20) / MEMBER) }, () => zeros);
  return Buffer.concat([gzipSync(start), ...members]);
}

export interface Member {
  readonly name: string;
  readonly packed: Buffer;
  /** What the directory says of it, bytes. */
  readonly size: number;
  readonly stored?: boolean;
  readonly crc?: number;
  /** External attributes, such as those of a link. */
  readonly attributes?: number;
  /** Lies where another one lies. */
  readonly at?: number;
}

function local({ name, packed, size, stored, crc = 0 }: Member): Buffer {
  const head = Buffer.alloc(30);
  head.writeUInt32LE(0x04034b50, 0);
  head.writeUInt16LE(stored ? 0 : 8, 8);
  head.writeUInt32LE(crc, 14);
  head.writeUInt32LE(packed.length, 18);
  head.writeUInt32LE(size, 22);
  head.writeUInt16LE(Buffer.byteLength(name), 26);
  return Buffer.concat([head, Buffer.from(name), packed]);
}

function entry({ name, packed, size, stored, crc = 0, attributes = 0 }: Member, at: number): Buffer {
  const head = Buffer.alloc(46);
  head.writeUInt32LE(0x02014b50, 0);
  head.writeUInt16LE(0x0314, 4);
  head.writeUInt16LE(stored ? 0 : 8, 10);
  head.writeUInt32LE(crc, 16);
  head.writeUInt32LE(packed.length, 20);
  head.writeUInt32LE(size, 24);
  head.writeUInt16LE(Buffer.byteLength(name), 28);
  head.writeUInt32LE(attributes, 38);
  head.writeUInt32LE(at, 42);
  return Buffer.concat([head, Buffer.from(name)]);
}

/** An archive whose directory may lie. */
export function zipOf(members: readonly Member[], count = members.length): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const member of members) {
    directory.push(entry(member, member.at ?? at));
    if (member.at !== undefined) continue;
    const bytes = local(member);
    parts.push(bytes);
    at += bytes.length;
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(count & 0xffff, 8);
  end.writeUInt16LE(count & 0xffff, 10);
  end.writeUInt32LE(listed.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...parts, listed, end]);
}
