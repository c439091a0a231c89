import { describe, expect, it } from 'vitest';
import { measureAddress, mostMeasurements, readMeasureAddress } from '../../src/preview/measure-address.js';
import type { Measurement } from '../../src/preview/measurement.js';

const list: readonly Measurement[] = [
  {
    kind: 'distance',
    name: 'A 1',
    points: [
      [1, -2.5, 3.1234],
      [0, 0, 0],
    ],
    shown: true,
  },
  {
    kind: 'angle',
    name: 'jaw; “é”: a,b&c=d/#%',
    points: [
      [1, 0, 0],
      [0, 0, 0],
      [0, 1, 0],
    ],
    shown: false,
  },
  {
    kind: 'foot-head',
    name: '',
    points: [
      [0, 0, 1.5],
      [0, 0, -99_999],
    ],
    shown: true,
  },
];

describe('measureAddress', () => {
  it('is short and plain', () => {
    expect(measureAddress(list.slice(0, 1))).toBe('d:1,-2.5,3.1234:0,0,0:A 1');
    expect(measureAddress([])).toBe('');
  });

  it('comes back as it went', () => {
    expect(readMeasureAddress(measureAddress(list))).toEqual(list);
    expect(readMeasureAddress('')).toEqual([]);
  });

  it('needs nothing but the plain characters that the page keeps in its address', () => {
    expect(measureAddress(list)).toMatch(/^[A-Za-z0-9 _.,:;~()+-]*$/);
  });

  it.each([
    'd',
    'd:1,2,3:4,5,6',
    'q:1,2,3:4,5,6:name',
    'd--:1,2,3:4,5,6:name',
    'd:1,2:4,5,6:name',
    'd:1,2,3:4,5,1e9:name',
    'd:1,2,3:4,5,NaN:name',
    'd:1,2,3:4,5,:name',
    'd:1,2,3:4,5,123456:name',
    'd:1,2,3:4,5,6:7,8,9:name',
    'a:1,2,3:4,5,6:name',
    'd:1,2,3:4,5,6:%E0%A4%A',
    'd:1,2,3:4,5,6:(e9',
    'd:1,2,3:4,5,6:(110000)',
    `d:1,2,3:4,5,6:${'W'.repeat(61)}`,
    'd:1,2,3:4,5,6:good;',
    ';',
  ])('reads no more than it wrote: %s', (text) => {
    expect(readMeasureAddress(text)).toBeNull();
  });

  it('does not take more than can be shown', () => {
    const many = (count: number): string => Array(count).fill('d:1,2,3:4,5,6:n').join(';');
    expect(readMeasureAddress(many(mostMeasurements))).toHaveLength(mostMeasurements);
    expect(readMeasureAddress(many(mostMeasurements + 1))).toBeNull();
  });
});
