import { describe, expect, it } from 'vitest';
import type { SourceFacts } from '../../src/core/facts.js';
import { suitability } from '../../src/report/suitability.js';
import { runOf } from '../fixtures/report.js';

const { source } = runOf([]);
const levels = (more: Partial<SourceFacts>): Record<string, string> =>
  Object.fromEntries(suitability({ ...source, ...more }).map(({ what, level }) => [what, level]));

describe('suitability', () => {
  it.each([
    [0.6, 'good'],
    [1, 'good'],
    [1.0000002, 'good'],
    [1.25, 'caution'],
    [1.2500002, 'caution'],
    [1.3, 'poor'],
  ])('a spacing of %d mm is %s', (z, level) => {
    expect(levels({ spacing: [0.5, 0.5, z] })['Coarsest spacing']).toBe(level);
    expect(levels({ spacing: [z, 0.5, 0.5] })['Coarsest spacing']).toBe(level);
  });

  it('warns of what is no CT, of uneven slices and of gaps', () => {
    expect(levels({})['Kind of image']).toBe('good');
    expect(levels({ scan: { ...source.scan, modality: 'MR' } })['Kind of image']).toBe('caution');
    expect(levels({ scan: { ...source.scan, modality: null } })['Kind of image']).toBe('caution');
    expect(levels({ scan: { ...source.scan, labels: true } })['Kind of image']).toBe('caution');
    const blurred = {
      ...source.sharpness,
      inPlane: { sigma: 0.9, fwhm: 2.12, standardError: 0.01, edges: 99 },
    };
    expect(levels({})['Thinnest wall']).toBe('good');
    expect(levels({ sharpness: blurred })['Thinnest wall']).toBe('caution');
    const unknown = { ...source.sharpness, inPlane: null, throughPlane: null };
    expect(levels({ sharpness: unknown })['Thinnest wall']).toBeUndefined();
    expect(levels({}).Evenness).toBeUndefined();
    expect(levels({ uneven: true }).Evenness).toBe('caution');
    expect(levels({ scan: { ...source.scan, sliceThickness: 0.5 } })['Slice thickness']).toBe('caution');
    expect(levels({ scan: { ...source.scan, sliceThickness: null } })['Slice thickness']).toBeUndefined();
  });
});
