// The name of a structure as a file gives it, fit to be shown.

const LONGEST = 64;

/** One line without control characters or such that turn the direction of writing; null where nothing is left. */
export function printableName(text: string): string | null {
  const clean = text
    .replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Surrogate}\u2028\u2029\ufffd]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return [...clean].slice(0, LONGEST).join('').trim() || null;
}
