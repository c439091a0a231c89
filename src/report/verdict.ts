// Pass, review or fail: the one word that a report is opened for.
import type { Report } from '../core/facts.js';
import { allFindings, type Found } from './all-findings.js';

/** 'fail' if anything found makes the model unfit, 'review' if a person must look at something, else 'pass'. */
export function verdictOf(run: Found): Report['verdict'] {
  const findings = allFindings(run);
  if (findings.some((finding) => finding.severity === 'failure')) return 'fail';
  return findings.length > 0 ? 'review' : 'pass';
}
