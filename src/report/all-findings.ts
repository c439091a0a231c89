// Everything that the reader of the report must know: what the steps found, and what the figures of the mesh say.
import type { Finding } from '../core/errors.js';
import type { Report } from '../core/facts.js';
import { meshFindings } from './mesh-findings.js';
import { type OrderOf, orderFindings } from './order-findings.js';
import { uncertaintyFindings } from './uncertainty-findings.js';

/** Says whose finding it is, where there are several parts. */
const ofPart = (finding: Finding, name: string, parts: number): Finding =>
  parts < 2 ? finding : { ...finding, message: `${name}: ${finding.message}` };

export type Found = Pick<Report, 'findings' | 'tolerance'> & OrderOf;

/** Failures first. What a mesh says is added only where no step has said it (by its code), so twice is once. */
export function allFindings(run: Found): readonly Finding[] {
  const { findings, parts, shape, tolerance } = run;
  const said = new Set(findings.map((finding) => finding.code));
  const ofMeshes = parts.flatMap(({ name, mesh, ledger, uncertainty }) =>
    [...meshFindings(mesh, ledger, tolerance), ...uncertaintyFindings(uncertainty)].map((finding) =>
      ofPart(finding, name, parts.length),
    ),
  );
  const pieces = shape?.pieces ?? [];
  const ofPieces = pieces.flatMap(({ name, mesh }) =>
    meshFindings(mesh, [], tolerance).map((finding) => ofPart(finding, name, pieces.length)),
  );
  const own = [...ofMeshes, ...ofPieces, ...orderFindings(run)];
  const all = [...findings, ...own.filter(({ code }) => !said.has(code))];
  return [...all.filter((f) => f.severity === 'failure'), ...all.filter((f) => f.severity === 'warning')];
}
