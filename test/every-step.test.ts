// The laws that every step of the recipe obeys, whatever it does.
import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { quietContext } from '../src/core/context.js';
import { UserError } from '../src/core/errors.js';
import type { Options } from '../src/core/option.js';
import { flagOf } from '../src/core/option.js';
import { type PrintModel, printModel } from '../src/core/print-model.js';
import type { Scan } from '../src/core/scan.js';
import type { Step } from '../src/core/step.js';
import { cleanUp, modelSteps } from '../src/recipes.js';
import { threshold } from '../src/segment/index.js';
import { shapeSteps } from '../src/shape/index.js';
import { solid } from '../src/solid/solid.js';
import { decimate } from '../src/surface/decimate.js';
import { decimateShared } from '../src/surface/decimate-shared.js';
import { fair } from '../src/surface/fair.js';
import { locate } from '../src/surface/locate.js';
import { marchingCubes } from '../src/surface/marching-cubes.js';
import { share } from '../src/surface/share.js';
import { smooth } from '../src/surface/smooth.js';
import { texture } from '../src/texture/texture.js';
import { clipMetal } from '../src/volume/clip-metal.js';
import { crop } from '../src/volume/crop.js';
import { laplacian } from '../src/volume/laplacian.js';
import { occupancy } from '../src/volume/occupancy.js';
import { resample } from '../src/volume/resample.js';
import { resampleLabels } from '../src/volume/resample-labels.js';
import { store } from '../src/volume/store.js';
import { storeMask } from '../src/volume/store-mask.js';
import { ballMesh, boxMesh, movedMesh, together, turnedOver } from './fixtures/shapes.js';
import { scanOf, tilted } from './volume/scan-of.js';

type AnyStep = Step<unknown, unknown, Options>;
const cleaners: readonly unknown[] = cleanUp;
const shapers: readonly unknown[] = shapeSteps;

/** A block with a cavity and a ball beside it, which touch nothing. */
const twoBodies = (): PrintModel =>
  printModel([
    {
      name: 'block',
      mesh: together(boxMesh([-20, -9, -6], [4, 12, 15]), turnedOver(movedMesh(ballMesh(3, 16), [-8, 1, 5]))),
      colour: [0.9, 0.8, 0.7],
    },
    { name: 'ball', mesh: movedMesh(ballMesh(7, 24), [16, 2, 3]), colour: [0.2, 0.4, 0.6] },
  ]);

const affine = tilted([1, 1.2, 1.5], 0.3, 0.2, [3, -8, 5]);

/** Three blobs of different size on a tilted grid. */
const blobs = (): Scan =>
  scanOf([20, 18, 15], affine, ([x, y, z]) => {
    const [u, v, w] = [x - 3, y + 8, z - 5];
    const one = 600 - 90 * Math.hypot(u - 7, v - 9, w - 9);
    const two = 500 - 160 * Math.hypot(u - 14, v - 12, w - 12);
    return Math.max(0, Math.round(Math.max(one, two)));
  });

/** What a step of the recipe is given in the middle of a run. */
async function inputOf(step: unknown): Promise<unknown> {
  if (shapers.includes(step)) return twoBodies();
  const scan = blobs();
  if (step === resample || step === clipMetal) return scan;
  if (step === occupancy || step === resampleLabels || step === share || step === decimateShared) {
    const labels = scanOf([20, 18, 15], affine, ([x]) => (x > 6 ? 2 : x > 0 ? 1 : 0), { floats: false });
    const map = { ...labels, facts: { ...labels.facts, labels: true } };
    if (step === occupancy || step === resampleLabels) return map;
    const parts = { scan: map, wanted: [[1], [2]] };
    return step === share ? parts : share(parts);
  }
  if (step === storeMask)
    return resample(
      scanOf([20, 18, 15], affine, ([x]) => (x > 0 ? 1 : 0)),
      { kernel: 'linear' },
    );
  const volume = await resample(scan, { spacing: 1 });
  if (step === crop || step === threshold || step === store) return volume;
  if (step === laplacian) return store(volume);
  if (step === texture) {
    const image = await store(volume);
    return { image, mask: { ...image, voxels: Int16Array.from(image.voxels, (v) => (v > 100 ? 1 : 0)) } };
  }
  const segment = await threshold(volume, { threshold: '200' });
  if (cleaners.includes(step) || step === marchingCubes) return segment;
  const surface = await marchingCubes(segment);
  return step === fair || step === locate ? { surface, scan } : surface;
}

/** Everything of a value that is a number or an array, as one text; big arrays by their bytes. */
function bytesOf(value: unknown, seen = new Set<unknown>()): string {
  if (value instanceof SharedArrayBuffer || value instanceof ArrayBuffer) return '';
  if (ArrayBuffer.isView(value))
    return Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('base64');
  if (typeof value !== 'object' || value === null) return String(value);
  if (seen.has(value)) return '';
  seen.add(value);
  return Object.entries(value)
    .map(([key, part]) => `${key}:${bytesOf(part, seen)}`)
    .join(',');
}

/** Steps of other programs than the model's. */
const furtherSteps = [decimateShared, store, storeMask, resampleLabels, laplacian, texture] as const;

const steps = [...modelSteps, ...furtherSteps, ...shapeSteps].map(
  (step) => [step.declaration.name, step] as const,
);
const asAny = (step: unknown): AnyStep => step as AnyStep;

/** Limits that a small test can't go to: they would be a huge grid. */
const tooBig = new Set(['resample.spacing', 'resampleLabels.spacing']);

describe.each(steps)('the step %s', (name, raw) => {
  const step = asAny(raw);

  it('leaves its input as it was, and gives the same bytes twice', async () => {
    const input = await inputOf(raw);
    const before = bytesOf(input);
    const once = bytesOf(await step(input));
    expect(bytesOf(await step(input))).toBe(once);
    expect(bytesOf(input)).toBe(before);
  });

  it('stops when it is told to', async () => {
    const stopped = { ...quietContext, signal: AbortSignal.abort() };
    await expect(step(await inputOf(raw), {}, stopped)).rejects.toThrow(/abort/i);
  });

  it('goes to both limits of every option, or says in two lines why not', async () => {
    const input = await inputOf(raw);
    for (const [key, option] of Object.entries(step.declaration.options))
      for (const value of option.limits ?? option.choices ?? []) {
        if (tooBig.has(`${name}.${key}`)) continue;
        try {
          await step(input, { [key]: value });
        } catch (error) {
          expect(error, `${key} = ${value}`).toBeInstanceOf(UserError);
        }
      }
    for (const [key, { limits, parse }] of Object.entries(step.declaration.options))
      if (limits) expect(() => parse(String(limits[1] + 1), key)).toThrow(UserError);
  });

  it('speaks in whole sentences', () => {
    const { says, does, options } = step.declaration;
    const values = Object.fromEntries(Object.entries(options).map(([key, option]) => [key, option.default]));
    expect(says(values)).toMatch(/^$|^[A-Z].*\.$/);
    expect(does).toMatch(/^[A-Z][^.]*$/);
  });
});

describe('a scan of one kind of voxel', () => {
  it('one voxel inside becomes a closed surface, an empty mask a UserError', async () => {
    const one = scanOf([9, 9, 9], affine, () => 0);
    one.voxels[4 + 9 * (4 + 9 * 4)] = 1000;
    const volume = await resample(one, { spacing: 1.2, kernel: 'linear' });
    const segment = await threshold(volume, { threshold: '200' });
    const part = await solid(await decimate(await smooth(await marchingCubes(segment))));
    expect(part.facts.closed && part.facts.manifold && part.facts.orientedOutward).toBe(true);
    await expect(threshold(volume, { threshold: '5000' })).rejects.toThrow(UserError);
  });

  it('all inside becomes a block', async () => {
    const full = scanOf([9, 9, 9], affine, () => 1000);
    const volume = await resample(full, { spacing: 1 });
    const segment = await threshold(volume, { threshold: '200' });
    const part = await solid(await decimate(await smooth(await marchingCubes(segment))));
    const [x, y, z] = volume.grid.size;
    expect(part.facts.parts).toBe(1);
    expect(Math.abs(part.facts.volume / (x * y * z) - 1)).toBeLessThan(0.05);
  });
});

describe('flags', () => {
  it('are named once, but for those that steps share on purpose', () => {
    const flags = [...modelSteps, ...shapeSteps].flatMap(({ declaration }) =>
      Object.entries(declaration.options).map(([key, option]) => flagOf(declaration.name, key, option.flag)),
    );
    const twice = flags.filter((flag, n) => flags.indexOf(flag) !== n);
    expect(twice.filter((flag) => !['tolerance', 'draft'].includes(flag))).toEqual([]);
  });

  it('hold all those that the users were promised', () => {
    const flags = modelSteps.flatMap(({ declaration }) =>
      Object.entries(declaration.options).map(([key, option]) => flagOf(declaration.name, key, option.flag)),
    );
    for (const flag of [
      'preset',
      'threshold',
      'spacing',
      'kernel',
      'tolerance',
      'reduce',
      'triangles',
      'edge',
      'drop-smaller',
      'largest',
      'crop',
    ])
      expect(flags).toContain(flag);
  });
});

describe('the room of tests', () => {
  it('has one for every stage', () => {
    for (const stage of [
      'scan',
      'volume',
      'segment',
      'surface',
      'solid',
      'shape',
      'printing',
      'files',
      'report',
      'preview',
      'phantom',
    ])
      expect(existsSync(new URL(`./${stage}/`, import.meta.url))).toBe(true);
  });
});
