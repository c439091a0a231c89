// Numbers as ASCII digits straight into a byte buffer: the shortest decimal that reads back as the same float32.

const powers = Array.from({ length: 21 }, (_, d) => 10 ** d);
const minus = 45;
const dot = 46;
const zero = 48;

/** Room that one number may take, bytes. */
export const floatTextLimit = 32;

/**
 * Writes a float32 value at `at` and returns the place after it. `fround(Number(text))` is the value again, bit for bit,
 * -0 too. Fixed notation with the fewest decimals that do (n / 10^d is correctly rounded, so the test below is exact);
 * an exponent only beyond 10^15 and below 10^-10. Throws a RangeError on NaN and infinity.
 */
export function writeFloat(value: number, bytes: Uint8Array, at: number): number {
  const size = Math.abs(value);
  if (!(size < Number.POSITIVE_INFINITY)) throw new RangeError(`${value} has no decimal`);
  let place = at;
  if (value < 0 || Object.is(value, -0)) bytes[place++] = minus;
  if (size < 1e15 && (size > 1e-10 || size === 0)) {
    for (let d = 0; d < powers.length; d++) {
      const n = Math.round(size * powers[d]);
      if (Math.fround(n / powers[d]) === size) return writeDigits(n, d, bytes, place);
    }
  }
  for (let digits = 1; digits <= 9; digits++) {
    const text = size.toPrecision(digits);
    if (Math.fround(Number(text)) !== size) continue;
    for (let c = 0; c < text.length; c++) bytes[place++] = text.charCodeAt(c);
    break;
  }
  return place;
}

/** Writes a whole number ≥ 0 at `at` and returns the place after it. */
export function writeWhole(n: number, bytes: Uint8Array, at: number): number {
  return writeDigits(n, 0, bytes, at);
}

/** n / 10^decimals, n whole, 0 ≤ n < 2^53. */
function writeDigits(n: number, decimals: number, bytes: Uint8Array, at: number): number {
  let length = 1;
  while (length < 16 && n >= powers[length]) length++;
  if (length <= decimals) length = decimals + 1;
  const end = at + length + (decimals > 0 ? 1 : 0);
  let place = end;
  let left = n;
  for (let k = 0; k < length; k++) {
    if (k === decimals && k > 0) bytes[--place] = dot;
    const rest = Math.floor(left / 10);
    bytes[--place] = zero + (left - rest * 10);
    left = rest;
  }
  return end;
}
