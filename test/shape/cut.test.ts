// Cutting by planes: volumes add up, caps are flat, and what no plane meets stays as it is.
import { describe, expect, it } from 'vitest';
import { UserError } from '../../src/core/errors.js';
import { originNumber, type PrintModel } from '../../src/core/print-model.js';
import { cut } from '../../src/shape/cut.js';
import { readPlanes } from '../../src/shape/read-planes.js';
import { expectSound, listening, modelOf, volumesOf } from '../fixtures/print-models.js';
import { ballMesh, boxMesh, movedMesh, together, torusMesh } from '../fixtures/shapes.js';

const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);

/** How far the corners of cut triangles lie from the nearest of the planes, and how many these are. */
function capsOf({ parts }: PrintModel, planes: string) {
  let off = 0;
  let count = 0;
  for (const { mesh, origin } of parts)
    for (let h = 0; h < mesh.triangles.length; h++) {
      if (origin[Math.floor(h / 3)] !== originNumber('cut')) continue;
      count++;
      const [x, y, z] = mesh.positions.subarray(3 * mesh.triangles[h], 3 * mesh.triangles[h] + 3);
      const away = readPlanes(planes, 'cut').map(({ normal: [a, b, c], at }) =>
        Math.abs(a * x + b * y + c * z - at),
      );
      off = Math.max(off, Math.min(...away));
    }
  return { off, count };
}

describe('cut', () => {
  it('does nothing unless asked', async () => {
    const model = modelOf({ ball: ballMesh(10) });
    expect(await cut(model)).toBe(model);
    expect(cut.declaration.says({ planes: '', keep: 'both' })).toBe('');
  });

  it('cuts a box in pieces, numbered from below', async () => {
    const model = modelOf({
      bone: boxMesh([0, 0, 100], [2, 3, 104]),
      other: boxMesh([10, 0, 0], [11, 1, 1]),
    });
    const pieces = await cut(model, { planes: 'z=103; z=101' });
    expect(pieces.parts.map(({ name, of }) => [name, of])).toEqual([
      ['bone-1', 'bone'],
      ['bone-2', 'bone'],
      ['bone-3', 'bone'],
      ['other', 'other'],
    ]);
    expect(volumesOf(pieces)).toEqual([6, 12, 6, 1].map((v) => expect.closeTo(v, 5)));
    expect(pieces.parts[3]).toBe(model.parts[1]);
    expectSound(pieces);
    expect(capsOf(pieces, 'z=103;z=101')).toEqual({ off: 0, count: 3 * 2 * 4 });
  });

  it('keeps one side, and leaves out what lies on the other', async () => {
    const model = modelOf({
      bone: boxMesh([0, 0, 0], [2, 3, 4]),
      up: boxMesh([5, 0, 5], [6, 1, 6]),
      down: boxMesh([5, 0, -6], [6, 1, -5]),
    });
    const { context, notes } = listening();
    const above = await cut(model, { planes: 'z=3', keep: 'above' }, context);
    expect(above.parts.map(({ name }) => name)).toEqual(['bone', 'up']);
    expect(volumesOf(above)[0]).toBeCloseTo(6, 5);
    expect(notes).toContainEqual({ name: 'left out', value: 'down', unit: undefined });
    const below = await cut(model, { planes: 'z=3', keep: 'below' });
    expect(below.parts.map(({ name }) => name)).toEqual(['bone', 'down']);
    expect(volumesOf(below)[0]).toBeCloseTo(18, 5);
  });

  it('adds up, and caps are flat, far from the origin and at a slant', async () => {
    const bone = movedMesh(together(torusMesh(30, 9, 48, 24), ballMesh(15, 32)), [120.3, -90.7, 300.1]);
    const model = modelOf({ bone });
    for (const planes of [
      'x=121.77',
      '1,2,-0.5@118,-88,301',
      'y=-91;0.3,0.2,0.9:300',
      'x=120.3;y=-90.7;z=300.1',
    ]) {
      const pieces = await cut(model, { planes });
      expectSound(pieces);
      expect(pieces.parts.length).toBe(2 ** planes.split(';').length);
      expect(sum(volumesOf(pieces)) / sum(volumesOf(model))).toBeCloseTo(1, 5);
      const { off, count } = capsOf(pieces, planes);
      // At 300 mm, float32 has steps of 3e-5 mm; the last planes run through many vertices.
      expect(off).toBeLessThan(planes.startsWith('x=121') ? 1e-5 : 3e-5);
      expect(count).toBeGreaterThan(20);
    }
  });

  it('gives the same twice', async () => {
    const model = modelOf({ bone: torusMesh(30, 9, 48, 24) });
    const planes = '1,0.2,0.1:3';
    expect(await cut(model, { planes })).toEqual(await cut(model, { planes }));
  });

  it('left is x+: above x=0 is the left half', async () => {
    const { parts } = await cut(modelOf({ box: boxMesh([-3, 0, 0], [1, 1, 1]) }), {
      planes: 'x=0',
      keep: 'above',
    });
    expect(volumesOf({ parts, mirrored: null, scale: 1 })[0]).toBeCloseTo(1, 6);
  });

  it('says where the model lies if a plane misses it, and that a side is empty', async () => {
    const model = modelOf({ box: boxMesh([0, 0, 0], [2, 3, 4]) });
    await expect(cut(model, { planes: 'z=2;z=9' })).rejects.toThrow(/z=9 cuts nothing.*0\.00 to 4\.00/);
    await expect(cut(model, { planes: 'z=4' })).rejects.toThrow(UserError);
    await expect(cut(model, { planes: 'z=1;-1,0,0:-1;0,-1,0:-3.5' })).rejects.toThrow(UserError);
  });

  it('reads planes', () => {
    expect(readPlanes(' x = 3'.replaceAll(' ', ''), 'cut')).toMatchObject([{ normal: [1, 0, 0], at: 3 }]);
    expect(readPlanes('Z=-1.5 0,3,4:10', 'cut')).toMatchObject([
      { normal: [0, 0, 1], at: -1.5 },
      { normal: [0, 0.6000000000000001, 0.8], at: 10 },
    ]);
    expect(readPlanes('0,0,2@7,8,9', 'cut')).toMatchObject([{ normal: [0, 0, 1], at: 9 }]);
    for (const wrong of [
      'q=1',
      'z=',
      'z',
      'z=1=2',
      '1,2:3',
      '0,0,0:1',
      '1,0,0:1,2',
      '1,0,0@1',
      '1,,0:1',
      'z=1e999',
      '1,0,0:',
    ])
      expect(() => readPlanes(wrong, 'cut'), wrong).toThrow(UserError);
  });

  it('gives no name twice', async () => {
    const model = modelOf({ bone: boxMesh([0, 0, 0], [1, 1, 2]), 'bone-1': boxMesh([5, 0, 0], [6, 1, 1]) });
    const pieces = await cut(model, { planes: 'z=1.5' });
    expect(pieces.parts.map(({ name }) => name)).toEqual(['bone-1-b', 'bone-2', 'bone-1']);
  });
});
