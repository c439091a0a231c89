// The speed bench's own arithmetic: what is said of a run beside the table that is kept, and the line of growth.
import { expect, it } from 'vitest';

const bench = (name: string) => import(new URL(`../../bench/speed/${name}.mjs`, import.meta.url).href);
const { against, sectionText } = await bench('kept');
const { straightLine } = await bench('growth');
const { summed } = await bench('turns');

const row = (title: string, ratio: number, peak: number) => ({
  ...{ title, cores: 2, runs: 1, ratio, peak, work: ratio },
  ...{ wall: ratio / 2, median: ratio / 2, cpu: ratio / 2 },
});

it('marks what is more than a fifth worse than the kept table, in yardsticks and not in seconds', () => {
  const before = row('a', 10, 400);
  const slower = { ...row('a', 13.4, 380), work: 9, wall: 1 };
  expect(against(slower, before)).toBe('wall +34 % ✗, CPU −10 %, memory −5 %');
  expect(against(row('a', 11.9, 500), before)).toBe('wall +19 %, CPU +19 %, memory +25 % ✗');
  // Too short, or too little, to tell.
  expect(against(row('a', 0.2, 55), row('a', 0.1, 40))).toBe('wall +100 %, CPU +100 %, memory +38 %');
  expect(against(row('b', 1, 1), undefined)).toBe('new');
});

it('sets each row beside the first, and beside its own in the table', () => {
  const section = { title: 'T', beside: 'first', says: [], rows: [row('a', 10, 400), row('b', 20, 200)] };
  const [, , head, , first, second] = sectionText(section, { rows: [row('b', 10, 200)] }).split('\n');
  expect(head).toMatch(/^\| run \| against the table \|/);
  expect(first).toBe('| a | new | 5.00 | 5.00 | 10.00 | 5.00 | 10.00 | 400 | 1.00 | 1.00 |');
  expect(second).toMatch(/^\| b \| wall \+100 % ✗, CPU \+100 % ✗, memory \+0 % \| 10.00 .* 2.00 \| 0.50 \|$/);
  expect(sectionText({ ...section, rows: [{ title: 'c', cores: 2, failed: 'no room' }] })).toMatch(
    /^\| c \| no room( \| –){7} \|$/m,
  );
});

it('takes the least of several runs, and of the yardstick', () => {
  const one = (wall: number) => ({ wall, cpu: 2 * wall, peak: 100 * wall });
  const found = summed('a', 1, [one(3), one(2), one(4)], { wall: 0.5, cpu: 0.5 });
  expect(found).toMatchObject({ runs: 3, wall: 2, median: 3, cpu: 4, peak: 200, ratio: 4, work: 8 });
});

it('lays a straight line through points', () => {
  const { offset, slope, unexplained } = straightLine([0, 1, 5].map((x) => [x, 3 + 2 * x]));
  expect(offset).toBeCloseTo(3, 9);
  expect(slope).toBeCloseTo(2, 9);
  expect(unexplained).toBeCloseTo(0, 9);
});
