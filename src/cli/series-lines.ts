// The series at a path for the eye: their numbers, what each is, and why it is taken or not.

import { seriesText } from '../scan/dicom/series-text.js';
import type { SeriesEntry } from '../scan/list-series.js';
import { visible } from './visible.js';

/** Folders of a whole study hold dozens of pictures that are no scan. */
const MOST_LINES = 60;

/** None where there is nothing to choose and nothing to explain. */
export function seriesLines(series: readonly SeriesEntry[]): string[] {
  if (series.length === 1 && series[0].fit) return [];
  const lines = series
    .slice(0, MOST_LINES)
    .map(
      (entry) =>
        `  ${entry.chosen ? '→' : ' '} ${String(entry.number).padStart(2)}  ${visible(`${seriesText(entry)}: ${entry.why}`)}`,
    );
  const more = series.length - MOST_LINES;
  return [
    series.some(({ fit }) => fit) ? 'series (choose with --series <n>)' : 'series (none is a scan)',
    ...lines,
    ...(more > 0 ? [`  and ${more} more; --json lists all`] : []),
  ];
}
