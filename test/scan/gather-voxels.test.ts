// Numbers gathered block by block against the same numbers turned into voxels at once.
import { expect, it } from 'vitest';
import { storedNumber } from '../../src/core/rescaling.js';
import { countValues } from '../../src/scan/count-values.js';
import { type GatheredVoxels, gatherVoxels } from '../../src/scan/gather-voxels.js';
import type { Numbers } from '../../src/scan/volumes/numbers-of.js';
import { seeded } from '../fixtures/solids.js';

/** All at once, looking at every value of one kind before it does the next. */
function slowVoxels(stored: Numbers, slope: number, intercept: number): GatheredVoxels {
  const values = Array.from(stored, (number) => number * slope + intercept);
  const whole = values.every((v) => v === Math.round(v) && v >= -32768 && v <= 32767);
  const voxels = whole ? Int16Array.from(values) : Float32Array.from(values);
  const float = stored instanceof Float32Array || stored instanceof Float64Array;
  const back = Array.from(voxels, (v) => storedNumber(v, { slope, intercept }, !float));
  const narrow = slope === 1 && intercept === 0 && stored.BYTES_PER_ELEMENT <= 2;
  return {
    voxels,
    ...(voxels instanceof Int16Array ? { counted: countValues(voxels) } : {}),
    notNumbers: Array.from(voxels).filter((v) => !Number.isFinite(v)).length,
    rounded: narrow ? 0 : values.filter((v, n) => v !== voxels[n] && Number.isInteger(v)).length,
    reversible:
      narrow || back.every((b, n) => (stored instanceof Float32Array ? Math.fround(b) : b) === stored[n]),
  };
}

/** Arrays of tens of thousands are slow to compare; a text is not. */
const shortened = ({ counted }: GatheredVoxels): string =>
  JSON.stringify(counted && { ...counted, counts: counted.counts.join() });

const random = seeded(11);
const few = (most: number, least = 0): number[] =>
  Array.from({ length: 1000 }, () => Math.floor(least + random() * (most - least)));
const late = (value: number): number[] => few(100).map((v, n) => (n === 900 ? value : v));

const cases: readonly [string, Numbers, number, number][] = [
  ['bytes', Uint8Array.from(few(256)), 1, 0],
  ['signed bytes', Int8Array.from(few(128, -128)), 1, 0],
  ['shorts', Int16Array.from(few(32768, -32768)), 1, 0],
  ['shorts, moved', Int16Array.from(few(4096)), 1, -1024],
  ['shorts, scaled', Int16Array.from(few(4096)), 0.5, -1024],
  ['shorts, scaled by what has no end', Int16Array.from(few(4096)), 1 / 3, 0],
  ['words that fit', Uint16Array.from(few(32768)), 1, 0],
  ['words of which a late one does not', Uint16Array.from(late(40000)), 1, 0],
  ['whole numbers, one beyond single precision', Int32Array.from(late(16777217)), 1, 0],
  ['whole numbers without a sign', Uint32Array.from(late(4e9)), 1, 0],
  ['whole doubles', Float64Array.from(few(4096, -1024)), 1, 0],
  ['doubles', Float64Array.from(few(4096).map((v) => v / 7)), 1, 0],
  ['doubles, a late one no number', Float64Array.from(late(Number.NaN)), 1, 0],
  ['doubles, a late one too large', Float64Array.from(late(1e300)), 1, 0],
  ['whole singles, with both zeros', Float32Array.from(late(-0)), 1, 0],
  ['singles, scaled', Float32Array.from(few(4096).map((v) => v / 7)), 2, 1],
];

it.each(cases)('is the same of %s, however the blocks are cut', (_, stored, slope, intercept) => {
  const slow = slowVoxels(stored, slope, intercept);
  for (const length of [stored.length, 899, 100, 7]) {
    const gathering = gatherVoxels(stored.length, { slope, intercept });
    for (let at = 0; at < stored.length; at += length) gathering.take(stored.subarray(at, at + length));
    const found = gathering.finish();
    if (slow.notNumbers > 0) expect(found.notNumbers).toBe(slow.notNumbers);
    else expect({ ...found, counted: shortened(found) }).toEqual({ ...slow, counted: shortened(slow) });
  }
});
