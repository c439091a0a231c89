import { describe, expect, it } from 'vitest';
import type { Finding } from '../../src/core/errors.js';
import type { MeshFacts, PartFacts } from '../../src/core/facts.js';
import { makeReport, type RunFacts } from '../../src/report/make-report.js';
import { methodsText } from '../../src/report/methods-text.js';
import { reportJson } from '../../src/report/report-json.js';
import { wholeModel } from '../../src/report/whole-model.js';
import { deviation, markedBall, runOf } from '../fixtures/report.js';

const run = runOf(markedBall());
const [only] = run.parts;
const withPart = (more: Partial<PartFacts>): RunFacts => ({ ...run, parts: [{ ...only, ...more }] });
const withMesh = (mesh: Partial<MeshFacts>): RunFacts => withPart({ mesh: { ...only.mesh, ...mesh } });
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
    const last = only.ledger.slice(-1)[0];
    const beyond = (row: Partial<typeof last>): RunFacts => withPart({ ledger: [{ ...last, ...row }] });
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

describe('several parts', () => {
  const two: RunFacts = {
    ...run,
    parts: [only, { ...only, name: 'tooth', mesh: { ...only.mesh, openEdges: 2 } }],
  };

  it('names the part at fault', () => {
    const report = makeReport(two);
    expect(report.verdict).toBe('fail');
    expect(report.findings.map(({ message }) => message)).toEqual([
      'tooth: 2 edges of the surface are open.',
    ]);
  });

  it('says of the whole what its parts are in sum', () => {
    const whole = wholeModel(two);
    expect(whole).toMatchObject({ openEdges: 2, triangles: 2 * only.mesh.triangles, size: only.mesh.size });
    expect(wholeModel({ parts: [], shape: null })).toBeNull();
  });
});

describe('what may show whose body it is', () => {
  const of = (scan: Partial<typeof run.source.scan>): string | null =>
    makeReport({ ...run, source: { ...run.source, scan: { ...run.source.scan, ...scan } } }).identifying;

  it('is a head, a body part that is not known, the skin; not a hip', () => {
    expect(of({ bodyPart: 'HEAD' })).toContain('skull');
    expect(of({ bodyPart: null })).toContain('if this is a head');
    expect(of({ bodyPart: 'HIP' })).toBeNull();
    const skin = { ...only.steps[1], name: 'threshold', options: { preset: 'skin-adult' } };
    expect(makeReport(withPart({ steps: [skin] })).identifying).toContain('skin');
  });

  it('is a label of the skull, not one of the liver', () => {
    const labelled = (name: string): string | null =>
      makeReport({
        ...withPart({ name, steps: [] }),
        source: { ...run.source, scan: { ...run.source.scan, labels: true } },
      }).identifying;
    expect(labelled('skull')).toContain('skull');
    expect(labelled('liver')).toBeNull();
  });
});

describe('methodsText', () => {
  it('joins the sentences, each once, and leaves the silent steps out', () => {
    const says = ['The scan was resampled.', '', ' Bone was segmented at 226 HU '];
    const steps = [...says, ...says].map((sentence) => ({ ...only.steps[0], says: sentence }));
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
    const threshold = report.parts[0].steps.find(({ name }) => name === 'threshold');
    expect(threshold?.options.threshold).toEqual({ from: 226, to: 'Infinity' });
    expect(reportJson(report)).not.toContain('null,\n        "to"');
  });
});
