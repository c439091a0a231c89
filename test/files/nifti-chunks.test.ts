import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { UserError } from '../../src/core/errors.js';
import type { Affine, Vec3 } from '../../src/core/grid.js';
import { niftiBytes } from '../../src/files/nifti-bytes.js';
import { niftiChunks, type StoredVolume } from '../../src/files/nifti-chunks.js';

const affine: Affine = [-0.5, 0, 0, 12.5, 0, 0, -0.75, -34, 0, 2, 0, 56.25];
const size: Vec3 = [3, 4, 5];
const voxels = Int16Array.from({ length: 60 }, (_, n) => 7 * n - 100);
const plain: StoredVolume = {
  grid: { size, affine },
  start: 0,
  strides: [1, 3, 12],
  voxels,
  numberType: 'int16',
  gzip: false,
};
const bytesOf = (volume: StoredVolume): Buffer => Buffer.concat([...niftiChunks(volume)]);

describe('niftiChunks', () => {
  it('writes what niftiBytes writes, packed or not', () => {
    const whole = Buffer.from(niftiBytes({ size, affine, voxels, gzip: false }));
    expect(bytesOf(plain).equals(whole)).toBe(true);
    const packed = bytesOf({ ...plain, gzip: true });
    expect(gunzipSync(packed).equals(whole)).toBe(true);
    expect([...packed.subarray(0, 10)]).toEqual([31, 139, 8, 0, 0, 0, 0, 0, 0, 3]);
  });

  it('turns the voxels into the order of the file', () => {
    // The file's x runs down the scan's z, its y up the scan's x, its z up the scan's y.
    const turned: StoredVolume = {
      ...plain,
      grid: { size: [5, 3, 4], affine },
      start: 48,
      strides: [-12, 1, 3],
    };
    const bytes = bytesOf(turned);
    const stored = new Int16Array(Uint8Array.from(bytes.subarray(352)).buffer);
    const expected = Array.from({ length: 60 }, (_, n) => {
      const [i, j, k] = [n % 5, Math.floor(n / 5) % 3, Math.floor(n / 15)];
      return voxels[j + 3 * (k + 4 * (4 - i))];
    });
    expect([...stored]).toEqual(expected);
  });

  it('cuts a large volume into pieces that change nothing, and says so of labels', () => {
    const n: Vec3 = [300, 250, 120];
    const many = Int16Array.from({ length: 300 * 250 * 120 }, (_, v) => (v * v) % 251);
    const large: StoredVolume = {
      ...plain,
      grid: { size: n, affine },
      strides: [1, 300, 75000],
      voxels: many,
      numberType: 'uint8',
      labels: true,
    };
    const chunks = [...niftiChunks(large)];
    expect(chunks.length).toBeGreaterThan(2);
    const bytes = Buffer.concat(chunks);
    expect(bytes.readInt16LE(68)).toBe(1002);
    expect(bytes.readInt16LE(70)).toBe(2);
    expect(bytes.subarray(352).equals(Buffer.from(Uint8Array.from(many)))).toBe(true);
    expect(gunzipSync(bytesOf({ ...large, gzip: true })).equals(bytes)).toBe(true);
  });

  it('refuses what a NIfTI-1 header has no number for', () => {
    const long = { ...plain, grid: { size: [40000, 1, 1] as const, affine } };
    expect(() => niftiChunks(long)).toThrow(UserError);
  });
});
