// Numbers cut to what they mean, so that the page from memory and the page from report.json are the same bytes.

/**
 * A copy of plain data: numbers to 1e-6, −0 as 0, what JSON has no number for (∞, NaN) as its name, undefined left out.
 * Doing it twice changes nothing.
 */
export function rounded<T>(value: T): T;
export function rounded(value: unknown): unknown {
  if (typeof value === 'number') return Number.isFinite(value) ? millionths(value) : String(value);
  if (Array.isArray(value)) return value.map((item) => rounded(item));
  if (ArrayBuffer.isView(value)) throw new TypeError('a report holds plain lists, no typed arrays');
  if (typeof value !== 'object' || value === null) return value;
  const fields = Object.entries(value).filter(([, field]) => field !== undefined);
  return Object.fromEntries(fields.map(([name, field]) => [name, rounded(field)]));
}

// Beyond 2^53 / 1e6 the product would lose digits that the number has.
const millionths = (value: number): number =>
  Math.abs(value) > 9e9 ? value : Math.round(value * 1e6) / 1e6 + 0;
