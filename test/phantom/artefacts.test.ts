import { describe, expect, test } from 'vitest';
import { toPatient } from '../../src/core/grid.js';
import { artefacts } from '../../src/phantom/artefacts.js';
import { phantomOf } from '../../src/phantom/phantom-of.js';
import { renderPhantom } from '../../src/phantom/render-phantom.js';
import { scannerGrid } from '../../src/phantom/scanner-grid.js';

const phantom = phantomOf('vessel');
const { min, max } = phantom.extent;
const middle = [0, 1, 2].map((axis) => (min[axis] + max[axis]) / 2);
const grid = scannerGrid(phantom.extent, [1, 1, 2], [14, -11, 20], [0, 0, 0], null);
const voxels = Array.from({ length: grid.size[0] * grid.size[1] * grid.size[2] }, (_, n) => {
  const [nx, ny] = grid.size;
  return [n % nx, Math.floor(n / nx) % ny, Math.floor(n / (nx * ny))] as const;
});

describe('artefacts', () => {
  test('none without any', () => {
    expect(artefacts(phantom, { cupping: 0, streaks: 0, seed: 1 }, grid)).toBeNull();
  });

  test('cupping takes water on the long axis down by what was given, air and the rim not at all', () => {
    const spoil = artefacts(phantom, { cupping: 80, streaks: 0, seed: 1 }, grid);
    if (spoil === null) throw new Error('none');
    const worst = { air: 0, water: 0, bone: 0, rim: 0, highest: -1 };
    let [axis, rim] = [0, 0];
    for (const [i, j, k] of voxels) {
      worst.air = Math.max(worst.air, Math.abs(spoil(-1000, i, j, k) + 1000));
      const [x, y] = toPatient(grid.affine, i, j, k);
      const away = Math.hypot((x - middle[0]) / (max[0] - middle[0]), (y - middle[1]) / (max[1] - middle[1]));
      const water = spoil(0, i, j, k);
      worst.highest = Math.max(worst.highest, water);
      if (away < 0.02) {
        axis++;
        worst.water = Math.max(worst.water, Math.abs(water + 80));
        worst.bone = Math.max(worst.bone, Math.abs(spoil(1000, i, j, k) - 840));
      }
      if (away < 1) continue;
      rim++;
      worst.rim = Math.max(worst.rim, Math.abs(water));
    }
    expect([worst.air, worst.rim, worst.highest]).toEqual([0, 0, 0]);
    expect(worst.water).toBeLessThan(0.1);
    expect(worst.bone).toBeLessThan(0.2);
    expect(axis).toBeGreaterThan(10);
    expect(rim).toBeGreaterThan(1000);
  });

  test('streaks run in the slices from the densest body, as strong as given where they are strongest, none on average', () => {
    const spoil = artefacts(phantom, { cupping: 0, streaks: 50, seed: 6 }, grid);
    if (spoil === null) throw new Error('none');
    const other = artefacts(phantom, { cupping: 0, streaks: 50, seed: 7 }, grid);
    const box = phantom.layers[1].bodies[0].bounds;
    const from = [0, 1, 2].map((axis) => (box.min[axis] + box.max[axis]) / 2);
    const a = grid.affine;
    const [u, v] = [0, 1].map((c) => [a[c], a[4 + c], a[8 + c]]);
    const square: number[] = new Array(60).fill(0);
    const count: number[] = new Array(60).fill(0);
    let [sum, same] = [0, 0];
    for (const [i, j, k] of voxels) {
      const p = toPatient(a, i, j, k).map((x, axis) => x - from[axis]);
      const inSlice = [u, v].map((d) => d[0] * p[0] + d[1] * p[1] + d[2] * p[2]);
      const r = Math.floor(Math.hypot(...inSlice));
      const streak = spoil(300, i, j, k) - 300;
      sum += streak;
      if (other?.(300, i, j, k) === streak + 300) same++;
      if (r >= 60) continue;
      square[r] += streak * streak;
      count[r]++;
    }
    const rms = square.map((s, r) => Math.sqrt(s / Math.max(1, count[r])));
    const strongest = Math.max(...rms);
    expect(Math.abs(strongest / 50 - 1)).toBeLessThan(0.12);
    expect(rms.indexOf(strongest)).toBeLessThan(25);
    expect(rms[0]).toBeLessThan(strongest / 3);
    expect(rms[50]).toBeLessThan(0.8 * strongest);
    expect(Math.abs(sum / voxels.length)).toBeLessThan(1);
    expect(same).toBe(0);
  });

  test('a ray keeps its sign along its way', () => {
    const spoil = artefacts(phantom, { cupping: 0, streaks: 50, seed: 6 }, grid);
    if (spoil === null) throw new Error('none');
    const upright = scannerGrid(phantom.extent, [1, 1, 2], [0, 0, 0], [0, 0, 0], null);
    const flat = artefacts(phantom, { cupping: 0, streaks: 50, seed: 6 }, upright);
    const box = phantom.layers[1].bodies[0].bounds;
    const [cx, cy] = [0, 1].map((axis) => (box.min[axis] + box.max[axis]) / 2);
    const [ox, oy] = toPatient(upright.affine, 0, 0, 0);
    const at = (angle: number, r: number): number =>
      flat?.(0, cx + r * Math.cos(angle) - ox, cy + r * Math.sin(angle) - oy, 9) ?? Number.NaN;
    for (let angle = 0; angle < 6; angle += 0.37) {
      const near = at(angle, 8);
      if (Math.abs(near) < 5) continue;
      for (const r of [4, 15, 30]) expect(Math.sign(at(angle, r))).toBe(Math.sign(near));
    }
  });
});

test('a scan with cupping and streaks is the clean one with both put on, noise or not', () => {
  const options = { spacing: [1.5, 1.5, 3], psfInPlane: 0.7, psfThroughPlane: 0.7, axes: 'RAI' } as const;
  const clean = renderPhantom('ball', { ...options, noise: 0 });
  const spoilt = renderPhantom('ball', { ...options, noise: 0, cupping: 60, streaks: 30, seed: 5 });
  const again = renderPhantom('ball', { ...options, noise: 0, cupping: 60, streaks: 30, seed: 5 });
  expect(again.voxels).toEqual(spoilt.voxels);
  expect(spoilt.affine).toEqual(clean.affine);
  const lower = clean.voxels.map((value, n) => spoilt.voxels[n] - value);
  expect(lower.some((d) => d < -60)).toBe(true);
  expect(lower.some((d) => d > 30)).toBe(true);
});
