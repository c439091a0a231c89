// The mirror image: exact, still facing outward, and never silent.
import { describe, expect, it } from 'vitest';
import { UserError } from '../../src/core/errors.js';
import { mirrorings } from '../../src/core/print-model.js';
import { mirror } from '../../src/shape/mirror.js';
import { expectSound, listening, modelOf, volumesOf } from '../fixtures/print-models.js';
import { boxMesh, movedMesh, together, torusMesh } from '../fixtures/shapes.js';

const model = modelOf({
  bone: movedMesh(torusMesh(10, 3), [31.7, -20.1, 99.9]),
  two: together(boxMesh([0, 0, 0], [1, 2, 3]), boxMesh([5, 5, 5], [6, 8, 7])),
});

describe('mirror', () => {
  it('does nothing unless asked', async () => {
    expect(await mirror(model)).toBe(model);
    expect(mirror.declaration.says({ across: '' })).toBe('');
  });

  it.each(mirrorings.map((across, axis) => [across, axis] as const))('%s', async (across, axis) => {
    const { context, findings, notes } = listening();
    const image = await mirror(model, { across }, context);
    expectSound(image);
    expect(image.mirrored).toBe(across);
    expect(findings).toMatchObject([{ severity: 'warning', code: 'mirrored' }]);
    expect(notes.length).toBe(1);
    expect(volumesOf(image)).toEqual(volumesOf(model).map((v) => expect.closeTo(v, 3)));
    image.parts.forEach(({ mesh }, n) => {
      const before = model.parts[n].mesh.positions;
      mesh.positions.forEach((x, k) => {
        expect(x).toBe(k % 3 === axis ? 0 - before[k] : before[k]);
      });
    });
    const back = listening();
    expect(await mirror(image, { across }, back.context)).toEqual({ ...model, mirrored: null });
    expect(back.findings).toEqual([]);
  });

  it('refuses a second mirror image of another kind', async () => {
    const image = await mirror(model, { across: 'left-right' });
    await expect(mirror(image, { across: 'up-down' })).rejects.toThrow(UserError);
  });
});
