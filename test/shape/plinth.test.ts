// The plinth: a plate below, columns that end inside walls, and one piece in the end.
import { describe, expect, it } from 'vitest';
import { UserError } from '../../src/core/errors.js';
import { boundsOf, type Mesh } from '../../src/core/mesh.js';
import { originNumber, type PrintModel } from '../../src/core/print-model.js';
import { bodiesOverlap } from '../../src/kernel/bodies-overlap.js';
import { raysInto } from '../../src/kernel/ray-hits.js';
import { solidPieces } from '../../src/kernel/solid-pieces.js';
import { triangleTree } from '../../src/kernel/triangle-tree.js';
import { cut } from '../../src/shape/cut.js';
import { plinth } from '../../src/shape/plinth.js';
import { expectSound, listening, modelOf, volumesOf } from '../fixtures/print-models.js';
import { ballMesh, boxMesh, movedMesh, together, torusMesh, turnedOver } from '../fixtures/shapes.js';

const support = originNumber('support');

const bounds = ({ parts }: PrintModel) => boundsOf(parts[0].mesh);

/** Where a ray from far below along `up` meets the part, heights. */
function heights(mesh: Mesh, x: number, y: number): readonly number[] {
  const rays = raysInto(triangleTree(mesh));
  return rays([x, y, -500], [0, 0, 1], 1000).map(({ way }) => way - 500);
}

describe('plinth', () => {
  it('does nothing unless asked', async () => {
    const model = modelOf({ ball: ballMesh(5) });
    expect(await plinth(model)).toBe(model);
  });

  it('stands a ball on a plate, sunk in by 1 mm', async () => {
    const { context, notes } = listening();
    const model = modelOf({ ball: movedMesh(ballMesh(20, 48), [5, 6, 7]) });
    const up = await plinth(model, { height: 4, columns: 0 }, context);
    expectSound(up);
    const { min, max } = bounds(up);
    expect(min[2]).toBeCloseTo(-13 + 1 - 4, 4);
    expect(max[2]).toBeCloseTo(27, 4);
    expect(max[0] - min[0]).toBeCloseTo(50, 4);
    // A cap 1 mm high of a ball of radius 20: 2 π r h.
    const touched = notes.find(({ name }) => name === 'area touched by the plinth')?.value;
    expect(Number(touched) / (2 * Math.PI * 20)).toBeCloseTo(1, 1);
    const cap = (Math.PI * 1 * (3 * 20 - 1)) / 3;
    expect(volumesOf(up)[0] - volumesOf(model)[0]).toBeCloseTo(50 * 50 * 4 - cap, -1);
    expect(await plinth(model, { height: 4, columns: 0 })).toEqual(up);
  });

  it('lets columns end inside the lowest wall', async () => {
    // A hollow ball: below lies a wall of 4 mm, then a hollow.
    const hollow = together(ballMesh(40, 64), turnedOver(ballMesh(36, 64)));
    const { context, notes } = listening();
    const up = await plinth(modelOf({ hollow }), { height: 3, columns: 4, gap: 10, diameter: 5 }, context);
    expectSound(up);
    const { mesh, origin } = up.parts[0];
    expect(notes).toContainEqual({ name: 'columns', value: 4, unit: undefined });
    // The hollow is as it was.
    expect(solidPieces(mesh).volumes.length).toBe(1);
    for (let t = 0; t < origin.length; t++) {
      if (origin[t] !== support) continue;
      for (let k = 0; k < 3; k++) {
        const v = 3 * mesh.triangles[3 * t + k];
        expect(Math.hypot(mesh.positions[v], mesh.positions[v + 1], mesh.positions[v + 2])).toBeGreaterThan(
          39.9,
        );
      }
    }
    expect(bounds(up).min[2]).toBeCloseTo(-40 - 10 - 3, 4);
    // The plate is bare but for the four columns.
    let bare = 0;
    for (let x = -39; x < 40; x += 6)
      for (let y = -39; y < 40; y += 6) if (heights(mesh, x, y)[1] < -49) bare++;
    expect(bare).toBeGreaterThan(180);
  });

  it.each([
    ['superior', 2, 0],
    ['inferior', 2, 1],
    ['left', 0, 0],
    ['right', 0, 1],
    ['posterior', 1, 0],
    ['anterior', 1, 1],
  ] as const)('%s up: the plate is at the other end', async (up, axis, end) => {
    const model = modelOf({ ring: movedMesh(torusMesh(30, 8, 48, 24), [1, 2, 3]) });
    const stood = await plinth(model, { height: 5, up, shape: 'round' });
    expectSound(stood);
    const [before, after] = [bounds(model), bounds(stood)];
    const grown = end === 0 ? before.min[axis] - after.min[axis] : after.max[axis] - before.max[axis];
    expect(grown).toBeCloseTo(4, 3);
    const still = end === 0 ? after.max[axis] - before.max[axis] : after.min[axis] - before.min[axis];
    expect(still).toBeCloseTo(0, 5);
    expect(solidPieces(stood.parts[0].mesh).volumes.length).toBe(1);
  });

  it('joins the largest part, and leaves the others their room', async () => {
    const model = modelOf({
      small: boxMesh([-3, -3, -30], [3, 3, -19.5]),
      ball: ballMesh(20, 48),
    });
    const up = await plinth(model, { height: 6, columns: 3 });
    expectSound(up);
    expect(up.parts[0]).toBe(model.parts[0]);
    expect(volumesOf(up)[1]).toBeGreaterThan(volumesOf(model)[1]);
    expect(bodiesOverlap(up.parts[1].mesh, boxMesh([-2.9, -2.9, -29.9], [2.9, 2.9, -20.5]))).toBe(false);
  });

  it('warns of a hollow that it closes', async () => {
    const { context, findings } = listening();
    const bell = together(boxMesh([-10, -10, 2], [10, 10, 20]), turnedOver(boxMesh([-8, -8, 4], [8, 8, 18])));
    await plinth(modelOf({ bell }), { height: 3 }, context);
    expect(findings).toEqual([]);
    const open = await cut(modelOf({ bell }), { planes: 'z=10', keep: 'above' });
    await plinth(open, { height: 3 }, context);
    expect(findings).toMatchObject([{ severity: 'warning', code: 'plinth-closes' }]);
  });

  it('refuses a model that it can not hold', async () => {
    const needle = modelOf({ needle: boxMesh([0, 0, 0], [1, 1, 60]) });
    await expect(plinth(needle, { height: 3, gap: 5 })).rejects.toThrow(/finds a wall/);
    await expect(plinth(needle, { height: 3, gap: -4 })).rejects.toThrow(UserError);
  });
});
