// The checklist: forty points, each from the report's own facts, and nothing that is not known.
import { describe, expect, it } from 'vitest';
import type { CheckPoint } from '../../src/core/checklist.js';
import type { Report } from '../../src/core/facts.js';
import { noOrder } from '../../src/core/order.js';
import { checklistOf } from '../../src/report/checklist.js';
import { makeReport } from '../../src/report/make-report.js';
import { markedBall, runOf } from '../fixtures/report.js';
import { scanFacts } from '../fixtures/scan-facts.js';

const parts = markedBall();
const run = runOf(parts);
const report = makeReport(run);
const point = ({ checklist }: Pick<Report, 'checklist'>, id: string): CheckPoint => {
  const found = checklist.find((one) => one.id === id);
  if (found === undefined) throw new Error(`no ${id}`);
  return found;
};

describe('the checklist', () => {
  it('has forty points in their order, and is a pure function of the report', () => {
    expect(report.checklist.map(({ id }) => id)).toEqual(Array.from({ length: 40 }, (_, n) => `C${n + 1}`));
    expect(checklistOf(report)).toEqual(report.checklist);
    for (const { answer, by, state } of report.checklist) {
      if (answer === null) expect({ by, state }).toEqual({ by: 'lab', state: 'open' });
      expect(answer).not.toBe('');
      expect(answer ?? '').not.toMatch(/undefined|NaN|null|\[object/);
      expect(by === 'lab').toBe(state === 'open');
    }
  });

  it('answers from the data', () => {
    expect(point(report, 'C8').answer).toBe('120 kV; kernel H60s');
    expect(point(report, 'C9').answer).toContain('512 × 512 × 300 voxels');
    expect(point(report, 'C12').answer).toBe(run.source.sha256);
    expect(point(report, 'C14')).toMatchObject({ answer: '1.50.', state: 'good' });
    expect(point(report, 'C20').answer).toContain('±50 HU: 0.043 mm');
    expect(point(report, 'C27').answer).toContain('proven bound 0.0834 mm');
    expect(point(report, 'C33')).toMatchObject({ state: 'caution' });
    expect(point(report, 'C33').answer).toContain('without printing');
    expect(point(report, 'C38').answer).toBe('scale 100 %.');
  });

  it('leaves to the hand what nobody said', () => {
    for (const id of ['C1', 'C2', 'C3', 'C4', 'C7', 'C11', 'C29', 'C31', 'C34', 'C40'])
      expect(point(report, id), id).toMatchObject({ answer: null, state: 'open' });
    const bare = { ...run.source, scan: { ...scanFacts }, identity: null };
    const plain = makeReport({ ...run, source: bare });
    expect(point(plain, 'C8').answer).toBeNull();
    expect(point(plain, 'C5').answer).toBe('NIfTI-1 file');
    expect(point(plain, 'C16').state).toBe('open');
  });

  it('tells what was ordered', () => {
    const order = {
      ...noOrder,
      intendedUse: 'guide',
      indication: 'tumour',
      requester: 'surgery',
      designVersion: '2',
    };
    const told = makeReport({
      ...run,
      order: { ...order, totalTolerance: 1 },
      source: { ...run.source, case: 'K-1' },
    });
    expect(point(told, 'C1').answer).toBe('Case K-1');
    expect(point(told, 'C2')).toMatchObject({
      answer: 'Intended use: guide; indication: tumour; requested by surgery',
      state: 'good',
    });
    expect(point(told, 'C34')).toMatchObject({ state: 'caution' });
    expect(told.findings.map(({ code }) => code)).toContain('total-tolerance');
  });

  it('sees a model that reaches the end of the scan', () => {
    const { bounds } = report.parts[0].mesh;
    const extent = { min: [-300, -300, -300], max: [300, 300, bounds.max[2]] } as const;
    const cut = makeReport({ ...run, source: { ...run.source, extent } });
    expect(point(cut, 'C15')).toMatchObject({ state: 'caution' });
    expect(point(cut, 'C15').answer).toContain('the scan: head.');
  });

  it('says of a slanted scan that the model ends within it only where it lies within its faces', () => {
    const { min, max } = report.parts[0].mesh.bounds;
    const middle = min.map((low, c) => (low + max[c]) / 2);
    const [cos, sin] = [Math.cos(0.6), Math.sin(0.6)];
    const directions = [cos, -sin, 0, sin, cos, 0, 0, 0, 1];
    // Narrow across its first axis: in the patient's frame its box is wide all the same.
    const slanted = (width: number): CheckPoint => {
      const half = [cos * width + sin * 400, sin * width + cos * 400, 400];
      const extent = {
        min: [middle[0] - half[0], middle[1] - half[1], middle[2] - half[2]],
        max: [middle[0] + half[0], middle[1] + half[1], middle[2] + half[2]],
      } as const;
      const size = [2 * width + 1, 801, 801] as const;
      const source = { ...run.source, extent, directions, size, spacing: [1, 1, 1] as const };
      return point(makeReport({ ...run, source }), 'C15');
    };
    expect(slanted(20)).toMatchObject({ state: 'open' });
    expect(slanted(20).answer).toContain('slanted');
    expect(slanted(300)).toMatchObject({ state: 'good' });
  });

  it('says whose the thinnest wall is', () => {
    const [only] = run.parts;
    const { uncertainty } = only;
    if (uncertainty === null) throw new Error('its uncertainty is known');
    const thin = { ...run, parts: [{ ...only, uncertainty: { ...uncertainty, thinnestWall: 1.5 } }] };
    const shape = { operations: [], pieces: [], mirrored: null, scale: 0.5 };
    expect(point(makeReport(thin), 'C30').answer).toContain('The thinnest wall measures 1.50 mm');
    expect(point(makeReport({ ...thin, shape }), 'C30').answer).toContain('of the anatomy, life-size');
  });

  it('asks who drew what was drawn elsewhere, and says loudly what is not life-size', () => {
    const labels = { ...run.source, scan: { ...run.source.scan, labels: true } };
    const shape = { operations: [], pieces: [], mirrored: null, scale: 0.5 };
    const drawn = makeReport({ ...run, source: labels, shape });
    expect(point(drawn, 'C24').state).toBe('open');
    expect(point(drawn, 'C38').answer).toContain('NOT LIFE-SIZE: scale 50.0 %');
  });
});
