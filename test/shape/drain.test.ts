// Holes from cavities: where they are, that nothing is closed any more, and that nothing else is cut.
import { describe, expect, it } from 'vitest';
import { type Context, quietContext } from '../../src/core/context.js';
import { type Mesh, signedVolume } from '../../src/core/mesh.js';
import { originNumber, type PrintModel, printModel } from '../../src/core/print-model.js';
import { shellsOf } from '../../src/kernel/shells.js';
import { drain } from '../../src/shape/drain.js';
import { checkMesh } from '../../src/solid/check-mesh.js';
import { ballMesh, boxMesh, movedMesh, together, turnedOver } from '../fixtures/shapes.js';
import { expectSound } from './expect-sound.js';

const named = (...meshes: readonly Mesh[]): PrintModel =>
  printModel(meshes.map((mesh, n) => ({ name: `part ${n + 1}`, mesh, colour: [1, 1, 1] })));

function told(): { readonly context: Context; readonly notes: Map<string, number | string> } {
  const notes = new Map<string, number | string>();
  return { notes, context: { ...quietContext, note: (name, value) => notes.set(name, value) } };
}

const cavitiesOf = ({ parts }: PrintModel): number =>
  parts.reduce((sum, { mesh }) => sum + shellsOf(mesh).all.filter(({ volume }) => volume < 0).length, 0);

/** Middle of what was cut. */
function cutAt({ parts: [{ mesh, origin }] }: PrintModel): readonly number[] {
  const corners = [...mesh.triangles].filter((_, h) => origin[Math.floor(h / 3)] === originNumber('cut'));
  return [0, 1, 2].map(
    (d) => corners.reduce((sum, v) => sum + mesh.positions[3 * v + d], 0) / corners.length,
  );
}

const at = [40, -7, 12] as const;
const shell = movedMesh(together(ballMesh(15), turnedOver(ballMesh(12))), at);

describe('drain', () => {
  it('does nothing unless asked, or where nothing is closed', async () => {
    const model = named(shell);
    expect(await drain(model)).toBe(model);
    expect(drain.declaration.says({ count: 0, diameter: 3, up: 'left', smallest: 50 })).toBe('');
    const solid = named(ballMesh(5));
    expect((await drain(solid, { count: 2 })).parts[0]).toBe(solid.parts[0]);
  });

  it.each([
    ['superior', [0, 0, -1]],
    ['left', [-1, 0, 0]],
    ['anterior', [0, 1, 0]],
  ] as const)('bores at the bottom where the %s side is up', async (up, down) => {
    const { context, notes } = told();
    const model = await drain(named(shell), { count: 1, up }, context);
    expectSound(model.parts[0], 1);
    expect(checkMesh(model.parts[0].mesh).genus).toBe(0);
    const middle = cutAt(model);
    for (let d = 0; d < 3; d++) expect(middle[d]).toBeCloseTo(at[d] + 13.5 * down[d], 0);
    const removed = signedVolume(shell) - signedVolume(model.parts[0].mesh);
    expect(removed / (Math.PI * 1.75 ** 2 * 3)).toBeCloseTo(1, 1);
    expect(notes.get('part 1: cavities opened')).toBe(1);
  });

  it('bores several holes apart from each other', async () => {
    const model = await drain(named(shell), { count: 3, diameter: 2 });
    expectSound(model.parts[0], 1);
    expect(checkMesh(model.parts[0].mesh).genus).toBe(2);
  });

  it('opens every cavity, and leaves the small ones', async () => {
    const body = together(
      boxMesh([0, 0, 0], [40, 20, 20]),
      turnedOver(boxMesh([2, 2, 2], [18, 18, 18])),
      turnedOver(boxMesh([22, 3, 3], [37, 17, 17])),
      turnedOver(boxMesh([19.5, 9, 9], [20.5, 11, 11])),
    );
    const { context, notes } = told();
    const model = await drain(named(body, shell), { count: 1 }, context);
    expectSound(model.parts[0], 2);
    expectSound(model.parts[1], 1);
    expect(cavitiesOf(model)).toBe(1);
    expect(notes.get('part 1: smaller cavities left closed')).toBe(1);
    expect(cavitiesOf(await drain(named(body), { count: 1, smallest: 0, diameter: 1 }))).toBe(0);
  });

  it('does not cut what stands beyond a gap', async () => {
    // A plate one millimetre below the box: the way down would end in it, so the holes lead elsewhere.
    const body = together(
      boxMesh([0, 0, 0], [20, 20, 20]),
      turnedOver(boxMesh([2, 2, 2], [18, 18, 18])),
      boxMesh([-5, -5, -3], [25, 25, -0.2]),
    );
    const model = await drain(named(body), { count: 1 });
    expectSound(model.parts[0], 2);
    expect(Math.min(...shellsOf(model.parts[0].mesh).all.map(({ volume }) => volume))).toBeCloseTo(
      30 * 30 * 2.8,
      0,
    );
  });

  it('says which cavity has no way out', async () => {
    const narrow = together(boxMesh([0, 0, 0], [20, 20, 5]), turnedOver(boxMesh([2, 2, 2], [18, 18, 3])));
    await expect(drain(named(narrow), { count: 1, diameter: 20 })).rejects.toThrow(/part 1, at \(/);
  });
});
