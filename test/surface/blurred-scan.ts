// Small scans of solids known by formula, blurred and noisy as a scanner's are, and how far a mesh lies from the truth.
import type { Blur } from '../../src/core/blur.js';
import type { Affine, Vec3 } from '../../src/core/grid.js';
import type { Mesh } from '../../src/core/mesh.js';
import type { Scan } from '../../src/core/scan.js';
import type { Body, Layer } from '../../src/phantom/body.js';
import { whiteNoise } from '../../src/phantom/noise.js';
import { renderLayers } from '../../src/phantom/render-layers.js';
import { finishScan } from '../../src/scan/finish-scan.js';
import { scanFacts } from '../fixtures/scan-facts.js';
import { tilted } from '../volume/scan-of.js';

export interface Shot {
  /** Of the cube about the origin that is scanned, mm. */
  readonly half: number;
  readonly spacing?: Vec3;
  /** Radians. */
  readonly turn?: number;
  readonly mirrored?: boolean;
  /** mm toward the slice's second axis for each mm across. */
  readonly lean?: number;
  /** Which axis of the patient the slices lie across. */
  readonly across?: 0 | 1 | 2;
  readonly blur?: Blur;
  readonly noise?: number;
  /** HU around the solids. */
  readonly around?: number;
}

export const usual: Blur = { inPlane: 0.5, throughPlane: 0.6, sliceBox: 1.2 };

export const layer = (valueHU: number, ...bodies: Body[]): Layer => ({
  material: `${valueHU} HU`,
  valueHU,
  bodies,
});

export function blurredScan(layers: readonly Layer[], shot: Shot): Scan {
  const { half, spacing = [0.7, 0.7, 1.2], turn = 0.3, mirrored = false, lean = 0, across = 2 } = shot;
  const { blur = usual, noise = 0, around = 40 } = shot;
  const [nx, ny, nz] = spacing.map((s) => Math.ceil((2 * half) / s));
  const size: Vec3 = [nx, ny, nz];
  const [a, b, c, , d, e, f, , g, h, i] = tilted(spacing, turn, turn / 2, [0, 0, 0], mirrored);
  const by = (lean * spacing[2]) / spacing[1];
  // A cyclic change of rows turns all of it about the cube's diagonal.
  const rows = [
    [a, b, c + by * b],
    [d, e, f + by * e],
    [g, h, i + by * h],
  ];
  const [x, y, z] = [0, 1, 2].map((row) => rows[(row + 2 - across) % 3]);
  const middle = ([p, q, r]: readonly number[]): number => -(p * (nx - 1) + q * (ny - 1) + r * (nz - 1)) / 2;
  const row = (of: readonly number[]): readonly [number, number, number, number] => [
    of[0],
    of[1],
    of[2],
    middle(of),
  ];
  const affine: Affine = [...row(x), ...row(y), ...row(z)];
  const voxels = new Int16Array(new SharedArrayBuffer(2 * nx * ny * nz));
  const grain = whiteNoise(7);
  const { inPlane, throughPlane, sliceBox } = blur;
  const psf = { inPlane, throughPlane, sliceProfile: sliceBox };
  renderLayers(layers, around, { size, affine }, psf, ({ from, to, values }) => {
    let n = 0;
    for (let k = from[2]; k < to[2]; k++)
      for (let j = from[1]; j < to[1]; j++)
        for (let i = from[0]; i < to[0]; i++, n++) {
          const at = i + nx * (j + ny * k);
          voxels[at] = Math.round(values[n] + noise * grain(at));
        }
  });
  const facts = { ...scanFacts, format: 'DICOM' } as const;
  return finishScan({ grid: { size, affine }, voxels, saysLabels: false, facts });
}

/** Negative inside, mm. */
export type Distance = (x: number, y: number, z: number) => number;

export interface Miss {
  readonly mean: number;
  readonly rms: number;
  readonly worst: number;
  /** Positive outside. */
  readonly signed: number;
}

/** Of the vertices of which `counts` is true, mm. */
export function missOf(mesh: Mesh, distance: Distance, counts: (p: Vec3) => boolean = () => true): Miss {
  let [n, sum, squares, worst, signed] = [0, 0, 0, 0, 0];
  for (let o = 0; o < mesh.positions.length; o += 3) {
    const [x, y, z] = mesh.positions.subarray(o, o + 3);
    if (!counts([x, y, z])) continue;
    const d = distance(x, y, z);
    n++;
    sum += Math.abs(d);
    squares += d * d;
    signed += d;
    worst = Math.max(worst, Math.abs(d));
  }
  return { mean: sum / n, rms: Math.sqrt(squares / n), worst, signed: signed / n };
}

/** Mean of the absolute distances over the area, by four points a triangle. */
export function areaMiss({ positions: p, triangles: t }: Mesh, distance: Distance): number {
  let [sum, area] = [0, 0];
  for (let h = 0; h < t.length; h += 3) {
    const [a, b, c] = [...t.subarray(h, h + 3)].map((v) => p.subarray(3 * v, 3 * v + 3));
    const [u, v] = [b, c].map((q) => q.map((x, d) => x - a[d]));
    const twice = Math.hypot(u[1] * v[2] - u[2] * v[1], u[2] * v[0] - u[0] * v[2], u[0] * v[1] - u[1] * v[0]);
    for (const [r, s] of weights) {
      const at = (d: number): number => a[d] + r * u[d] + s * v[d];
      sum += (twice * Math.abs(distance(at(0), at(1), at(2)))) / weights.length;
    }
    area += twice;
  }
  return sum / area;
}

const weights = [
  [1 / 3, 1 / 3],
  [2 / 3, 1 / 6],
  [1 / 6, 2 / 3],
  [1 / 6, 1 / 6],
] as const;
