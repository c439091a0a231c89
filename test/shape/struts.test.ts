// Struts: as many as it takes, where they are shortest, and what they join is one piece.
import { describe, expect, it } from 'vitest';
import { UserError } from '../../src/core/errors.js';
import { originNumber } from '../../src/core/print-model.js';
import { shortestBridges } from '../../src/kernel/shortest-bridges.js';
import { solidPieces } from '../../src/kernel/solid-pieces.js';
import { struts } from '../../src/shape/struts.js';
import { expectSound, listening, modelOf, volumesOf } from '../fixtures/print-models.js';
import { ballMesh, boxMesh, movedMesh, together, torusMesh, turnedOver } from '../fixtures/shapes.js';

const loose = together(
  movedMesh(ballMesh(5, 32), [0, 0, 0]),
  movedMesh(ballMesh(8, 32), [20, 0, 0]),
  movedMesh(ballMesh(4, 32), [20, 15, 0]),
);

describe('struts', () => {
  it('does nothing unless asked, nor to what is one piece', async () => {
    const model = modelOf({ loose, whole: ballMesh(3) });
    expect(await struts(model)).toBe(model);
    expect((await struts(model, { diameter: 2 })).parts[1]).toBe(model.parts[1]);
  });

  it('joins three balls with the two shortest', async () => {
    const { context, notes } = listening();
    const model = modelOf({ loose });
    const whole = await struts(model, { diameter: 2 }, context);
    expectSound(whole);
    const { mesh, origin } = whole.parts[0];
    expect(solidPieces(mesh).volumes.length).toBe(1);
    expect(notes[0]).toMatchObject({ name: 'struts in loose', value: 2 });
    expect(notes[1].value).toBeCloseTo(7, 1);
    // Cylinders between the balls: 7 and 3 mm long, radius 1, and what is between their ends and the balls.
    const added = volumesOf(whole)[0] - volumesOf(model)[0];
    expect(added).toBeGreaterThan(Math.PI * 9.8);
    expect(added).toBeLessThan(Math.PI * 11);
    expect(new Set(origin)).toEqual(new Set([0, originNumber('support')]));
    expect(await struts(model, { diameter: 2 })).toEqual(whole);
  });

  it('joins what hangs in a cavity, and does not pierce a thin wall', async () => {
    const shell = together(
      ballMesh(20, 48),
      turnedOver(ballMesh(19, 48)),
      movedMesh(ballMesh(5, 24), [9, 0, 0]),
    );
    const whole = await struts(modelOf({ shell }), { diameter: 3 });
    expectSound(whole);
    const { positions } = whole.parts[0].mesh;
    expect(solidPieces(whole.parts[0].mesh).volumes.length).toBe(1);
    for (let v = 0; v < positions.length; v += 3)
      expect(Math.hypot(positions[v], positions[v + 1], positions[v + 2])).toBeLessThan(20.001);
  });

  it('joins linked rings, and boxes by their edges', async () => {
    const ring = torusMesh(10, 2, 48, 24);
    const upright = {
      ...ring,
      positions: ring.positions.map((_, n, p) => p[n - (n % 3) + [0, 2, 1][n % 3]]),
    };
    const rings = together(ring, movedMesh(turnedOver(upright), [10, 0, 0]));
    const boxes = together(boxMesh([0, 0, 0], [9, 9, 9]), boxMesh([11, 11, -20], [20, 20, 30]));
    const whole = await struts(modelOf({ rings, boxes }), { diameter: 1.5 });
    expectSound(whole);
    for (const { mesh } of whole.parts) expect(solidPieces(mesh).volumes.length).toBe(1);
    // From edge to edge, of which one has its corners far away.
    expect(shortestBridges(boxes, solidPieces(boxes))[0].length).toBeCloseTo(Math.sqrt(8), 3);
  });

  it('says where a piece is too far away', async () => {
    await expect(struts(modelOf({ loose }), { diameter: 2, longest: 5 })).rejects.toThrow(
      /'loose' at \(5\.0, .* 7\.0 mm away/,
    );
    await expect(struts(modelOf({ loose }), { diameter: -1 })).rejects.toThrow(UserError);
  });
});
