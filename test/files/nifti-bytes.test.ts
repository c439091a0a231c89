import { createHash } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import { readHeader, readImage } from 'nifti-reader-js';
import { describe, expect, test } from 'vitest';
import type { Affine } from '../../src/core/grid.js';
import { niftiBytes } from '../../src/files/nifti-bytes.js';

const buffer = (bytes: Uint8Array): ArrayBuffer => new Uint8Array(bytes).buffer;
const voxels = Int16Array.from({ length: 24 }, (_, n) => 100 * n - 1000);

/** Columns: right-angled axes turned about z by 30°, then x by 20°; the third may be flipped. */
function turned(flip: 1 | -1): Affine {
  const [c, s, e, f] = [Math.cos(0.5), Math.sin(0.5), Math.cos(0.3), Math.sin(0.3)];
  const [a, b, d] = [0.5, 0.75, 1.25 * flip];
  return [c * a, -s * b, 0, 12.5, s * e * a, c * e * b, -f * d, -34, s * f * a, c * f * b, e * d, 56.25];
}

/** What the header's quaternion says, by the formula of the standard. */
function qformMatrix(view: DataView): readonly number[] {
  const [b, c, d, x, y, z] = [0, 1, 2, 3, 4, 5].map((n) => view.getFloat32(256 + 4 * n, true));
  const a = Math.sqrt(Math.max(0, 1 - b * b - c * c - d * d));
  const qfac = view.getFloat32(76, true);
  const [i, j, k] = [1, 2, 3].map((n) => view.getFloat32(76 + 4 * n, true));
  const l = k * qfac;
  return [
    ...[(a * a + b * b - c * c - d * d) * i, 2 * (b * c - a * d) * j, 2 * (b * d + a * c) * l, x],
    ...[2 * (b * c + a * d) * i, (a * a + c * c - b * b - d * d) * j, 2 * (c * d - a * b) * l, y],
    ...[2 * (b * d - a * c) * i, 2 * (c * d + a * b) * j, (a * a + d * d - b * b - c * c) * l, z],
  ];
}

describe('niftiBytes', () => {
  for (const flip of [1, -1] as const)
    test(`someone else's reader finds the voxels at the same place (${flip === 1 ? 'plain' : 'mirrored'})`, () => {
      const affine = turned(flip);
      const bytes = buffer(niftiBytes({ size: [2, 3, 4], affine, voxels, gzip: false }));
      const header = readHeader(bytes);
      if (header === null) throw new Error('not a NIfTI file');
      expect(header.dims.slice(0, 4)).toEqual([3, 2, 3, 4]);
      expect([header.sform_code, header.qform_code]).toEqual([1, 1]);
      expect(Array.from(new Int16Array(readImage(header, bytes)))).toEqual(Array.from(voxels));
      const ras = header.affine.flat().slice(0, 12);
      const lps = ras.map((value, n) => (n < 8 ? -value : value));
      lps.forEach((value, n) => {
        expect(value).toBeCloseTo(affine[n], 4);
      });
      qformMatrix(new DataView(bytes)).forEach((value, n) => {
        expect(value).toBeCloseTo(ras[n], 4);
      });
    });

  test('a half turn about each axis has a quaternion too', () => {
    for (const [x, y, z] of [
      [1, -1, -1],
      [-1, 1, -1],
      [-1, -1, 1],
    ]) {
      const affine: Affine = [x, 0, 0, 1, 0, y, 0, 2, 0, 0, z, 3];
      const view = new DataView(buffer(niftiBytes({ size: [2, 3, 4], affine, voxels, gzip: false })));
      expect(qformMatrix(view)).toEqual([-x, 0, 0, -1, 0, -y, 0, -2, 0, 0, z, 3].map((v) => v + 0));
    }
  });

  test('a sheared affine is told by the sform alone', () => {
    const affine: Affine = [1, 0, 0.2, 0, 0, 1, 0, 0, 0, 0, 2, 0];
    const header = readHeader(buffer(niftiBytes({ size: [2, 3, 4], affine, voxels, gzip: false })));
    expect([header?.sform_code, header?.qform_code]).toEqual([1, 0]);
    expect(header?.affine[0]).toEqual([-1, 0, expect.closeTo(-0.2, 6), 0]);
  });

  test('gzip: the same bytes inside, the same bytes twice, no date in the header', () => {
    const plain = niftiBytes({ size: [2, 3, 4], affine: turned(1), voxels, gzip: false });
    const packed = niftiBytes({ size: [2, 3, 4], affine: turned(1), voxels, gzip: true });
    expect(new Uint8Array(gunzipSync(packed))).toEqual(plain);
    expect(Array.from(packed.subarray(0, 10))).toEqual([31, 139, 8, 0, 0, 0, 0, 0, 0, 3]);
    const hash = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
    const again = niftiBytes({ size: [2, 3, 4], affine: turned(1), voxels, gzip: true });
    expect(hash(again)).toBe(hash(packed));
  });

  test('bytes and floats keep their type and values; a wrong size is refused', () => {
    const affine: Affine = [-1, 0, 0, 0, 0, -1, 0, 0, 0, 0, 1, 0];
    for (const [typed, code] of [
      [Uint8Array.from([0, 7, 255]), 2],
      [Float32Array.from([-0.5, 1e-6, 3e5]), 16],
    ] as const) {
      const bytes = buffer(niftiBytes({ size: [3, 1, 1], affine, voxels: typed, gzip: false }));
      const header = readHeader(bytes);
      if (header === null) throw new Error('not a NIfTI file');
      expect(header.datatypeCode).toBe(code);
      expect(new Uint8Array(readImage(header, bytes))).toEqual(new Uint8Array(typed.buffer));
    }
    expect(() => niftiBytes({ size: [2, 2, 2], affine, voxels, gzip: false })).toThrow(RangeError);
  });
});
