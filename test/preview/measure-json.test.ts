import { describe, expect, it } from 'vitest';
import { measureJson } from '../../src/preview/measure-json.js';

describe('measureJson', () => {
  it('tells points, value and unit', () => {
    const text = measureJson('skull', [
      {
        kind: 'distance',
        name: 'width',
        points: [
          [0, 0, 0],
          [2, 1, 0],
        ],
        shown: false,
      },
      {
        kind: 'angle',
        name: 'jaw',
        points: [
          [1, 0, 0],
          [0, 0, 0],
          [0, 1, 0],
        ],
        shown: true,
      },
      {
        kind: 'right-left',
        name: '<b>',
        points: [
          [-2, 0, 0],
          [1, 9, 9],
        ],
        shown: true,
      },
    ]);
    expect(JSON.parse(text)).toEqual({
      model: 'skull',
      frame: 'LPS',
      unit: 'mm',
      measurements: [
        {
          name: 'width',
          kind: 'distance',
          points: [
            [0, 0, 0],
            [2, 1, 0],
          ],
          value: 2.2361,
          unit: 'mm',
        },
        {
          name: 'jaw',
          kind: 'angle',
          points: [
            [1, 0, 0],
            [0, 0, 0],
            [0, 1, 0],
          ],
          value: 90,
          unit: 'degree',
        },
        {
          name: '<b>',
          kind: 'right-left',
          points: [
            [-2, 0, 0],
            [1, 9, 9],
          ],
          value: 3,
          unit: 'mm',
        },
      ],
    });
  });
});
