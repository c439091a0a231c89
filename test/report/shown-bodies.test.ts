// What was made by us stands apart from the anatomy in the picture, each triangle once.
import { describe, expect, it } from 'vitest';
import { surfaceArea } from '../../src/core/mesh.js';
import { originNumber, printPart } from '../../src/core/print-model.js';
import { shownBodies } from '../../src/report/shown-bodies.js';
import { boxMesh } from '../fixtures/shapes.js';

const part = { name: 'box', mesh: boxMesh([0, 0, 0], [1, 2, 3]), colour: [0.8, 0.7, 0.6] as const };

describe('bodies in the picture', () => {
  it('are themselves where all is anatomy', () => {
    const maps = { deviation: new Float32Array(8) };
    expect(shownBodies([part, { ...part, maps }])).toEqual([
      { ...part, maps: {}, body: 0 },
      { ...part, maps, body: 1 },
    ]);
    expect(shownBodies([printPart(part)])[0].mesh).toBe(part.mesh);
  });

  it('come apart by where their triangles come from', () => {
    const origin = new Uint8Array(12);
    // Triangles 2 and 3 are the face x = 1.
    origin.fill(originNumber('cut'), 2, 4);
    const thickness = Float32Array.from({ length: 8 }, (_, v) => part.mesh.positions[3 * v + 1]);
    const shown = shownBodies([{ ...part, origin, maps: { thickness } }]);
    expect(shown.map(({ name }) => name)).toEqual(['box', 'box: cut']);
    expect(shown.map(({ mesh }) => surfaceArea(mesh))).toEqual([22 - 6, 6]);
    // A flat face: each triangle has corners of its own.
    expect(shown[1].mesh.positions.filter((_, n) => n % 3 === 0)).toEqual(new Float32Array(6).fill(1));
    for (const { mesh, maps, body } of shown) {
      expect(body).toBe(0);
      expect(maps?.thickness).toEqual(mesh.positions.filter((_, n) => n % 3 === 1));
    }
    expect(shown[0].colour).toEqual(part.colour);
    expect(shown[1].colour).not.toEqual(part.colour);
  });
});
