// A zip archive whose bytes depend on nothing but its contents: no clock, no time zone, no zlib of the machine.
import { Zip, ZipDeflate } from 'fflate';
import { UserError } from '../core/errors.js';

/** zip times are local times, and a text without a zone is one: the same fields in every time zone. */
const fixedTime = '1980-01-01T12:00:00';
/** zip's 32-bit sizes; beyond them zip64 would be needed. */
const sizeLimit = 0xffffffff;

export interface ZipEntry {
  readonly name: string;
  readonly chunks: Iterable<Uint8Array>;
}

/** The archive's bytes in order, entries in the order given, all deflated. Each chunk is the caller's. */
export function* zipBytes(entries: readonly ZipEntry[]): Generator<Uint8Array> {
  const ready: Uint8Array[] = [];
  const zip = new Zip((error, chunk) => {
    if (error) throw error;
    if (chunk.length > 0) ready.push(chunk);
  });
  for (const { name, chunks } of entries) {
    const entry = new ZipDeflate(name, { level });
    entry.mtime = fixedTime;
    zip.add(entry);
    for (const chunk of chunks) {
      entry.push(chunk);
      if (entry.size > sizeLimit)
        throw new UserError(
          `${name} would be larger than 4 GB, more than a zip archive may hold.`,
          'Reduce the mesh.',
        );
      yield* ready.splice(0);
    }
    entry.push(new Uint8Array(0), true);
    yield* ready.splice(0);
  }
  zip.end();
  yield* ready.splice(0);
}

/** A skull of 800,000 triangles (59 MB of XML): level 1 1.2 s, 10.5 MB; 2 1.3 s, 9.7 MB; 4 1.5 s, 9.6 MB; 6 2.7 s, 9.5 MB. */
const level = 2;
