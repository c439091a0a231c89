// The lines of a text file that may be larger than a string can be.

const stretch = 1 << 20;
const longestLine = 1 << 24;

/** Each line without its end, as Latin-1 (numbers and keywords are ASCII; names come back through `utf8`). */
export function* textLines(bytes: Uint8Array, start = 0): Generator<string> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let tail = '';
  for (let at = start; at < buffer.length; at += stretch) {
    const lines = (tail + buffer.toString('latin1', at, Math.min(buffer.length, at + stretch))).split(
      /\r\n|\n|\r/,
    );
    tail = lines.pop() ?? '';
    if (tail.length > longestLine) throw new RangeError('a line is too long');
    yield* lines;
  }
  if (tail !== '') yield tail;
}

/** The text that Latin-1 characters spell when read as UTF-8. */
export const utf8 = (latin1: string): string => Buffer.from(latin1, 'latin1').toString('utf8');

const decimal = /^[-+]?(?:\d+\.?\d*|\.\d+)(?:[eEdD][-+]?\d+)?$/;

/** A decimal number; NaN for any other text (also for 'nan', 'inf', hexadecimal and nothing at all). */
export function numberOf(text: string | undefined): number {
  if (text === undefined || !decimal.test(text)) return Number.NaN;
  return Number(text.replace(/[dD]/, 'e'));
}
