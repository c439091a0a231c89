import { createHash } from 'node:crypto';
import { readHeader, readImage } from 'nifti-reader-js';
import { describe, expect, test } from 'vitest';
import { toPatient, type Vec3 } from '../../src/core/grid.js';
import { niftiBytes } from '../../src/files/nifti-bytes.js';
import { normalBelow } from '../../src/kernel/elementary.js';
import { phantomNames } from '../../src/phantom/phantom-of.js';
import type { PhantomOptions } from '../../src/phantom/phantom-options.js';
import { type RenderedPhantom, renderPhantom } from '../../src/phantom/render-phantom.js';
import { valueAt } from './value-at.js';

const hash = (voxels: Int16Array): string =>
  createHash('sha256').update(new Uint8Array(voxels.buffer)).digest('hex');

/** Calls back with the value and the place of each voxel. */
function eachVoxel(p: RenderedPhantom, visit: (value: number, at: Vec3) => void): void {
  let n = 0;
  for (let k = 0; k < p.size[2]; k++)
    for (let j = 0; j < p.size[1]; j++)
      for (let i = 0; i < p.size[0]; i++) visit(p.voxels[n++], toPatient(p.affine, i, j, k));
}

/** A ball of radius R under an isotropic Gaussian, exactly: 1 inside, 0 outside. */
function ballProfile(r: number, R: number, sigma: number): number {
  const bell = (d: number): number => Math.exp((-d * d) / (2 * sigma * sigma));
  const steps = normalBelow((R - r) / sigma) + normalBelow((R + r) / sigma) - 1;
  return steps - (sigma / (r * Math.sqrt(2 * Math.PI))) * (bell(R - r) - bell(R + r));
}

const tilted: Partial<PhantomOptions> = { tiltDeg: [12, -9, 21] };
const measuring = ['ball', 'box', 'cylinder', 'torus', 'plate', 'shell', 'spheres', 'asymmetric'];
/** A wider blur is faster to render, and so are spacings that are a multiple of 0.4 mm: the lattice fits them. */
const soft: Partial<PhantomOptions> = { psfInPlane: 0.6, psfThroughPlane: 0.6 };

describe('renderPhantom', () => {
  test('a ball under an isotropic blur is the exact profile, to 1 HU of 452 at every voxel', () => {
    for (const sigma of [0.35, 0.6]) {
      const height = 20000;
      const p = renderPhantom('ball', {
        ...tilted,
        psfInPlane: sigma,
        psfThroughPlane: sigma,
        sliceProfile: 0,
        bodyHU: height,
        airHU: 0,
      });
      let worst = 0;
      eachVoxel(p, (value, [x, y, z]) => {
        const r = Math.max(1e-3, Math.hypot(x, y, z));
        worst = Math.max(worst, Math.abs(value / height - ballProfile(r, 20, sigma)));
      });
      expect(worst * 452).toBeLessThan(1);
    }
  });

  test('a flat edge across slices is Gaussian ∗ box, in plane Gaussian, to 1 HU of 452', () => {
    const height = 20000;
    const p = renderPhantom('box', { bodyHU: height, airHU: 0, tiltDeg: [0, 0, 0], spacing: [0.7, 0.7, 2] });
    const body = p.truth.bodies[0];
    expect(body.shape).toBe('box');
    const sigma = { across: 0.5, box: 2 };
    // the box is turned; turn the scanner with it, so that its faces lie along the grid
    const q = renderPhantom('box', {
      bodyHU: height,
      airHU: 0,
      tiltDeg: [25, -15, 35],
      spacing: [0.7, 0.7, 2],
    });
    const a = q.affine;
    const unit = (c: number): Vec3 => {
      const s = Math.hypot(a[c], a[4 + c], a[8 + c]);
      return [a[c] / s, a[4 + c] / s, a[8 + c] / s];
    };
    const along = (v: Vec3, at: Vec3): number => v[0] * at[0] + v[1] * at[1] + v[2] * at[2];
    const [u, v, w] = [unit(0), unit(1), unit(2)];
    /** Integral of the normal's distribution, for the box profile. */
    const rampBelow = (x: number, s: number): number =>
      x * normalBelow(x / s) + s * (Math.exp((-x * x) / (2 * s * s)) / Math.sqrt(2 * Math.PI));
    let worstU = 0;
    let worstW = 0;
    let seen = 0;
    eachVoxel(q, (value, at) => {
      const [x, y, z] = [along(u, at), along(v, at), along(w, at)];
      if (Math.abs(y) < 8 && Math.abs(z) < 4) {
        const exact = normalBelow((15 - x) / 0.35) - normalBelow((-15 - x) / 0.35);
        worstU = Math.max(worstU, Math.abs(value / height - exact));
        seen++;
      }
      if (Math.abs(x) < 11 && Math.abs(y) < 8 && z > 0) {
        const { across, box } = sigma;
        const exact = (rampBelow(9 - z + box / 2, across) - rampBelow(9 - z - box / 2, across)) / box;
        worstW = Math.max(worstW, Math.abs(value / height - exact));
        seen++;
      }
    });
    expect(seen).toBeGreaterThan(1000);
    expect(worstU * 452).toBeLessThan(1);
    expect(worstW * 452).toBeLessThan(1);
  });

  test('blur moves no matter: the values sum to the volume by formula', () => {
    for (const name of ['ball', 'box', 'cylinder', 'torus', 'plate', 'shell', 'spheres']) {
      const p = renderPhantom(name, { ...tilted, bodyHU: 10000, airHU: 0, spacing: [0.8, 0.8, 1.5] });
      const sum = p.voxels.reduce((total, value) => total + value, 0) / 10000;
      const cell = 0.8 * 0.8 * 1.5;
      expect(p.truth.volumeBy).toBe('formula');
      // a softened sharp edge gains about 0.01 mm³ a millimetre, which shows on the plate
      const off = Math.abs((sum * cell) / p.truth.volume - 1);
      expect(off).toBeLessThan(name === 'plate' ? 0.003 : 0.001);
    }
  });

  test('the grid and the order of storage change nothing of where the body is', () => {
    const grids: Partial<PhantomOptions>[] = [
      { spacing: [0.8, 0.8, 1.2] },
      { axes: 'LAS', spacing: [1.2, 0.8, 1.6] },
      { axes: 'IPL', tiltDeg: [15, -20, 30], spacing: [0.8, 1.2, 1.2] },
      { axes: 'SRA', tiltDeg: [-40, 10, 170], spacing: [0.8, 0.8, 0.8], centre: [3.3, -2.1, 1.7] },
    ];
    const signs = grids.map((grid) => {
      const p = renderPhantom('asymmetric', { ...soft, ...grid });
      for (const { name, at, inside } of p.truth.landmarks) {
        const value = valueAt(p, at);
        // a place beyond the grid is air
        if (Number.isNaN(value)) {
          expect(inside).toBe(false);
          continue;
        }
        expect(`${name}: ${value > p.truth.halfMaximum}`).toBe(`${name}: ${inside}`);
        expect(Math.abs(value - p.truth.halfMaximum)).toBeGreaterThan(60);
      }
      const a = p.affine;
      return Math.sign(
        a[0] * (a[5] * a[10] - a[6] * a[9]) -
          a[1] * (a[4] * a[10] - a[6] * a[8]) +
          a[2] * (a[4] * a[9] - a[5] * a[8]),
      );
    });
    expect(signs).toEqual([1, -1, 1, 1]);
  });

  test("the R is on the patient's right in a file that someone else's reader opens", () => {
    const p = renderPhantom('asymmetric', {
      ...soft,
      axes: 'RAI',
      tiltDeg: [10, 5, -8],
      spacing: [0.8, 0.8, 1.2],
    });
    const bytes = new Uint8Array(niftiBytes({ ...p, gzip: false })).buffer;
    const header = readHeader(bytes);
    if (header === null) throw new Error('not a NIfTI file');
    const voxels = new Int16Array(readImage(header, bytes));
    const m = header.affine;
    const [nx, ny] = [header.dims[1], header.dims[2]];
    const ras = (lps: Vec3): Vec3 => [-lps[0], -lps[1], lps[2]];
    const inLetter = p.truth.landmarks.filter(({ name }) => name.includes('of the R'));
    expect(inLetter.length).toBeGreaterThan(4);
    const nearest = (at: Vec3): number => {
      let best = Number.POSITIVE_INFINITY;
      let value = Number.NaN;
      for (let n = 0; n < voxels.length; n++) {
        const [i, j, k] = [n % nx, Math.floor(n / nx) % ny, Math.floor(n / (nx * ny))];
        const d = [0, 1, 2].map((r) => m[r][0] * i + m[r][1] * j + m[r][2] * k + m[r][3] - at[r]);
        const d2 = d[0] * d[0] + d[1] * d[1] + d[2] * d[2];
        if (d2 < best) [best, value] = [d2, voxels[n]];
      }
      return value;
    };
    const { at } = inLetter[0];
    // RAS: right is +x
    expect(ras(at)[0]).toBeGreaterThan(18);
    expect(nearest(ras(at))).toBeGreaterThan(226);
    expect(nearest([-ras(at)[0], ras(at)[1], ras(at)[2]])).toBeLessThan(226);
  });

  test('the same options give the same bytes; another seed other noise of the stated strength', () => {
    const noisy = { ...soft, noise: 20, spacing: [1, 1, 2], seed: 7 } as const;
    const [a, b] = [renderPhantom('torus', noisy), renderPhantom('torus', noisy)];
    const other = renderPhantom('torus', { ...noisy, seed: 8 });
    const clean = renderPhantom('torus', { ...noisy, noise: 0 });
    expect(hash(a.voxels)).toBe(hash(b.voxels));
    expect(a.truth).toEqual(b.truth);
    expect(hash(other.voxels)).not.toBe(hash(a.voxels));
    const noise = Array.from(a.voxels, (value, n) => value - clean.voxels[n]);
    const mean = noise.reduce((s, x) => s + x, 0) / noise.length;
    const sd = Math.sqrt(noise.reduce((s, x) => s + x * x, 0) / noise.length);
    expect(Math.abs(mean)).toBeLessThan(0.3);
    expect(Math.abs(sd - 20)).toBeLessThan(0.3);
    // neighbours know nothing of one another
    const next = noise.slice(1).reduce((s, x, n) => s + x * noise[n], 0) / noise.length / (sd * sd);
    expect(Math.abs(next)).toBeLessThan(0.02);
  });

  test('bytes are pinned, so that a change of machine or code shows', () => {
    const p = renderPhantom('field', {
      spacing: [2, 2, 3],
      size: [40, 40, 20],
      centre: [40, 30, 80],
      tiltDeg: [5, 6, 7],
    });
    expect(hash(p.voxels)).toMatchInlineSnapshot(
      `"8e760d941389cd8b747843cc6065655a7d61f5b085c0d7f241d964afb63fe730"`,
    );
  });

  test('every phantom can be scanned; its truth fits what is shown', () => {
    for (const name of phantomNames) {
      const p = renderPhantom(name, { ...soft, spacing: [1, 1, 1], size: [10, 9, 8] });
      const { truth } = p;
      // The bone preset's limit is the half-maximum of the phantoms that are measured.
      if (measuring.includes(name)) expect(truth.halfMaximum).toBe(226);
      expect(truth.phantom).toBe(name);
      expect(p.voxels.length).toBe(p.size[0] * p.size[1] * p.size[2]);
      expect(truth.volume).toBeGreaterThan(100);
      expect(JSON.parse(JSON.stringify(truth))).toEqual(truth);
      for (const axis of [0, 1, 2]) expect(truth.bounds.min[axis]).toBeLessThan(truth.bounds.max[axis]);
    }
  });

  test('the half-maximum follows the values of body and air', () => {
    expect(renderPhantom('ball', { size: [1, 1, 1], bodyHU: 1000, airHU: 100 }).truth.halfMaximum).toBe(550);
  });

  test('what the user can mend is said', () => {
    expect(() => renderPhantom('elephant')).toThrow(/no phantom called/);
    expect(() => renderPhantom('ball', { axes: 'LLS' })).toThrow(/order of axes/);
    expect(() => renderPhantom('ball', { spacing: [0, 1, 1] })).toThrow(/three numbers/);
    expect(() => renderPhantom('ball', { size: [4000, 4000, 4000] })).toThrow(/more than/);
    expect(() => renderPhantom('ball', { noise: -1 })).toThrow(/noise/);
  });
});
