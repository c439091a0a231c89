// report.json: the facts for machines, the same bytes for the same run.
import type { Report } from '../core/facts.js';
import { rounded } from './rounded.js';

/** Fields in the order of `Report`, numbers to 1e-6, two spaces, a newline at the end. */
export function reportJson(report: Report): string {
  const { isocast, disclaimer, verdict, findings, identifying, source, methods } = report;
  const { tolerance, parts, shape, print, files, limits, ...more } = report;
  const ordered = { isocast, disclaimer, verdict, findings, identifying, source, methods };
  return `${JSON.stringify(rounded({ ...ordered, tolerance, parts, shape, print, files, limits, ...more }), null, 2)}\n`;
}
