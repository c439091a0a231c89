// Lengths as a person writes them.
import { describe, expect, it } from 'vitest';
import { caliperWishes } from '../../src/commands/caliper-wishes.js';
import { printedLengths } from '../../src/commands/printed-lengths.js';
import { UserError } from '../../src/core/errors.js';

describe('lengths to be taken', () => {
  it('have a name and two points', () => {
    expect(caliperWishes(null)).toEqual([]);
    expect(caliperWishes('shaft: -1,2.5,3e1 : 4,5,6 ; head:0,0,0:0,0,1;')).toEqual([
      { name: 'shaft', from: [-1, 2.5, 30], to: [4, 5, 6] },
      { name: 'head', from: [0, 0, 0], to: [0, 0, 1] },
    ]);
  });

  it('are refused where they are none', () => {
    for (const text of [
      '',
      ';',
      'a',
      'a:1,2,3',
      'a:1,2:3,4,5',
      'a:1,2,3:1,2,3',
      ':1,2,3:4,5,6',
      'a:1,2,x:4,5,6',
      'a:,,:1,2,3',
      'a:1,2,3:4,5,6:7',
      'a:1,2,3:4,5,6;a:1,2,3:4,5,7',
      'a:1,2,1e9:4,5,6',
      'a\nb:1,2,3:4,5,6',
    ])
      expect(() => caliperWishes(text), text).toThrow(UserError);
    expect(() => caliperWishes(Array.from({ length: 51 }, (_, n) => `${n}:0,0,0:1,1,1`).join(';'))).toThrow(
      /50/,
    );
  });
});

describe('lengths that were taken', () => {
  it('are numbers, or none', () => {
    expect(printedLengths('102.31, 45.2,-,x,–,7')).toEqual([102.31, 45.2, null, null, null, 7]);
  });

  it('are refused where they are neither', () => {
    for (const text of ['', '-', 'a', '1,2 mm', '-5', '0', '1e3', '1,two', '9999', 'NaN'])
      expect(() => printedLengths(text), text).toThrow(UserError);
  });
});
