import { describe, expect, it } from 'vitest';
import { UserError } from '../../src/core/errors.js';
import { toPatient, type Vec3 } from '../../src/core/grid.js';
import { evaluate } from '../../src/kernel/evaluate.js';
import { occupancy } from '../../src/volume/occupancy.js';
import { resample } from '../../src/volume/resample.js';
import { scanOf, tilted } from './scan-of.js';

const size: Vec3 = [52, 50, 48];
const affine = tilted([1, 1, 1], 0, 0, [-26, -25, -24]);
const labelMap = (label: (p: Vec3) => number) => {
  const scan = scanOf(size, affine, label, { floats: false });
  return { ...scan, facts: { ...scan.facts, labels: true } };
};
const centre: Vec3 = [0.3, -0.4, 0.2];
const away = ([x, y, z]: Vec3) => Math.hypot(x - centre[0], y - centre[1], z - centre[2]);

/** Volume at level 500 on half the spacing, and the rms of the surface's distance from the ball, mm = voxels. */
async function measure(scan: Parameters<typeof resample>[0], radius: number) {
  const volume = await resample(scan, { spacing: 0.5 });
  const [nx, ny, nz] = volume.grid.size;
  const values = evaluate(volume, 0, nz);
  let [inside, crossings, squares] = [0, 0, 0];
  for (let v = 0; v < values.length - 1; v++) {
    const on = values[v] >= 500;
    if (on) inside++;
    if (on === values[v + 1] >= 500 || (v + 1) % nx === 0) continue;
    const i = (v % nx) + (500 - values[v]) / (values[v + 1] - values[v]);
    const p = toPatient(volume.grid.affine, i, Math.floor(v / nx) % ny, Math.floor(v / nx / ny));
    crossings++;
    squares += (away(p) - radius) ** 2;
  }
  return { volume: inside / 8, rms: Math.sqrt(squares / crossings) };
}

describe('occupancy', () => {
  it('smooths the stair-steps of a ball and keeps its volume within 0.5 %', async () => {
    for (const radius of [10, 20]) {
      const scan = labelMap((p) => (away(p) <= radius ? 3 : 0));
      const voxels = scan.voxels.filter((v: number) => v > 0).length;
      const stepped = await measure(await occupancy(scan, { smoothing: 0 }), radius);
      const smooth = await measure(await occupancy(scan), radius);
      expect(Math.abs(smooth.volume / voxels - 1)).toBeLessThan(0.005);
      expect(smooth.rms).toBeLessThan(0.65 * stepped.rms);
    }
  });

  it('loses no plate of one voxel, however it leans', async () => {
    for (const [x, y, z] of [
      [0, 0, 1],
      [1, 2, 3],
      [1, 1, 1],
      [0.1, 0.05, 1],
    ]) {
      const length = Math.hypot(x, y, z);
      const side = (p: Vec3) => (p[0] * x + p[1] * y + p[2] * z) / length - 0.3;
      const scan = labelMap((p) => (Math.abs(side(p)) <= 0.5 && away(p) < 20 ? 1 : 0));
      const { voxels } = await occupancy(scan);
      const taken = Array.from(scan.voxels.keys()).filter((v) => scan.voxels[v] === 1);
      expect(taken.filter((v) => voxels[v] >= 500).length / taken.length).toBeGreaterThan(0.85);
    }
  });

  it('takes the labels that are asked for, and keeps the grid and the word that they are labels', async () => {
    const scan = labelMap(([x]) => (x < -13 ? 1 : x < 0 ? 5 : x < 13 ? 7 : 0));
    const rows: Record<string, string> = { all: '1110', '1,7': '1010', '5-7': '0110', ' 5 ': '0100' };
    for (const [labels, expected] of Object.entries(rows)) {
      const { voxels, grid, facts } = await occupancy(scan, { labels, smoothing: 0 });
      expect([...[0, 15, 30, 45].map((i) => voxels[i] / 1000)].join('')).toBe(expected);
      expect(grid).toBe(scan.grid);
      expect(facts.labels).toBe(true);
    }
  });

  it('names the labels that are there when one is not', async () => {
    const scan = labelMap(([x]) => (x < 0 ? 4 : 11));
    const error = await occupancy(scan, { labels: '4,6' }).catch((e) => e);
    expect(error).toBeInstanceOf(UserError);
    expect([error.message, error.advice]).toEqual([
      'labels: there is no label 6 in the label map.',
      'Choose of the labels that are there: 4, 11.',
    ]);
  });

  it('refuses what is not a list of ids', () => {
    const { labels } = occupancy.declaration.options;
    for (const text of ['', 'bone', '1;2', '3-1', '--4', '1.5', '99999'])
      expect(() => labels.parse(text, '--labels')).toThrow(UserError);
    expect(labels.parse('1, 5,7-9', '--labels')).toBe('1, 5,7-9');
  });
});
