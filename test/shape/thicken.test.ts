// Thin plates on thick blocks: the plates become as thick as asked for, the blocks stay.
import { describe, expect, it } from 'vitest';
import { type Context, quietContext } from '../../src/core/context.js';
import type { Finding } from '../../src/core/errors.js';
import { type Mesh, signedVolume } from '../../src/core/mesh.js';
import { bodyOf, originNumber, type PrintModel, printModel } from '../../src/core/print-model.js';
import { booleans } from '../../src/kernel/booleans.js';
import { crossingsAlong } from '../../src/kernel/crossings-along.js';
import { triangleTree } from '../../src/kernel/triangle-tree.js';
import { thicken } from '../../src/shape/thicken.js';
import { ballMesh, boxMesh, cylinderMesh, movedMesh, together } from '../fixtures/shapes.js';
import { expectSound } from './expect-sound.js';

const named = (mesh: Mesh): PrintModel => printModel([{ name: 'one', mesh, colour: [1, 1, 1] }]);

function told(): {
  readonly context: Context;
  readonly findings: Finding[];
  readonly notes: Map<string, number | string>;
} {
  const findings: Finding[] = [];
  const notes = new Map<string, number | string>();
  return {
    findings,
    notes,
    context: {
      ...quietContext,
      find: (one) => findings.push(one),
      note: (name, value) => notes.set(name, value),
    },
  };
}

/** How thick it is on a line upright through (x, y), from below z = −50. */
function thickness(mesh: Mesh, x: number, y: number): number {
  const [first, second] = crossingsAlong(triangleTree(mesh), [x, y, -50], [0, 0, 1], 100);
  return second === undefined ? 0 : second.way - first.way;
}

/** A plate `thick` mm high, 9 × 8 mm, that stands out of the middle of a block of 8 × 12 × 6 mm. */
async function plateOnBlock(thick: number): Promise<Mesh> {
  const shapes = await booleans();
  const solids = [boxMesh([-7, -2, -3], [1, 10, 3]), boxMesh([0, 0, -thick / 2], [10, 8, thick / 2])].map(
    (mesh) => shapes.solid(bodyOf(mesh, 'anatomy'), 'box'),
  );
  return shapes.body(shapes.union(solids), 'both').mesh;
}

describe('thicken', () => {
  it('does nothing unless asked, or where nothing is thin', async () => {
    const model = named(ballMesh(5));
    expect(await thicken(model)).toBe(model);
    expect((await thicken(model, { least: 1 })).parts[0]).toBe(model.parts[0]);
    expect(thicken.declaration.says({ least: 0 })).toBe('');
  });

  it.each([0.4, 0.6, 0.8])(
    'makes a plate of %f mm one of a millimetre, and leaves the block it stands on',
    async (thick) => {
      const { context, findings, notes } = told();
      const before = await plateOnBlock(thick);
      const {
        parts: [part],
      } = await thicken(named(before), { least: 1 }, context);
      expectSound(part, 1);
      for (let x = 1.1; x < 10; x += 0.77)
        for (let y = 0.1; y < 8; y += 0.71) {
          expect(thickness(before, x, y)).toBeCloseTo(thick, 2);
          expect(Math.abs(thickness(part.mesh, x, y) - 1), `${x} ${y}`).toBeLessThan(0.05);
        }
      // The block is there still, to the bit.
      const kept = new Set<string>();
      for (let v = 0; v < part.mesh.positions.length; v += 3)
        kept.add(part.mesh.positions.subarray(v, v + 3).join());
      for (let v = 0; v < before.positions.length; v += 3) {
        const place = before.positions.subarray(v, v + 3);
        if (Math.abs(place[2]) > 1) expect(kept.has(place.join()), place.join()).toBe(true);
      }
      for (let x = -6.9; x < 0.9; x += 0.77)
        for (let y = -1.9; y < 10; y += 0.71) expect(thickness(part.mesh, x, y)).toBeCloseTo(6, 5);
      const added = part.origin.reduce((sum, o) => sum + (o === originNumber('added') ? 1 : 0), 0);
      expect(added).toBeGreaterThan(100);
      expect(findings.map(({ code }) => code)).toEqual(['thickened']);
      expect(findings[0].places?.length).toBe(1);
      expect(notes.get('material added')).toBeCloseTo(signedVolume(part.mesh) - signedVolume(before), 3);
      expect(notes.get('material added')).toBeGreaterThan((1 - thick) * 9 * 8);
    },
  );

  it('makes a thin rod as thick all round', async () => {
    const rod = movedMesh(cylinderMesh(0.25, 12, 24), [3, 1, -2]);
    const {
      parts: [part],
    } = await thicken(named(rod), { least: 0.9 });
    expectSound(part, 1);
    for (let z = -1; z < 9; z += 0.6)
      for (let turn = 0; turn < 6; turn++) {
        const way = [Math.cos(turn), Math.sin(turn), 0] as const;
        const tree = triangleTree(part.mesh);
        const [out] = crossingsAlong(tree, [3, 1, z], way, 5);
        expect(Math.abs(out.way - 0.45)).toBeLessThan(0.04);
      }
  });

  it('says so where what it adds joins neighbours', async () => {
    const two = together(boxMesh([0, 0, 0], [8, 9, 0.5]), boxMesh([0, 0, 1], [8, 9, 1.5]));
    const { context, findings } = told();
    const {
      parts: [part],
    } = await thicken(named(two), { least: 1.2 }, context);
    expectSound(part, 1);
    expect(findings.map(({ code }) => code)).toEqual(['thickened', 'thickened-joined']);
  });
});
