// Vertices near changes of a mask, against a look at every voxel around each.
import { expect, it } from 'vitest';
import { emptyBits, getBit, setBit } from '../../src/core/bits.js';
import { type Affine, toPatient } from '../../src/core/grid.js';
import { editedVertices } from '../../src/kernel/edited-vertices.js';
import { random } from './solids.js';

it('marks those with a changed voxel among the 64 around them, across words and at the rim', () => {
  const next = random(3);
  const size = [70, 9, 8] as const;
  const affine: Affine = [0.5, 0, 0, -3, 0, -0.7, 0, 4, 0, 0, 1.1, 2];
  const grey = emptyBits(size);
  const inside = emptyBits(size);
  for (let n = 0; n < 30; n++) {
    const [i, j, k] = size.map((most) => Math.floor(most * next()));
    setBit(grey, i, j, k, true);
    setBit(inside, i, j, k, n % 3 === 0);
  }
  const at = Array.from({ length: 2000 }, () => size.map((most) => Math.floor((most + 6) * next()) - 2.5));
  const positions = Float32Array.from(at.flatMap(([i, j, k]) => toPatient(affine, i, j, k)));
  const around = [0, 1, 2, 3];
  const differs = (i: number, j: number, k: number): boolean =>
    [i, j, k].every((x, axis) => x >= 0 && x < size[axis]) &&
    getBit(grey, i, j, k) !== getBit(inside, i, j, k);
  const expected = at.map((place) => {
    const [i, j, k] = place.map((x) => Math.floor(x) - 1);
    return around.some((a) => around.some((b) => around.some((c) => differs(i + a, j + b, k + c)))) ? 1 : 0;
  });
  expect([...editedVertices(positions, { volume: { grid: { size, affine } }, grey, inside })]).toEqual(
    expected,
  );
  expect(expected).toContain(1);
  expect(editedVertices(positions, { volume: { grid: { size, affine } }, grey, inside: grey })).not.toContain(
    1,
  );
});
