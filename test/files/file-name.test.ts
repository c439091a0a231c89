import { expect, it } from 'vitest';
import { UserError } from '../../src/core/errors.js';
import { fileName } from '../../src/files/file-name.js';

it('takes names that are file names everywhere', () => {
  const good = [
    'skull',
    'case-7_b',
    'v1.2',
    '7',
    'Schädel',
    '頭蓋骨',
    '_x',
    'x'.repeat(80),
    'console',
    'a..b',
  ];
  expect(good.map(fileName)).toEqual(good);
  expect(fileName('Scha\u0308del')).toBe('Schädel');
});

it('refuses paths, hidden files, devices and whatever a shell or a disk might take amiss', () => {
  const bad = [
    '',
    '.',
    '..',
    '../x',
    'a/b',
    'a\\b',
    '.hidden',
    'end.',
    'a b',
    ' a',
    'a\n',
    'a\0',
    'c:',
    '*',
    '"',
    '<x>',
  ];
  for (const name of [...bad, 'con', 'NUL.txt', 'com1', 'x'.repeat(81), '-', '-rf'])
    expect(() => fileName(name), JSON.stringify(name)).toThrow(UserError);
});
