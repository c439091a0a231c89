// A map in words and figures.
import { describe, expect, it } from 'vitest';
import { legendLabel, legendMarks, legendTicks } from '../../src/preview/map-legend.js';
import { valueText } from '../../src/preview/map-text.js';
import { fileName } from '../../src/preview/screenshot.js';

const deviation = { name: 'deviation', limits: [-0.25, 0.25], marks: [-0.1, 0.1] } as const;
const thickness = { name: 'thickness', limits: [0, 3], marks: [1] } as const;

describe('the legend of a map', () => {
  it('has its ends, its zero and its marks where they belong', () => {
    expect(legendTicks(deviation).map(({ text }) => text)).toEqual([
      '−0.25',
      '−0.125',
      '0',
      '+0.125',
      '+0.25',
    ]);
    expect(legendTicks(thickness).map(({ text }) => text)).toEqual(['0', '0.75', '1.5', '2.25', '3']);
    expect(legendMarks(deviation).map((share) => share.toFixed(3))).toEqual(['0.300', '0.700']);
    expect(legendMarks({ ...thickness, marks: [4] })).toEqual([]);
  });

  it('says the same to who can’t see it', () => {
    expect(legendLabel(deviation)).toContain('from −0.25 mm (inside, blue) over 0 (white) to +0.25 mm');
    expect(legendLabel(deviation)).toContain('tolerance: ±0.1 mm');
    expect(legendLabel(thickness)).toContain('thinnest wall that prints: 1 mm');
  });
});

describe('a value in words', () => {
  it.for([
    ['deviation', 0.0341, '+0.034 mm'],
    ['deviation', -0.0206, '−0.021 mm'],
    ['smoothing', -0.0001, '0.000 mm'],
    ['decimation', 1.234, '+1.23 mm'],
    ['thickness', 0.9996, '1.00 mm'],
    ['uncertainty', 0.2, '0.200 mm'],
    ['thickness', Number.NaN, 'not known'],
  ] as const)('%s %f is %s', ([name, value, text]) => {
    expect(valueText(name, value)).toBe(text);
  });
});

describe('the name of a picture’s file', () => {
  it.for([
    ['skull 3/4: “left”', 'skull-3-4-left'],
    ['../../etc/passwd', 'etc-passwd'],
    ['颅骨 2', '颅骨-2'],
    ['<>', 'model'],
    ['x'.repeat(300), 'x'.repeat(80)],
  ] as const)('of %s is %s', ([name, file]) => {
    expect(fileName(name)).toBe(file);
  });
});
