// What is stated of a surface holds on scans of bodies known by formula.
import { describe, expect, it } from 'vitest';
import { acrossSlices, type ScanBlur } from '../../src/core/blur.js';
import { quietContext } from '../../src/core/context.js';
import type { EdgeFacts, Mesh, Surface } from '../../src/core/mesh.js';
import type { Scan } from '../../src/core/scan.js';
import { uncertainty } from '../../src/kernel/uncertainty.js';
import { vertexUncertainty } from '../../src/kernel/vertex-uncertainty.js';
import { phantomOf } from '../../src/phantom/phantom-of.js';
import { renderPhantom } from '../../src/phantom/render-phantom.js';
import { truthDistance } from '../../src/phantom/truth-distance.js';
import { threshold } from '../../src/segment/threshold.js';
import { locate } from '../../src/surface/locate.js';
import { marchingCubes } from '../../src/surface/marching-cubes.js';
import { resample } from '../../src/volume/resample.js';
import { scanFacts } from '../fixtures/scan-facts.js';
import { ball } from './solids.js';

const spacing = [1, 1, 2] as const;
const voxel = 2;
const blurWith = (noise: number): ScanBlur => ({
  inPlane: 0.7,
  throughPlane: 1,
  sliceBox: 2,
  axis: 2,
  noise,
  assumed: false,
});

interface Scanned {
  readonly scan: Scan;
  readonly half: number;
}

function scanned(name: string, noise: number): Scanned {
  const { voxels, size, affine } = renderPhantom(name, {
    spacing,
    psfInPlane: 0.7,
    psfThroughPlane: 1,
    noise,
    seed: 7,
  });
  const { valueHU, againstHU } = phantomOf(name).structure;
  return {
    scan: { grid: { size, affine }, voxels, facts: scanFacts },
    half: (valueHU + againstHU) / 2,
  };
}

async function surfaceAt({ scan }: Scanned, level: number): Promise<Surface> {
  const volume = await resample(scan, { spacing: 0.6 });
  return marchingCubes(await threshold(volume, { threshold: String(level) }));
}

async function fitted(of: Scanned, noise: number): Promise<{ mesh: Mesh; edges: EdgeFacts }> {
  const found = await surfaceAt(of, of.half);
  const { mesh, edges } = await locate({ surface: found, scan: of.scan }, { blur: blurWith(noise) });
  if (edges === undefined) throw new Error('the surface was not fitted');
  return { mesh, edges };
}

describe('vertexUncertainty', () => {
  it.each([
    ['ball', 20],
    ['torus', 40],
    ['box', 20],
  ])(
    'holds the truth of a %s scanned with a noise of %d HU on 90 to 99 percent of its area',
    async (name, noise) => {
      const { mesh, edges } = await fitted(scanned(name, noise), noise);
      const { all, area } = await vertexUncertainty(mesh, edges, voxel, quietContext);
      const { distance } = truthDistance(phantomOf(name));
      const p = mesh.positions;
      let [whole, held] = [0, 0];
      for (let v = 0; v < all.length; v++) {
        whole += area[v];
        if (Math.abs(distance(p[3 * v], p[3 * v + 1], p[3 * v + 2])) <= 2 * all[v]) held += area[v];
      }
      expect(held / whole).toBeGreaterThan(0.9);
      expect(held / whole).toBeLessThan(0.99);
    },
  );
});

/** A ball whose edges are all alike. */
const alike = async (
  radius: number,
  edge: { clean: number; contrast: number; misfit: number },
  blur: ScanBlur,
) => {
  const mesh = ball(4, radius);
  const n = mesh.positions.length / 3;
  const edges: EdgeFacts = {
    clean: new Uint8Array(n).fill(edge.clean),
    contrast: new Float32Array(n).fill(edge.contrast),
    misfit: new Float32Array(n).fill(edge.misfit),
    sigma: new Float32Array(n).fill(0.5),
    edited: new Uint8Array(n),
    blur,
  };
  return (await uncertainty(mesh, edges, 0.25, quietContext)).facts;
};
const even: ScanBlur = { inPlane: 0.5, throughPlane: 0.5, sliceBox: 0, axis: 2, noise: 20, assumed: false };

describe('uncertainty', () => {
  it('tells how far the surface moves with the level as the surface itself does', async () => {
    const of = scanned('ball', 0);
    const { mesh, edges } = await fitted(of, 0);
    const { levels } = (await uncertainty(mesh, edges, voxel, quietContext)).facts;
    const radius = ({ mesh: { positions: p } }: Surface): number => {
      let sum = 0;
      for (let o = 0; o < p.length; o += 3) sum += Math.hypot(p[o], p[o + 1], p[o + 2]);
      return sum / (p.length / 3);
    };
    // The spline between samples a sigma and more apart is itself a little softer than the blur.
    for (const { by, mean, lost } of levels) {
      const low = radius(await surfaceAt(of, of.half - by));
      const high = radius(await surfaceAt(of, of.half + by));
      expect(mean / ((low - high) / 2)).toBeGreaterThan(0.9);
      expect(mean / ((low - high) / 2)).toBeLessThan(1.1);
      expect(lost).toBe(0);
    }
  });

  it('leaves out what lies where the mask was edited, and tells how much that is', async () => {
    const of = scanned('ball', 20);
    const { mesh, edges } = await fitted(of, 20);
    const p = mesh.positions;
    const misfit = edges.misfit.map((own, v) => (p[3 * v] > 0 ? 1 : own));
    const edited = Uint8Array.from(misfit, (_, v) => (p[3 * v] > 0 ? 1 : 0));
    const { facts: whole } = await uncertainty(mesh, edges, voxel, quietContext);
    const { facts: half } = await uncertainty(mesh, { ...edges, misfit, edited }, voxel, quietContext);
    expect(whole.edited).toBe(0);
    expect(half.edited).toBeGreaterThan(0.45);
    expect(half.edited).toBeLessThan(0.55);
    expect(half.finding.rms / whole.finding.rms).toBeGreaterThan(0.8);
    expect(half.finding.rms / whole.finding.rms).toBeLessThan(1.25);
  });

  it('follows the normal distribution along a flat edge, and counts what a level would lose', async () => {
    const { levels } = await alike(20, { clean: 1, contrast: 150, misfit: 0.1 }, even);
    // A sixth, a third and two thirds of the contrast beyond the middle: 0.4307 and 0.9674 sigma, and nowhere.
    expect(levels[0]).toMatchObject({ by: 25, lost: 0 });
    expect(levels[0].mean).toBeCloseTo(0.4307 * 0.5, 3);
    expect(levels[1].mean).toBeCloseTo(0.9674 * 0.5, 3);
    expect(levels[2]).toEqual({ by: 100, mean: 0, p95: 0, lost: 1 });
  });

  it('grows with the noise, with what is not explained, and where the blur is assumed', async () => {
    const edge = { clean: 1, contrast: 1000, misfit: 0.021 };
    const quiet = await alike(20, edge, even);
    const noisy = await alike(20, { ...edge, misfit: 0.042 }, { ...even, noise: 40 });
    expect(noisy.noise.rms / quiet.noise.rms).toBeCloseTo(2, 1);
    const strange = await alike(20, { ...edge, misfit: 0.08 }, even);
    expect(strange.model.rms).toBeGreaterThan(3 * quiet.model.rms);
    const assumed = await alike(20, edge, { ...even, assumed: true });
    expect(assumed.blur.rms / quiet.blur.rms).toBeCloseTo(5, 3);
    expect(assumed.blurAssumed).toBe(true);
  });

  it('tells the area without clean edges and the walls that the blur leaves', async () => {
    const none = await alike(20, { clean: 0, contrast: 0, misfit: 0 }, even);
    expect(none.doubtful).toBe(1);
    expect(none.finding.rms).toBeGreaterThan(0.05);
    expect(none.finding.rms).toBeLessThan(0.5);
    const { walls } = await alike(20, { clean: 1, contrast: 900, misfit: 0.03 }, { ...even, sliceBox: 3 });
    expect(walls.inPlane.lost).toBeCloseTo(0.573 * 2.3548 * 0.5, 3);
    expect(walls.throughPlane.lost / walls.inPlane.lost).toBeCloseTo(
      acrossSlices({ ...even, sliceBox: 3 }) / 0.5,
      6,
    );
  });
});
