// What a run may take of memory: sizes that nobody allocates here, and runs with too little of it.
import { expect, it } from 'vitest';
import { memoryFrom } from '../src/cli/memory.js';
import { UserError } from '../src/core/errors.js';
import type { Grid } from '../src/core/grid.js';
import { type Budget, budgetOf, type Need, peakOf, refuseScan, threadsThatFit } from '../src/memory.js';
import { makeModel } from '../src/run.js';
import { phantomScan } from './scan/phantom-scan.js';

const giga = 2 ** 30;
const gridOf = (spacing: number): Grid => {
  const n = Math.round(300 / spacing);
  return { size: [n, n, n], affine: [spacing, 0, 0, 0, 0, spacing, 0, 0, 0, 0, spacing, 0] };
};
/** A scan of 512 × 512 × 600 voxels whose surface has a million triangles at 0.5 mm. */
const need = (spacing: number): Need => ({
  scan: 2 * 512 * 512 * 600,
  samples: 4 * 512 * 512 * 600,
  grid: gridOf(spacing),
  kept: 0,
  triangles: 1e6 * (0.5 / spacing) ** 2,
  smoothedFrom: Number.POSITIVE_INFINITY,
});
const allowed = (bytes: number): Budget => ({ bytes, asked: true });

/** The two lines of a refusal. */
function refusal(what: Need, bytes: number): readonly [string, string] {
  try {
    threadsThatFit(what, allowed(bytes), 8);
  } catch (error) {
    if (error instanceof UserError) return [error.message, error.advice];
  }
  throw new Error('not refused');
}

it('grows with everything that is held, and with the threads', () => {
  const peak = peakOf(need(0.5), 1);
  for (const more of [{ scan: 2 * giga }, { samples: 2 * giga }, { kept: 64 }, { triangles: 1e7 }])
    expect(peakOf({ ...need(0.5), ...more }, 1)).toBeGreaterThan(peak);
  expect(peakOf(need(0.5), 8)).toBeGreaterThan(peakOf(need(0.5), 2));
});

it('goes on with as many threads as fit, and says what would fit where one is too many', () => {
  const what = need(0.25);
  expect(threadsThatFit(what, allowed(peakOf(what, 8)), 8)).toBe(8);
  expect(threadsThatFit(what, allowed(peakOf(what, 3)), 8)).toBe(3);
  expect(threadsThatFit(what, allowed(peakOf(what, 1)), 8)).toBe(1);
  const [message, advice] = refusal(what, 1.5 * giga);
  expect(message).toMatch(
    /^At 0.25 mm this takes about \d\.\d GiB of memory, of which --memory allows 1.5 GiB\.$/,
  );
  const spacing = Number(/--spacing (\d\.\d\d)/.exec(advice)?.[1]);
  expect(spacing).toBeGreaterThan(0.25);
  // What is advised does fit, and hardly less would.
  expect(threadsThatFit(need(spacing), allowed(1.5 * giga), 1)).toBe(1);
  expect(() => threadsThatFit(need(spacing - 0.02), allowed(1.5 * giga), 1)).toThrow(UserError);
});

it('knows that on voxels wider than the scan’s there is a smoothed copy of it', () => {
  const what = { ...need(0.2), smoothedFrom: 0.3 };
  expect(refusal(what, 1.2 * giga)[1]).toMatch(/^No spacing/);
  expect(refusal(what, 2 * giga)[1]).toMatch(/^A spacing of 0\.\d\d mm/);
});

it('says so where no spacing helps', () => {
  const [message, advice] = refusal({ ...need(1), grid: null, triangles: 0 }, giga / 2);
  expect(message).toMatch(/^The scan with what is made of it takes about \d+ MiB of memory/);
  expect(advice).toMatch(/^No spacing makes it fit: crop/);
});

it('counts beyond 32 bits', () => {
  const sizes = { scan: 2 ** 33, samples: 2 ** 34, kept: 4, triangles: 2 ** 31 };
  const huge: Need = { ...need(0.15), ...sizes };
  expect(peakOf(huge, 1)).toBeGreaterThan(2 ** 31 * 100);
  expect(() => threadsThatFit(huge, budgetOf(undefined), 1)).toThrow(/this machine gives/);
  expect(() => refuseScan(2 ** 44, undefined)).toThrow(/this machine gives/);
  expect(() => refuseScan(2 ** 20, 1000)).toThrow(/--memory allows 1 MiB/);
});

it('is read as people write it', () => {
  const read = ['2G', '1.5g', '800M', '64KiB', '1 GB', '12345'].map(memoryFrom);
  expect(read).toEqual([2 * giga, 1.5 * giga, 800 * 2 ** 20, 65536, giga, 12345]);
  for (const wrong of ['', 'much', '-2G', '0', '2GG', '1e9', '0.2'])
    expect(() => memoryFrom(wrong)).toThrow(UserError);
  expect(memoryFrom(undefined)).toBe(undefined);
});

it('refuses a model that does not fit, and makes the same one within less', async () => {
  const scan = phantomScan('ball', { spacing: [2, 2, 2] });
  const given = { threshold: { threshold: '200' }, resample: { spacing: 2 } };
  await expect(makeModel(scan, { given, memory: 2 ** 20 })).rejects.toThrow(/--memory allows/);
  const free = await makeModel(scan, { given });
  const tight = await makeModel(scan, { given, threads: 2, memory: 250 * 2 ** 20 });
  expect(tight.part.mesh).toEqual(free.part.mesh);
});
