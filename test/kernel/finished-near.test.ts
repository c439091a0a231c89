// Cutting once more with what has cut before: films everywhere, and still a sound body, or the place where it can't be.
import { describe, expect, it } from 'vitest';
import { bodyOf } from '../../src/core/print-model.js';
import { booleans } from '../../src/kernel/booleans.js';
import { finished } from '../../src/kernel/finished.js';
import { finishedNear } from '../../src/kernel/finished-near.js';
import { FilmError } from '../../src/kernel/mend-body.js';
import { expectSound } from '../fixtures/print-models.js';
import { ballMesh, boxMesh, movedMesh, together } from '../fixtures/shapes.js';

const one = movedMesh(ballMesh(10, 48), [100, 20, 3]);
const two = movedMesh(ballMesh(10, 40), [112, 22, 4]);
const three = movedMesh(ballMesh(8, 40), [106, 30, 5]);

describe('finishedNear', () => {
  it('tries beside the place what can not be mended in it', async () => {
    const shapes = await booleans();
    const { solid, difference } = shapes;
    const [a, b, c] = [one, two, three].map((mesh) => solid(bodyOf(mesh, 'anatomy'), 'ball'));
    const rest = solid(finished(shapes, difference(b, [c]), 'two'), 'two');
    const cut = solid(finished(shapes, difference(a, [c, rest]), 'one'), 'one');
    const again = (by: readonly [number, number, number]) =>
      difference(
        cut,
        [c, rest].map((tool) => tool.translate([...by])),
      );
    const body = finishedNear(shapes, again, 'one');
    expectSound({
      parts: [{ ...body, name: 'one', of: 'one', colour: [1, 1, 1] }],
      mirrored: null,
      scale: 1,
    });
    expect(cut.volume() - shapes.volume(shapes.solid(body, 'one'))).toBeLessThan(0.5);
  });

  it('gives up with the first trouble, and at once where nothing is left', async () => {
    const shapes = await booleans();
    const box = shapes.solid(bodyOf(boxMesh([0, 0, 0], [1, 1, 1]), 'anatomy'), 'box');
    expect(() => finishedNear(shapes, () => shapes.difference(box, [box]), 'box')).toThrow(/nothing is left/);
    const crossing = bodyOf(
      together(boxMesh([0, 0, 0], [2, 2, 2]), boxMesh([1, 1, 1], [3, 3, 3])),
      'anatomy',
    );
    const made = { ...shapes, body: () => crossing };
    expect(() => finishedNear(made, () => box, 'box')).toThrow(FilmError);
  });
});
