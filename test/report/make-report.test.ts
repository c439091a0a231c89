import { describe, expect, it } from 'vitest';
import type { Finding } from '../../src/core/errors.js';
import type { MeshFacts } from '../../src/core/facts.js';
import { makeReport, type RunFacts } from '../../src/report/make-report.js';
import { methodsText } from '../../src/report/methods-text.js';
import { reportJson } from '../../src/report/report-json.js';
import { deviation, markedBall, runOf } from '../fixtures/report.js';

const run = runOf(markedBall());
const withMesh = (mesh: Partial<MeshFacts>): RunFacts => ({ ...run, mesh: { ...run.mesh, ...mesh } });
const codes = (facts: RunFacts): string[] => makeReport(facts).findings.map(({ code }) => code);

describe('the verdict', () => {
  it('passes a fit model within the tolerance', () => {
    expect(makeReport(run)).toMatchObject({ verdict: 'pass', findings: [] });
  });

  it('asks for a review where a step warns', () => {
    const warning: Finding = { severity: 'warning', code: 'border', message: 'Cut off at the border.' };
    expect(makeReport({ ...run, findings: [warning] })).toMatchObject({
      verdict: 'review',
      findings: [warning],
    });
  });

  it.each([
    [{ openEdges: 2 }, 'open-edges'],
    [{ nonManifoldEdges: 1 }, 'non-manifold-edges'],
    [{ nonManifoldVertices: 1 }, 'non-manifold-vertices'],
    [{ misorientedEdges: 1 }, 'misoriented-edges'],
    [{ degenerateTriangles: 1 }, 'degenerate-triangles'],
    [{ duplicateTriangles: 1 }, 'duplicate-triangles'],
    [{ coincidentVertices: 1 }, 'coincident-vertices'],
    [{ selfIntersections: 1 }, 'self-intersections'],
    [{ orientedOutward: false }, 'inside-out'],
    [{ closed: false }, 'not-closed'],
    [{ manifold: false }, 'not-manifold'],
    [{ triangles: 0 }, 'mesh-empty'],
  ])('fails a mesh with %j', (fault, code) => {
    expect(codes(withMesh(fault))).toEqual([code]);
    expect(makeReport(withMesh(fault)).verdict).toBe('fail');
  });

  it('fails a finished surface that is not proven within the tolerance, in either direction', () => {
    const last = run.ledger.slice(-1)[0];
    const beyond = (row: Partial<typeof last>): RunFacts => ({ ...run, ledger: [{ ...last, ...row }] });
    expect(codes(beyond({ toReference: deviation(1.2) }))).toEqual(['tolerance']);
    expect(codes(beyond({ fromReference: deviation(1.2) }))).toEqual(['tolerance']);
    expect(codes(beyond({ toReference: { ...deviation(1), bound: Number.NaN } }))).toEqual(['tolerance']);
    expect(codes(beyond({ toReference: { ...deviation(1), bound: 0.1 } }))).toEqual([]);
  });

  it('says a fault once, failures first', () => {
    const warning: Finding = { severity: 'warning', code: 'border', message: 'x' };
    const known: Finding = { severity: 'failure', code: 'open-edges', message: 'y', places: [[1, 2, 3]] };
    const facts = { ...withMesh({ openEdges: 2, selfIntersections: 1 }), findings: [warning, known] };
    expect(codes(facts)).toEqual(['open-edges', 'self-intersections', 'border']);
    expect(makeReport(facts).findings[0]).toEqual(known);
  });
});

describe('methodsText', () => {
  it('joins the sentences and leaves the silent steps out', () => {
    const says = ['The scan was resampled.', '', ' Bone was segmented at 226 HU '];
    const steps = says.map((sentence) => ({ ...run.steps[0], says: sentence }));
    expect(methodsText(steps)).toBe('The scan was resampled. Bone was segmented at 226 HU.');
    expect(methodsText([])).toBe('');
  });
});

describe('reportJson', () => {
  it('is the report, rounded, in one order, ending in a newline', () => {
    const report = makeReport(run);
    const text = reportJson(report);
    expect(text.endsWith('}\n')).toBe(true);
    expect(JSON.parse(text)).toEqual(report);
    expect(reportJson(Object.fromEntries(Object.entries(report).reverse()) as typeof report)).toBe(text);
    expect(reportJson(JSON.parse(text))).toBe(text);
  });

  it('rounds to a millionth and names what JSON has no number for', () => {
    const report = makeReport({ ...run, tolerance: 0.100_000_000_01 });
    expect(report.tolerance).toBe(0.1);
    const threshold = report.steps.find(({ name }) => name === 'threshold');
    expect(threshold?.options.threshold).toEqual({ from: 226, to: 'Infinity' });
    expect(reportJson(report)).not.toContain('null,\n        "to"');
  });
});
