// A report with what was measured on the printed part: its findings, its verdict and its checklist follow.
import type { MeasuredFacts } from '../core/caliper.js';
import type { Report } from '../core/facts.js';
import { allFindings } from './all-findings.js';
import { checklistOf } from './checklist.js';
import { rounded } from './rounded.js';
import { verdictOf } from './verdict.js';

/** What an earlier measurement said makes way. Numbers to 1e-6. */
export function completedReport(report: Report, measured: MeasuredFacts): Report {
  const before = report.findings.filter(({ code }) => code !== 'printed-length');
  const facts = { ...report, findings: before, measured };
  const judged = { ...facts, verdict: verdictOf(facts), findings: allFindings(facts) };
  return rounded({ ...judged, checklist: checklistOf(judged) });
}
