// The lines of text at the start of a file.
import { open } from 'node:fs/promises';
import { UserError } from '../../core/errors.js';

/** Longer than the header of any file with hundreds of named segments. */
export const MOST_HEADER_BYTES = 1 << 22;
const MOST_LINES = 1 << 16;

export interface HeaderText {
  readonly lines: readonly string[];
  /** Where the line after the last one starts; null where the file has no such end of its header. */
  readonly end: number | null;
  /** Size of the file on disk. */
  readonly bytes: number;
}

/**
 * Lines (UTF-8, ended by LF or CR LF) up to and with the first one that `ends` the header, or all. Throws a UserError,
 * naming the file `name`, where they are too many or too long to be a header.
 */
export async function headerText(
  path: string,
  ends: (line: string) => boolean,
  name: string,
): Promise<HeaderText> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    for (let length = 1 << 16; ; length *= 8) {
      const most = Math.min(length, MOST_HEADER_BYTES);
      const { bytesRead, buffer } = await file.read(Buffer.alloc(Math.min(most, size)), 0, null, 0);
      const found = split(buffer.subarray(0, bytesRead), ends);
      if (found.lines.length > MOST_LINES) throw tooLong(name);
      if (found.end !== null) return { ...found, bytes: size };
      // The last line may lack its line feed.
      if (bytesRead >= size)
        return { ...found, end: ends(found.lines.at(-1) ?? '') ? size : null, bytes: size };
      if (most === MOST_HEADER_BYTES) throw tooLong(name);
    }
  } finally {
    await file.close();
  }
}

function split(bytes: Buffer, ends: (line: string) => boolean): Pick<HeaderText, 'lines' | 'end'> {
  const lines: string[] = [];
  let from = 0;
  while (from < bytes.length && lines.length <= MOST_LINES) {
    const feed = bytes.indexOf(10, from);
    const to = feed < 0 ? bytes.length : feed;
    const line = bytes.toString('utf8', from, to > from && bytes[to - 1] === 13 ? to - 1 : to);
    from = to + 1;
    lines.push(line);
    if (feed >= 0 && ends(line)) return { lines, end: from };
  }
  return { lines, end: null };
}

const tooLong = (name: string): UserError =>
  new UserError(
    `${name}: its header is longer than any that a scan has, or has no end.`,
    'Export the file again; if it was copied as text, copy it anew as it is.',
  );
