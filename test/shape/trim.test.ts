// Trimming to a box: what is in it stays, closed; what is not, goes.
import { describe, expect, it } from 'vitest';
import { UserError } from '../../src/core/errors.js';
import { originNumber } from '../../src/core/print-model.js';
import { trim } from '../../src/shape/trim.js';
import { expectSound, listening, modelOf, volumesOf } from '../fixtures/print-models.js';
import { ballMesh, boxMesh, movedMesh } from '../fixtures/shapes.js';

describe('trim', () => {
  it('does nothing unless asked, nor to what lies inside', async () => {
    const model = modelOf({ ball: ballMesh(10) });
    expect(await trim(model)).toBe(model);
    expect((await trim(model, { box: '-11:11,:,-50:' })).parts[0]).toBe(model.parts[0]);
  });

  it('keeps a corner of a box, with caps', async () => {
    const model = modelOf({ bone: boxMesh([0, 0, 0], [2, 3, 4]), gone: boxMesh([-9, 0, 0], [-8, 1, 1]) });
    const { context, notes } = listening();
    const kept = await trim(model, { box: '0.5:,:1,1:3' }, context);
    expect(kept.parts.map(({ name }) => name)).toEqual(['bone']);
    expect(volumesOf(kept)[0]).toBeCloseTo(1.5 * 1 * 2, 5);
    expect(notes).toEqual([{ name: 'left out', value: 'gone', unit: undefined }]);
    expectSound(kept);
    const { mesh, origin } = kept.parts[0];
    for (let t = 0; t < origin.length; t++) {
      const onCap = [
        [0, 0.5],
        [1, 1],
        [2, 1],
        [2, 3],
      ].some(([d, at]) => [0, 1, 2].every((k) => mesh.positions[3 * mesh.triangles[3 * t + k] + d] === at));
      expect(origin[t] === originNumber('cut')).toBe(onCap);
    }
  });

  it('keeps half a ball, far from the origin', async () => {
    const model = modelOf({ ball: movedMesh(ballMesh(20, 128), [150, -120, 310]) });
    const kept = await trim(model, { box: ':,-120:,:' });
    expectSound(kept);
    expect(volumesOf(kept)[0] / volumesOf(model)[0]).toBeCloseTo(0.5, 5);
  });

  it('refuses boxes that miss the model, with its extent, and what is no box', async () => {
    const model = modelOf({ box: boxMesh([0, 0, 0], [2, 3, 4]) });
    await expect(trim(model, { box: ':,:,5:9' })).rejects.toThrow(/0\.0:2\.0,0\.0:3\.0,0\.0:4\.0/);
    for (const box of ['1:2', '2:1,:,:', 'a:1,:,:', '1,2,3', ':,:,:,:'])
      await expect(trim(model, { box })).rejects.toThrow(UserError);
  });
});
