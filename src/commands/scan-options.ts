// How a scan is to be read: as it is asked for, and as a request and its record hold it.
import { UserError } from '../core/errors.js';
import { type JsonObject, textIn } from './json.js';

export interface ScanOptions {
  /** Axes of a file that states none. */
  readonly orientation?: string;
  /** Which of several volumes, as `listSeries` numbers them from 1. */
  readonly series?: number;
  /** Slices may lie so far apart where some are missing, mm. */
  readonly maxGap?: number;
}

/** For a request; null where nothing was said. */
export function scanOptions({ orientation, series, maxGap }: ScanOptions): JsonObject {
  return { orientation: orientation ?? null, series: series ?? null, maxGap: maxGap ?? null };
}

/** Out of a request, which may be a record that somebody wrote: throws a UserError on what is no such number. */
export function scanOptionsIn(options: JsonObject): ScanOptions {
  return {
    orientation: textIn(options, 'orientation') ?? undefined,
    series: numberIn(options, 'series', Number.isSafeInteger),
    maxGap: numberIn(options, 'maxGap', Number.isFinite),
  };
}

function numberIn(options: JsonObject, name: string, isIt: (x: number) => boolean): number | undefined {
  const value = options[name] ?? null;
  if (value === null) return undefined;
  if (typeof value === 'number' && value > 0 && isIt(value)) return value;
  throw new UserError(`The option '${name}' is no number that can be used.`, 'Give one above 0.');
}
