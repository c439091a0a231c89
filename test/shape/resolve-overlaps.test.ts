// Parts that overlap come apart: one keeps its shape, the other loses what they have in common.
import { describe, expect, it } from 'vitest';
import { makeParts } from '../../src/commands/make-parts.js';
import { type Mesh, signedVolume } from '../../src/core/mesh.js';
import { bodyOf, printModel } from '../../src/core/print-model.js';
import { booleans } from '../../src/kernel/booleans.js';
import { resolveOverlaps } from '../../src/shape/resolve-overlaps.js';
import { threeBlocks } from '../fixtures/label-maps.js';
import { expectSound, listening, modelOf, volumesOf } from '../fixtures/print-models.js';
import { ballMesh, boxMesh, movedMesh, together, turnedOver } from '../fixtures/shapes.js';
import { tilted } from '../volume/scan-of.js';

async function common(a: Mesh, b: Mesh): Promise<number> {
  const { solid, intersection, volume } = await booleans();
  return volume(intersection(solid(bodyOf(a, 'anatomy'), 'a'), solid(bodyOf(b, 'anatomy'), 'b')));
}

async function united(...meshes: readonly Mesh[]): Promise<number> {
  const { solid, union, volume } = await booleans();
  return volume(union(meshes.map((mesh) => solid(bodyOf(mesh, 'anatomy'), 'it'))));
}

const balls = modelOf({
  one: movedMesh(ballMesh(10, 48), [100, 20, 3]),
  two: movedMesh(ballMesh(10, 40), [112, 22, 4]),
  three: movedMesh(ballMesh(8, 40), [106, 30, 5]),
});
const unit = boxMesh([0, 0, 0], [1, 1, 1]);

describe('resolve-overlaps', () => {
  it('leaves alone what does not overlap', async () => {
    const model = modelOf({ one: ballMesh(5), two: movedMesh(ballMesh(5), [20, 0, 0]) });
    const { context, notes } = listening();
    const after = await resolveOverlaps(model, {}, context);
    after.parts.forEach((part, n) => {
      expect(part).toBe(model.parts[n]);
    });
    expect(notes).toEqual([]);
    expect(await resolveOverlaps(balls, { overlaps: 'keep' })).toBe(balls);
  });

  it.each(['first', 'last'] as const)('gives three balls to the %s', async (overlaps) => {
    const { context, notes } = listening();
    const after = await resolveOverlaps(balls, { overlaps }, context);
    expect(after.parts.map(({ name }) => name)).toEqual(['one', 'two', 'three']);
    const kept = overlaps === 'first' ? 0 : 2;
    expect(after.parts[kept]).toBe(balls.parts[kept]);
    expectSound(after);
    expect(notes.length).toBe(2);
    const [a, b, c] = after.parts.map(({ mesh }) => mesh);
    for (const [p, q] of [
      [a, b],
      [b, c],
      [a, c],
    ])
      expect(await common(p, q)).toBeLessThan(1e-6 * signedVolume(a));
    const before = await united(...balls.parts.map(({ mesh }) => mesh));
    expect((await united(a, b, c)) / before).toBeCloseTo(1, 6);
    expect(volumesOf(after).reduce((x, y) => x + y) / before).toBeCloseTo(1, 6);
    // Once is enough.
    const again = await resolveOverlaps(after, { overlaps });
    again.parts.forEach((part, n) => {
      expect(part).toBe(after.parts[n]);
    });
  });

  it('leaves shared walls, and what fills a cavity, as they are', async () => {
    const inner = boxMesh([1, 1, 1], [2, 2, 2]);
    const model = modelOf({
      left: unit,
      right: boxMesh([-1, 0, 0], [0, 1, 1]),
      shell: together(boxMesh([0, 0, 2], [3, 3, 5]), turnedOver(movedMesh(inner, [0, 0, 2]))),
      filling: movedMesh(inner, [0, 0, 2]),
    });
    const after = await resolveOverlaps(model);
    after.parts.forEach((part, n) => {
      expect(part).toBe(model.parts[n]);
    });
  });

  it('leaves the parts of a label map as they are, which share all walls', async () => {
    const labels = [1, 2, 3].map((id) => ({ name: `label-${id}`, colour: null, labels: [id] }));
    const scan = threeBlocks(tilted([1, 1.2, 1.5], 0.3, 0.2, [3, -8, 5], true));
    const { made } = await makeParts(scan, labels, { given: {} });
    const model = printModel(made.map(({ part }) => part));
    const after = await resolveOverlaps(model);
    after.parts.forEach((part, n) => {
      expect(part).toBe(model.parts[n]);
    });
  });

  it('cuts out what lies inside, and says who swallowed whom', async () => {
    const large = boxMesh([0, 0, 0], [4, 4, 4]);
    const small = boxMesh([1, 1, 1], [2, 2, 2]);
    const after = await resolveOverlaps(modelOf({ large, small }), { overlaps: 'last' });
    expect(volumesOf(after)).toEqual([expect.closeTo(63, 5), 1]);
    expectSound(after);
    await expect(resolveOverlaps(modelOf({ large, small }))).rejects.toThrow(/'small'.*'large'/);
  });
});
