// A moved surface gets back the volume of each of its pieces, and no other change than that.
import { expect, it } from 'vitest';
import { holdVolume } from '../../src/kernel/hold-volume.js';
import { pieceVolumes } from '../../src/kernel/piece-volumes.js';
import { topologyOf } from '../../src/kernel/topology.js';
import { vertexComponents } from '../../src/kernel/vertex-components.js';
import { ball, isosurface } from '../fixtures/solids.js';

it('brings the volume of every piece back, a cavity’s too', () => {
  const mesh = isosurface(
    (x, y, z) =>
      Math.max(
        Math.min(ball([5, 5, 5], 4)(x, y, z), -ball([5, 5, 5], 2)(x, y, z)),
        ball([12, 12, 12], 2)(x, y, z),
      ),
    [31, 31, 31],
    0.5,
  );
  const { positions, triangles } = mesh;
  const pieces = vertexComponents(triangles, positions.length / 3);
  expect(new Set(pieces).size).toBe(3);
  // Shrunk about the middle of everything: each piece loses volume and moves.
  const goal = Float64Array.from(positions, (x) => 7 + 0.97 * (x - 7));
  const volumes = (p: Float32Array) =>
    topologyOf({ positions: p, triangles }).components.map((c) => c.volume);
  const before = volumes(positions);
  const wanted = pieceVolumes(positions, triangles, pieces);
  for (let round = 0; round < 2; round++) holdVolume(goal, goal, wanted, triangles, pieces);
  const after = volumes(Float32Array.from(goal));
  after.forEach((volume, n) => {
    expect(Math.abs(volume / before[n] - 1)).toBeLessThan(1e-5);
  });
  expect(before.some((volume) => volume < 0)).toBe(true);
});
