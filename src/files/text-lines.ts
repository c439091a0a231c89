// The lines of a text file that may be larger than a string can be.

const stretch = 1 << 20;
const longestLine = 1 << 24;
/** UTF-8's, which some editors put before the text, as Latin-1. */
export const byteOrderMark = '\u00ef\u00bb\u00bf';

/** Each line without its end, as Latin-1 (numbers and keywords are ASCII; names come back through `utf8`). */
export function* textLines(bytes: Uint8Array, start = 0): Generator<string> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let tail = '';
  const bom = start === 0 && buffer.toString('latin1', 0, 3) === byteOrderMark ? 3 : 0;
  for (let at = start + bom; at < buffer.length; at += stretch) {
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

/** A decimal number; NaN for any other text (also for 'nan', 'inf', hexadecimal and nothing at all). */
export function numberOf(text: string | undefined): number {
  if (text === undefined) return Number.NaN;
  const value = Number(text);
  if (Number.isNaN(value)) return fortranNumber(text);
  if (value === Number.POSITIVE_INFINITY || value === Number.NEGATIVE_INFINITY) return Number.NaN;
  const first = text.charCodeAt(0);
  const odd = (first === zero || first <= blank || text === '') && oddNumber.test(text);
  return odd ? Number.NaN : value;
}

const zero = 48;
const blank = 32;
/** JavaScript also takes nothing for 0, and reads 0x1F, 0b11 and 0o17. */
const oddNumber = /^\s*(?:$|0[xob])/i;

/** Some programs write 1.5D-3 for 1.5E-3. */
function fortranNumber(text: string): number {
  return /^[-+\d.]+[dD][-+\d]+$/.test(text) ? numberOf(text.replace(/[dD]/, 'e')) : Number.NaN;
}
