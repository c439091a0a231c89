import { describe, expect, it } from 'vitest';
import { numberOf, textLines, utf8 } from '../../src/files/text-lines.js';

const linesOf = (text: string): string[] => [...textLines(Buffer.from(text))];

describe('textLines', () => {
  it('knows every line end, and a last line without one', () => {
    expect(linesOf('a\nb\r\nc\rd')).toEqual(['a', 'b', 'c', 'd']);
    expect(linesOf('a\n\nb\n')).toEqual(['a', '', 'b']);
    expect(linesOf('\uFEFFsolid x\n')).toEqual(['solid x']);
    expect(linesOf('Größe').map(utf8)).toEqual(['Größe']);
  });

  it('gives the same lines wherever its stretches are cut', () => {
    const lines = Array.from({ length: 40_000 }, (_, n) => `v ${n} ${'7'.repeat(n % 90)}`);
    expect(linesOf(lines.join('\n'))).toEqual(lines);
  });

  it('gives up on what is no text, before it fills the memory', () => {
    expect(() => [...textLines(new Uint8Array(40_000_000).fill(65))]).toThrow(RangeError);
  });
});

it('numberOf reads decimals and nothing else', () => {
  const good: [string, number][] = [
    ['1', 1],
    ['-0', -0],
    ['.5', 0.5],
    ['5.', 5],
    ['+1e-3', 0.001],
    ['1.5D2', 150],
    [' 7 ', 7],
  ];
  for (const [text, value] of good) expect(numberOf(text), text).toBe(value);
  const bad = [
    '',
    ' ',
    'nan',
    'NaN',
    'inf',
    'Infinity',
    '-Infinity',
    '1e999',
    '0x10',
    '0b1',
    '0o7',
    '1,5',
    '1_0',
    'one',
    '--1',
  ];
  for (const text of [...bad, undefined]) expect(numberOf(text), String(text)).toBeNaN();
});
