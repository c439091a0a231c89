// Everything that the reader of the report must know: what the steps found, and what the figures of the mesh say.
import type { Finding } from '../core/errors.js';
import type { Report } from '../core/facts.js';
import { meshFindings } from './mesh-findings.js';

export type Found = Pick<Report, 'findings' | 'mesh' | 'ledger' | 'tolerance'>;

/** Failures first. What the mesh says is added only where no step has said it (by its code), so twice is once. */
export function allFindings({ findings, mesh, ledger, tolerance }: Found): readonly Finding[] {
  const said = new Set(findings.map((finding) => finding.code));
  const all = [...findings, ...meshFindings(mesh, ledger, tolerance).filter(({ code }) => !said.has(code))];
  return [...all.filter((f) => f.severity === 'failure'), ...all.filter((f) => f.severity === 'warning')];
}
