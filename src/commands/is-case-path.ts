// Tells a case file from a scan, by its name alone.

/** True for what convert takes as a case. */
export const isCasePath = (path: string): boolean => /\.(ya?ml|json)$/i.test(path);
