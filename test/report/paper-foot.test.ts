// The foot of a printed page holds any title, and no title gets out of its quotes.
import { expect, it } from 'vitest';
import { paperFoot } from '../../src/report/paper-foot.js';

const contentOf = (title: string): string => paperFoot(title).split('content:"')[1].split('"')[0];
/** As CSS reads it. */
const read = (css: string): string =>
  css.replace(/\\([0-9a-f]{1,6}) /g, (_, hex) => String.fromCodePoint(Number.parseInt(hex, 16)));

it.each(['Skull 3', 'Schädel · Öhr', '"}</style><script>', 'a\\"b', '5\u{1f9b4}', '{}*/;@import url(x)'])(
  'says %s',
  (title) => {
    expect(contentOf(title)).toMatch(/^[A-Za-z0-9\\ ]*$/);
    expect(read(contentOf(title))).toBe(title);
  },
);

it('shows what can not be printed as such, and long titles by their beginning', () => {
  expect(read(contentOf('a\u202eb\0c\ud800'))).toBe('a\ufffdb\ufffdc\ufffd');
  expect(read(contentOf('W'.repeat(500)))).toBe(`${'W'.repeat(69)}…`);
});
