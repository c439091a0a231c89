// A wall around lumens: of its thickness, open at flat ends, closed at round ones.
import { describe, expect, it } from 'vitest';
import { type Context, quietContext } from '../../src/core/context.js';
import type { Finding } from '../../src/core/errors.js';
import type { Mesh } from '../../src/core/mesh.js';
import { bodyOf, originNumber, type PrintModel, printModel } from '../../src/core/print-model.js';
import { booleans } from '../../src/kernel/booleans.js';
import { shellsOf } from '../../src/kernel/shells.js';
import { vesselWall } from '../../src/shape/vessel-wall.js';
import { checkMesh } from '../../src/solid/check-mesh.js';
import { ballMesh, boxMesh, cylinderMesh, movedMesh, together } from '../fixtures/shapes.js';
import { expectSound } from './expect-sound.js';

const named = (mesh: Mesh): PrintModel => printModel([{ name: 'artery', mesh, colour: [1, 0, 0] }]);

async function union(...meshes: readonly Mesh[]): Promise<Mesh> {
  const shapes = await booleans();
  const solids = meshes.map((mesh) => shapes.solid(bodyOf(mesh, 'anatomy'), 'one'));
  return shapes.body(shapes.union(solids), 'all').mesh;
}

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

const tube = movedMesh(cylinderMesh(3, 16, 96), [2, 5, -8]);

describe('vesselWall', () => {
  it('does nothing unless asked', async () => {
    const model = named(tube);
    expect(await vesselWall(model)).toBe(model);
    expect(vesselWall.declaration.says({ wall: 0, ends: 'open' })).toBe('');
  });

  it('makes an open tube of a cylinder', async () => {
    const { context, findings, notes } = told();
    const {
      parts: [part],
    } = await vesselWall(named(tube), { wall: 1.2 }, context);
    expectSound(part, 1);
    expect(checkMesh(part.mesh).genus).toBe(1);
    expect(notes.get('artery: ends opened')).toBe(2);
    expect(findings).toEqual([]);
    const { positions: p, triangles: t } = part.mesh;
    for (let h = 0; h < t.length; h++) {
      const [x, y, z] = p.subarray(3 * t[h], 3 * t[h] + 3);
      const from = Math.hypot(x - 2, y - 5);
      const origin = part.origin[Math.floor(h / 3)];
      if (origin === originNumber('anatomy')) expect(from).toBeCloseTo(3, 3);
      if (origin === originNumber('offset') && z > -7 && z < 7)
        expect(Math.abs(from - 4.2)).toBeLessThan(0.05);
      expect(z).toBeGreaterThan(-8.06);
      expect(z).toBeLessThan(8.06);
    }
  });

  it('keeps round ends closed, and all of them if asked', async () => {
    const blind = await union(tube, movedMesh(ballMesh(5), [2, 5, 8]));
    const {
      parts: [part],
    } = await vesselWall(named(blind), { wall: 0.8 });
    expectSound(part, 1);
    expect(checkMesh(part.mesh).genus).toBe(0);
    const shut = (await vesselWall(named(tube), { wall: 0.8, ends: 'closed' })).parts[0];
    expectSound(shut, 2);
    expect(shellsOf(shut.mesh).all.filter(({ volume }) => volume < 0).length).toBe(1);
  });

  it('says so where a lumen stays closed, or an end has something before it', async () => {
    const ball = told();
    expectSound((await vesselWall(named(ballMesh(4)), { wall: 1 }, ball.context)).parts[0], 2);
    expect(ball.findings.map(({ code, message }) => `${code} ${message}`)).toEqual([
      expect.stringMatching(/^vessel-ends-closed artery has no flat end/),
    ]);
    const blocked = told();
    const before = together(tube, boxMesh([0, 3, 9], [4, 7, 12]));
    const {
      parts: [part],
    } = await vesselWall(named(before), { wall: 1 }, blocked.context);
    expectSound(part);
    expect(blocked.findings[0].message).toMatch(/stayed closed/);
    expect(blocked.notes.get('artery: ends opened')).toBeGreaterThan(0);
  });

  it('refuses what is no lumen or no wall', async () => {
    await expect(vesselWall(named(ballMesh(0.5)), { wall: 1 })).rejects.toThrow(/'artery' is smaller/);
    await expect(vesselWall(named(boxMesh([0, 0, 0], [8, 9, 7])), { wall: 1 })).rejects.toThrow(
      /on all sides/,
    );
    await expect(vesselWall(named(tube), { wall: 0.1 })).rejects.toThrow(/thinner than any printer/);
  });
});
