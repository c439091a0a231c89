// The laws of the whole way from a scan to a part, on bodies laid out by chance: sound, within the cap both ways, truer.
import { describe, expect, it } from 'vitest';
import { signedVolume } from '../../src/core/mesh.js';
import { selfIntersections } from '../../src/kernel/self-intersections.js';
import { topologyOf } from '../../src/kernel/topology.js';
import { phantomOf } from '../../src/phantom/phantom-of.js';
import { truthDistance } from '../../src/phantom/truth-distance.js';
import { makeModel } from '../../src/run.js';
import { threshold } from '../../src/segment/index.js';
import { marchingCubes } from '../../src/surface/marching-cubes.js';
import { resample } from '../../src/volume/resample.js';
import { closedAndOriented } from '../fixtures/brute.js';
import { phantomScan } from '../scan/phantom-scan.js';
import { areaMiss } from './blurred-scan.js';

const blur = { inPlane: 0.7, throughPlane: 0.7, sliceBox: 1.5, axis: 2, noise: 15, assumed: false };
const tolerances = [0.05, 0.1, 0.25];
const cases = [3, 5, 7, 11].map((seed, n) => ({ seed, tolerance: tolerances[n % 3] }));

describe('a model of bodies by chance', () => {
  it.each(cases)('keeps the laws: %o', async ({ seed, tolerance }) => {
    const scan = phantomScan('random', {
      seed,
      spacing: [1.25, 1.25, 1.5],
      size: [68, 70, 56],
      psfInPlane: blur.inPlane,
      psfThroughPlane: blur.throughPlane,
      tiltDeg: [4, 6, 9],
      shearDeg: seed % 2 === 0 ? 0 : 12,
      noise: 15,
    });
    const grid = { spacing: 1.1 };
    const at = { threshold: '620' };
    const { part, ledger } = await makeModel(scan, {
      threads: 1,
      given: {
        resample: grid,
        threshold: at,
        locate: { blur },
        smooth: { tolerance },
        decimate: { tolerance },
      },
    });
    const { mesh, facts } = part;
    const raw = (await marchingCubes(await threshold(await resample(scan, grid), at))).mesh;
    const [before, after] = [topologyOf(raw), topologyOf(mesh)];
    expect(closedAndOriented(mesh)).toBe(true);
    expect(after.nonManifoldVertices.count + after.coincidentVertices.count).toBe(0);
    expect(selfIntersections(mesh).length).toBe(0);
    expect(facts.orientedOutward).toBe(true);
    expect(after.components.length).toBe(before.components.length);
    expect(after.genus).toBe(before.genus);
    const last = ledger[ledger.length - 1];
    for (const way of [last.toReference, last.fromReference])
      expect(way?.bound).toBeLessThanOrEqual(tolerance + 1e-6);
    expect(Math.abs(signedVolume(mesh) / ledger[0].volume - 1)).toBeLessThan(0.002);
    const { distance } = truthDistance(phantomOf('random', undefined, seed));
    const [found, threshed] = [areaMiss(mesh, distance), areaMiss(raw, distance)];
    expect(found).toBeLessThan(0.6 * threshed);
  });
});
