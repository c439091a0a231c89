// report.json: the facts for machines, the same bytes for the same run.
import type { Report } from '../core/facts.js';
import { rounded } from './rounded.js';

/** Fields in the order of `Report`, numbers to 1e-6, two spaces, a newline at the end. */
export function reportJson(report: Report): string {
  const { schema, isocast, disclaimer, verdict, findings, identifying, order, source, methods } = report;
  const { tolerance, parts, shape, print, budget, calipers, measured, checklist, files, limits, ...more } =
    report;
  const ordered = { schema, isocast, disclaimer, verdict, findings, identifying, order, source, methods };
  const forms = { budget, calipers, measured, checklist };
  const all = { ...ordered, tolerance, parts, shape, print, ...forms, files, limits, ...more };
  return `${JSON.stringify(rounded(all), null, 2)}\n`;
}
