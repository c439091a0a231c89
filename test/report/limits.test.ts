import { describe, expect, it } from 'vitest';
import { limitsOf } from '../../src/report/limits.js';
import { sharpnessRows } from '../../src/report/sharpness-rows.js';
import { runOf } from '../fixtures/report.js';

const { source } = runOf([]);
const { sharpness } = source;
const nothing = { ...sharpness, inPlane: null, throughPlane: null, noise: null };

describe('limitsOf', () => {
  it('says which walls vanish, by the scan’s own blur: 0.573 and 1.3 times the full width', () => {
    const text = limitsOf(source, [0.4, 0.4, 0.4]).join('\n');
    expect(text).toContain('thinner than 0.55 mm in the slices and 0.70 mm across them vanish');
    expect(text).toContain('thinner than 1.25 mm in the slices and 1.59 mm across them come out thinned');
    expect(text).not.toContain('triangles, not detail');
  });

  it('says so where the grid is finer than any blur', () => {
    const finer = limitsOf(source, [0.2, 0.2, 0.2]).join('\n');
    expect(finer).toContain('finer than a quarter of the narrowest blur (0.24 mm)');
    expect(finer).toContain('restores nothing');
  });

  it('knows one direction alone, or none', () => {
    const across = limitsOf({ ...source, sharpness: { ...sharpness, inPlane: null } }, [1, 1, 1]).join('\n');
    expect(across).toContain('thinner than 0.70 mm across the slices vanish');
    expect(limitsOf({ ...source, sharpness: nothing }, [1, 1, 1]).join('\n')).toContain(
      'could not be measured',
    );
  });
});

describe('sharpnessRows', () => {
  it('gives each figure with its error', () => {
    expect(sharpnessRows(sharpness, ' HU')).toEqual([
      ['Blur in the slices', '0.96 mm full width at half maximum (sigma 0.41 ± 0.01 mm, 2310 edges)'],
      [
        'Blur across the slices',
        '1.23 mm full width at half maximum (sigma 0.52 ± 0.02 mm, 870 edges); without the 0.75 mm of a slice sigma is 0.47 ± 0.02 mm',
      ],
      ['Slices lie across', 'head to foot (as the file says)'],
      ['Noise', '21.4 HU, in tissue of 43 HU'],
    ]);
    expect(sharpnessRows(nothing, '')).toEqual([]);
  });
});
