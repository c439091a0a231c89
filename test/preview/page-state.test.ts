// What the address keeps: back as it was, and nothing from a stranger's.
import { describe, expect, it } from 'vitest';
import { parseState, stateText } from '../../src/preview/page-state.js';
import { parseSeen, seenText } from '../../src/preview/view-text.js';

describe('the state of a page in its address', () => {
  it('comes back as it was', () => {
    const state = new Map([
      ['view', '0.5,-0.8,0.3;1.25;0,0,-2.5'],
      ['map', 'deviation'],
      ['off', '2,5'],
      ['measures', 'd:1.5,2,3~4,5,6:my length (left)'],
    ]);
    const text = stateText(state);
    expect(text).toMatch(/^#[!-~]+$/);
    expect(parseState(text)).toEqual(state);
    expect(stateText(new Map())).toBe('');
  });

  it.for([
    '#model',
    '#=A',
    '#view=',
    '#View=A',
    '#view=%E0%A4%A',
    '#view=<img>',
    '#view=%3Cscript%3E',
    '#view=a"b',
    `#view=${'1'.repeat(5000)}`,
    `#${'x'.repeat(17)}=1`,
    '#__proto__=1',
  ])('leaves out what is no pair of ours: %s', (hash) => {
    expect(parseState(hash).size).toBe(0);
  });

  it('takes the first of two, and keeps what is good beside what is not', () => {
    expect([...parseState('#view=A&x&view=P&map=thickness&bad=<>')]).toEqual([
      ['view', 'A'],
      ['map', 'thickness'],
    ]);
  });

  it('refuses to write what it would not read', () => {
    expect(() => stateText(new Map([['view', '<b>']]))).toThrow(RangeError);
    expect(() => stateText(new Map([['View', 'A']]))).toThrow(RangeError);
  });
});

describe('a view in the address', () => {
  it('comes back within its digits', () => {
    const seen = { from: [0.5, -0.81234, 0.3], zoom: 1.25, shift: [0, -12.34, 5] } as const;
    expect(parseSeen(seenText(seen))).toEqual({ ...seen, from: [0.5, -0.8123, 0.3] });
    expect(parseSeen('A')).toBe('A');
  });

  it.for([
    '',
    'X',
    'toString',
    '1,2',
    '1,2,3;1;0,0',
    '0,0,0;1;0,0,0',
    '1,0,0;0;0,0,0',
    '1,0,0;NaN;0,0,0',
    '1e3,0,0;1;0,0,0',
  ])('is not what somebody made up: %s', (text) => {
    expect(parseSeen(text)).toBeNull();
  });
});
