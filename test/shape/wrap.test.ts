// A box with slits, a bore and a cavity: what is narrow is closed, what is wide stays, and so does the outside.
import { describe, expect, it } from 'vitest';
import type { Vec3 } from '../../src/core/grid.js';
import { boundsOf, type Mesh, signedVolume } from '../../src/core/mesh.js';
import { bodyOf, originNumber, type PrintModel, printModel } from '../../src/core/print-model.js';
import { booleans } from '../../src/kernel/booleans.js';
import { signedDistance } from '../../src/kernel/signed-distance.js';
import { targetSurface } from '../../src/kernel/target-surface.js';
import { wrap } from '../../src/shape/wrap.js';
import { ballMesh, boxMesh, cylinderMesh, movedMesh, together, turnedOver } from '../fixtures/shapes.js';
import { expectSound } from './expect-sound.js';

const named = (mesh: Mesh): PrintModel => printModel([{ name: 'one', mesh, colour: [1, 1, 1] }]);

async function cut(from: Mesh, ...without: readonly Mesh[]): Promise<Mesh> {
  const shapes = await booleans();
  const [a, ...rest] = [from, ...without].map((mesh) => shapes.solid(bodyOf(mesh, 'anatomy'), 'one'));
  return shapes.body(shapes.difference(a, rest), 'what is left').mesh;
}

/** A box of 24 × 16 × 12 mm: a slit of 0.8 mm and one of 4 mm from above, a bore of 1.2 mm into a chamber of 4 mm. */
const slitted = (): Promise<Mesh> =>
  cut(
    boxMesh([0, 0, 0], [24, 16, 12]),
    boxMesh([3, -1, 5], [3.8, 17, 13]),
    boxMesh([7, -1, 7], [11, 17, 13]),
    movedMesh(cylinderMesh(0.6, 10, 24), [18, 9, 6]),
    boxMesh([16, 7, 3], [20, 11, 7]),
  );

describe('wrap', () => {
  it('does nothing unless asked', async () => {
    const model = named(ballMesh(5));
    expect(await wrap(model)).toBe(model);
    expect(wrap.declaration.says({ radius: 0 })).toBe('');
  });

  it('closes what is narrower than the ball, and nothing else', async () => {
    const before = await slitted();
    const {
      parts: [part],
    } = await wrap(named(before), { radius: 1 });
    expectSound(part, 1);
    const inside = signedDistance(targetSurface(part.mesh));
    // In the slit, the bore and the chamber: filled. In the wide slit: not.
    const filled: readonly Vec3[] = [
      [3.4, 8, 11.5],
      [3.4, 3, 6],
      [18, 9, 11.5],
      [18, 9, 5],
      [16.4, 7.4, 3.4],
    ];
    const open: readonly Vec3[] = [
      [9, 8, 8],
      [9, 3, 11],
      [7.6, 8, 7.6],
    ];
    for (const place of filled) expect(inside(...place), place.join()).toBeLessThan(0);
    for (const place of open) expect(inside(...place), place.join()).toBeGreaterThan(0);
    expect(boundsOf(part.mesh)).toEqual(boundsOf(before));
    const distance = signedDistance(targetSurface(before));
    const { positions: p, triangles: t } = part.mesh;
    for (let h = 0; h < t.length; h++) {
      if (part.origin[Math.floor(h / 3)] !== originNumber('offset')) continue;
      // What is new closes the slit or the bore: elsewhere it lies below the surface, and there it is gone.
      const [x, y, z] = p.subarray(3 * t[h], 3 * t[h] + 3);
      const slit = x > 2.9 && x < 3.9;
      const bore = Math.hypot(x - 18, y - 9) < 0.7;
      // The ball does not reach into the lower edges of the wide slit either.
      const edge = z < 8 && ((x > 6.9 && x < 8) || (x > 10 && x < 11.1));
      const closes = slit || bore || edge;
      expect(closes, `${x} ${y} ${z}`).toBe(true);
      expect(distance(x, y, z)).toBeGreaterThan(-1e-3);
    }
  });

  it('fills cavities, and keeps a smooth outside to the bit', async () => {
    const ball = movedMesh(ballMesh(8), [5, -60, 3]);
    const model = named(together(ball, turnedOver(movedMesh(ballMesh(4), [5, -60, 3]))));
    const {
      parts: [part],
    } = await wrap(model, { radius: 2 });
    expectSound(part, 1);
    expect(signedVolume(part.mesh)).toBeCloseTo(signedVolume(ball), 2);
    expect(part.mesh.triangles.length).toBe(ball.triangles.length);
  });

  it('joins bodies that nearly touch', async () => {
    const two = together(ballMesh(6), movedMesh(ballMesh(6), [12.3, 0, 0]));
    expectSound((await wrap(named(two), { radius: 1 })).parts[0], 1);
  });
});
