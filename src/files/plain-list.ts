// The lists of a 3MF mesh in their usual form, <vertex x="1" y="2" z="3"/>, straight from their bytes.
import { append, type GrowingNumbers } from './growing-numbers.js';

/** Where the numbers of a list go. */
export interface PlainList {
  readonly of: 'vertex' | 'triangle';
  readonly into: GrowingNumbers;
  /** Each number is multiplied by it. */
  readonly scale: number;
}

const encoder = new TextEncoder();
/** What stands before each of the three numbers. */
const forms = {
  vertex: ['<vertex x="', '" y="', '" z="'].map((text) => encoder.encode(text)),
  triangle: ['<triangle v1="', '" v2="', '" v3="'].map((text) => encoder.encode(text)),
} as const;

/** What a triangle may say of its colour: a group and a member of it. Left aside. */
const colour = ['pid="', '" p1="'].map((text) => encoder.encode(text));

const [quote, minus, dot, zero, slash, greater, blank] = [34, 45, 46, 48, 47, 62, 32];
const powers = Array.from({ length: 16 }, (_, d) => 10 ** d);
/** Whole numbers of that many digits, and quotients of one by a power of ten, are rounded once, as `Number` would. */
const mostDigits = 15;

/**
 * Reads elements of the list from `at` on, as long as they are written plainly and whole; white space may lie between
 * them. Returns the place behind the last one.
 */
export function readPlainList(bytes: Uint8Array, at: number, { of, into, scale }: PlainList): number {
  const form = forms[of];
  const numbers = [0, 0, 0];
  let done = at;
  let place = at;
  const decimal = (): number => {
    const negative = bytes[place] === minus;
    if (negative) place++;
    let [whole, digits, decimals] = [0, 0, -1];
    for (; digits <= mostDigits; place++) {
      const digit = bytes[place] - zero;
      if (digit >= 0 && digit <= 9) {
        whole = 10 * whole + digit;
        digits++;
        if (decimals >= 0) decimals++;
      } else if (bytes[place] === dot && decimals < 0 && digits > 0) decimals = 0;
      else break;
    }
    if (digits === 0 || digits > mostDigits || decimals === 0 || bytes[place] !== quote) return Number.NaN;
    const size = decimals > 0 ? whole / powers[decimals] : whole;
    return negative ? -size : size;
  };
  for (;;) {
    while (bytes[place] <= blank && isBlank(bytes[place])) place++;
    for (let n = 0; n < 3; n++) {
      const before = form[n];
      for (let c = 0; c < before.length; c++) if (bytes[place + c] !== before[c]) return done;
      place += before.length;
      numbers[n] = decimal();
      if (Number.isNaN(numbers[n])) return done;
    }
    place++;
    if (bytes[place] === blank) {
      place++;
      if (of === 'triangle' && bytes[place] !== slash) place = behindColour(bytes, place);
    }
    if (bytes[place] !== slash || bytes[place + 1] !== greater) return done;
    place += 2;
    done = place;
    for (let n = 0; n < 3; n++) append(into, scale * numbers[n]);
  }
}

/** Behind `pid="3" p1="0"`; where it is not that, on its first byte that is not. */
function behindColour(bytes: Uint8Array, at: number): number {
  let place = at;
  for (const before of colour) {
    for (let c = 0; c < before.length; c++, place++) if (bytes[place] !== before[c]) return place;
    while (bytes[place] >= zero && bytes[place] <= zero + 9) place++;
  }
  return bytes[place] === quote ? place + 1 : place;
}

const isBlank = (byte: number): boolean => byte === blank || byte === 10 || byte === 13 || byte === 9;
