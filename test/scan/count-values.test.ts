// The counts of a scan's values against a loop of ten lines.
import { expect, it } from 'vitest';
import { countValues, type ValueCounts } from '../../src/scan/count-values.js';
import { seeded } from '../fixtures/solids.js';

function slowCounts(voxels: Int16Array | Float32Array): ValueCounts {
  const sorted = voxels.slice().sort();
  const [min, max] = [sorted[0], sorted[sorted.length - 1]];
  const whole = voxels instanceof Int16Array;
  const width = whole ? 1 : (max - min) / 65536 || 1;
  const counts = new Float64Array(whole ? max - min + 1 : 65536);
  for (const value of voxels) counts[Math.min(counts.length - 1, Math.floor((value - min) / width))]++;
  return { min, max, from: min, width, counts, total: voxels.length };
}

it('counts whole numbers one by one and others in bins', () => {
  const random = seeded(3);
  for (const length of [1, 5, 5000]) {
    const whole = Int16Array.from({ length }, () => Math.floor(random() * 3000) - 1024);
    const single = Float32Array.from({ length }, () => random() * 4000 - 1000);
    for (const voxels of [whole, single, new Int16Array(length), single.map(() => 2.5)]) {
      const { counts, ...rest } = countValues(voxels);
      const { counts: slow, ...others } = slowCounts(voxels);
      expect(rest).toEqual(others);
      expect(counts.length === slow.length && counts.every((count, b) => count === slow[b])).toBe(true);
    }
  }
});
