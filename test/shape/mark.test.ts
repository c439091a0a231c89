// Marks: they read as written from outside, are as deep as asked for, leave a wall behind them, and stand on the right side.
import { describe, expect, it } from 'vitest';
import { type Note, quietContext } from '../../src/core/context.js';
import { type Finding, UserError } from '../../src/core/errors.js';
import type { Vec3 } from '../../src/core/grid.js';
import { type Mesh, signedVolume } from '../../src/core/mesh.js';
import { sideDirections, sideNames } from '../../src/core/patient-sides.js';
import { originNumber, type PrintModel, type PrintPart, printModel } from '../../src/core/print-model.js';
import { cross, dot, minus, unit } from '../../src/core/vec3.js';
import { letters } from '../../src/kernel/letters.js';
import { mark } from '../../src/shape/mark.js';
import { checkMesh } from '../../src/solid/check-mesh.js';
import { ballMesh, boxMesh, movedMesh } from '../fixtures/shapes.js';

const model = (...meshes: readonly Mesh[]): PrintModel =>
  printModel(meshes.map((mesh, n) => ({ name: `part ${n + 1}`, mesh, colour: [1, 1, 1] })));

const sound = {
  closed: true,
  manifold: true,
  orientedOutward: true,
  selfIntersections: 0,
  degenerateTriangles: 0,
  coincidentVertices: 0,
  parts: 1,
};

const listening = () => {
  const notes: Note[] = [];
  const findings: Finding[] = [];
  return {
    notes,
    findings,
    context: {
      ...quietContext,
      note: (name: string, value: number | string) => notes.push({ name, value }),
      find: (finding: Finding) => findings.push(finding),
    },
  };
};

const cornersOf = ({ positions, triangles }: Mesh, t: number): readonly Vec3[] =>
  [0, 1, 2].map((k) => {
    const v = 3 * triangles[3 * t + k];
    return [positions[v], positions[v + 1], positions[v + 2]];
  });

/** The corners of those letters' triangles that face the reader. */
function lettersToward({ mesh, origin }: PrintPart, out: Vec3): (readonly Vec3[])[] {
  const found: (readonly Vec3[])[] = [];
  for (const [t, o] of origin.entries()) {
    if (o !== originNumber('mark')) continue;
    const [a, b, c] = cornersOf(mesh, t);
    if (dot(unit(cross(minus(b, a), minus(c, a))), out) > 0.99) found.push([a, b, c]);
  }
  return found;
}

/** What somebody sees who looks at it from `out`, his head up that way: rows from the top. */
function seen(
  faces: readonly (readonly Vec3[])[],
  out: Vec3,
  up: Vec3,
  columns: number,
  rows: number,
): string[] {
  const look: Vec3 = [-out[0], -out[1], -out[2]];
  const right = cross(look, up);
  const flat = faces.map((face) => face.map((p): [number, number] => [dot(p, right), dot(p, up)]));
  const all = flat.flat();
  const [left, bottom] = [0, 1].map((d) => Math.min(...all.map((p) => p[d])));
  const [wide, high] = [Math.max(...all.map((p) => p[0])) - left, Math.max(...all.map((p) => p[1])) - bottom];
  const covers = ([a, b, c]: readonly [number, number][], x: number, y: number): boolean => {
    const side = (p: [number, number], q: [number, number]) =>
      (q[0] - p[0]) * (y - p[1]) - (q[1] - p[1]) * (x - p[0]);
    const s = [side(a, b), side(b, c), side(c, a)];
    return s.every((n) => n >= 0) || s.every((n) => n <= 0);
  };
  return Array.from({ length: rows }, (_, row) =>
    Array.from({ length: columns }, (_, column) => {
      const x = left + ((column + 0.5) / columns) * wide;
      const y = bottom + ((rows - row - 0.5) / rows) * high;
      return flat.some((face) => covers(face, x, y)) ? '#' : '.';
    }).join(''),
  );
}

const block = boxMesh([-20, -15, -10], [20, 15, 10]);

describe('mark', () => {
  it('reads as it was written on every side, engraved and embossed', async () => {
    for (const side of sideNames)
      for (const style of side === 'left' ? (['engraved', 'embossed'] as const) : (['engraved'] as const)) {
        const out = sideDirections[side];
        const place = [20, 15, 10].map((half, d) => half * out[d]).join(',');
        const { parts } = await mark(model(block), { text: 'F', place, style, height: 5 });
        const up: Vec3 = out[2] === 0 ? [0, 0, 1] : [0, -1, 0];
        const picture = seen(lettersToward(parts[0], out), out, up, 4, 5);
        expect(picture, `${side} ${style}`).toEqual(['####', '#...', '####', '#...', '#...']);
        expect(checkMesh(parts[0].mesh)).toMatchObject(sound);
      }
  });

  it('takes away or adds the area of the letters times their depth', async () => {
    const { area } = letters('Case 7', 4);
    const before = signedVolume(block);
    const at = { text: 'Case 7', place: '0,-15,0', height: 4, depth: 0.8 };
    const engraved = await mark(model(block), at);
    expect((before - signedVolume(engraved.parts[0].mesh)) / (area * 0.8)).toBeCloseTo(1, 3);
    const embossed = await mark(model(block), { ...at, style: 'embossed' });
    expect((signedVolume(embossed.parts[0].mesh) - before) / (area * 0.8)).toBeCloseTo(1, 3);
  });

  it('puts the letters of the sides where these are: R on the right, which is −x', async () => {
    const { parts } = await mark(model(block), { sides: true });
    for (const side of sideNames) {
      const out = sideDirections[side];
      const face = [20, 15, 10].reduce((sum, half, d) => sum + half * Math.abs(out[d]), 0);
      const floor = lettersToward(parts[0], out).filter(([p]) => Math.abs(dot(p, out) - (face - 0.6)) < 1e-4);
      expect(floor.length, side).toBeGreaterThan(0);
      if (side === 'left')
        expect(seen(floor, out, [0, 0, 1], 4, 5)).toEqual(['#...', '#...', '#...', '#...', '####']);
    }
    expect(checkMesh(parts[0].mesh)).toMatchObject(sound);
  });

  it('follows a bent surface to the depth that was asked for', async () => {
    const ball = ballMesh(25, 128);
    const { parts } = await mark(model(ball), { text: 'CASE', place: '0,-25,0', height: 4, depth: 0.6 });
    const { mesh, origin } = parts[0];
    expect(checkMesh(mesh)).toMatchObject(sound);
    const { area } = letters('CASE', 4);
    expect((signedVolume(ball) - signedVolume(mesh)) / (area * 0.6)).toBeCloseTo(1, 1);
    const depths: number[] = [];
    for (const [t, o] of origin.entries()) {
      if (o !== originNumber('mark')) continue;
      for (const p of cornersOf(mesh, t)) depths.push(25 - Math.hypot(...p));
    }
    expect(Math.max(...depths)).toBeLessThan(0.7);
    expect(Math.min(...depths)).toBeGreaterThan(-0.01);
  });

  it('leaves the wall that was asked for, or says that it can not', async () => {
    const plate = (thick: number) => model(boxMesh([0, 0, 0], [30, 30, thick]));
    const at = { text: 'A7', place: '15,15,9', depth: 0.6, wall: 1 };
    await expect(mark(plate(1.55), at)).rejects.toThrow(/does not fit on part 1 at \(15\.0, 15\.0, 1\.5\)/);
    const { parts } = await mark(plate(1.7), at);
    const floor = lettersToward(parts[0], [0, 0, 1]).map(([p]) => p[2]);
    expect(Math.min(...floor)).toBeCloseTo(1.1, 4);
    // Too near to the edge.
    await expect(mark(plate(5), { ...at, place: '29.5,15,5' })).rejects.toThrow(UserError);
  });

  it('prefers what we made to the anatomy, and the side that was asked for', async () => {
    const [part] = model(block).parts;
    const origin = part.origin.map((o, t) => {
      const [a, b, c] = cornersOf(part.mesh, t);
      return unit(cross(minus(b, a), minus(c, a)))[1] > 0.9 ? originNumber('support') : o;
    });
    const plinth: PrintModel = { ...model(block), parts: [{ ...part, origin }] };
    const auto = await mark(plinth, { text: 'F' });
    expect(lettersToward(auto.parts[0], [0, 1, 0]).length).toBeGreaterThan(0);
    const wished = await mark(plinth, { text: 'F', side: 'left' });
    expect(lettersToward(wished.parts[0], [1, 0, 0]).length).toBeGreaterThan(0);
  });

  it('makes a tag for what is too small, in one piece with it', async () => {
    const { context, notes } = listening();
    const { parts } = await mark(model(ballMesh(6)), { text: 'FR' }, context);
    expect(notes[0].value).toMatch(/on a tag/);
    expect(checkMesh(parts[0].mesh)).toMatchObject(sound);
    expect(parts[0].origin).toContain(originNumber('support'));
    const picture = seen(lettersToward(parts[0], [0, -1, 0]), [0, -1, 0], [0, 0, 1], 8, 5);
    expect(picture.map((row) => row.slice(0, 3))).toEqual(['###', '#..', '###', '#..', '#..']);
  });

  it('says so on a mirrored model, and when nothing does', async () => {
    const mirrored: PrintModel = { ...model(block), mirrored: 'left-right' };
    const { context, notes, findings } = listening();
    await mark(mirrored, { text: 'A' }, context);
    expect(notes[0].value).toMatch(/'A \/ MIRRORED'/);
    expect(await mark(mirrored, {}, context)).toBe(mirrored);
    expect(findings.map(({ code }) => code)).toEqual(['mirrored-unmarked']);
    const two: PrintModel = { ...model(block, boxMesh([50, 0, 0], [60, 10, 10])), mirrored: 'left-right' };
    await mark(two, { text: 'A' }, context);
    expect(findings[1].message).toMatch(/nothing says so on part 2:/);
  });

  it('marks the largest of several parts, or all with their names', async () => {
    const two = model(movedMesh(boxMesh([0, 0, 0], [20, 20, 5]), [40, 0, 0]), block);
    const { context, notes } = listening();
    const largest = await mark(two, { text: 'A' }, context);
    expect(largest.parts[0]).toBe(two.parts[0]);
    await mark(two, { text: 'A', parts: 'all' }, context);
    expect(notes.map(({ value }) => String(value).split(' engraved')[0])).toEqual([
      "'A'",
      "'A / part 1'",
      "'A / part 2'",
    ]);
  });

  it('keeps out of the way of other parts', async () => {
    // All sides but the left one have a neighbour half a millimetre away.
    const near = [
      boxMesh([-30, -15, -10], [-20.5, 15, 10]),
      boxMesh([-20, -25, -10], [20, -15.5, 10]),
      boxMesh([-20, 15.5, -10], [20, 25, 10]),
      boxMesh([-20, -15, 10.5], [20, 15, 14]),
      boxMesh([-20, -15, -14], [20, 15, -10.5]),
    ];
    const { parts } = await mark(model(block, ...near), { text: 'F' });
    expect(lettersToward(parts[0], [1, 0, 0]).length).toBeGreaterThan(0);
  });

  it('marks the part that lies at the place', async () => {
    const two = model(movedMesh(boxMesh([0, 0, 0], [20, 20, 5]), [40, 0, 0]), block);
    const { parts } = await mark(two, { text: 'A', place: '50,10,6' });
    expect(parts[1]).toBe(two.parts[1]);
    expect(lettersToward(parts[0], [0, 0, 1]).length).toBeGreaterThan(0);
  });

  it('does nothing unless asked, and refuses what can not be', async () => {
    const given = model(block);
    expect(await mark(given)).toBe(given);
    await expect(mark(given, { text: 'Ж' })).rejects.toThrow(UserError);
    await expect(mark(given, { text: 'A', height: 0.4 })).rejects.toThrow(/can't be read/);
    await expect(mark(given, { text: 'A', place: '1,2' })).rejects.toThrow(/no place for a mark/);
    await expect(mark(model(ballMesh(0.4)), { text: 'A' })).rejects.toThrow(/no hold for a tag/);
  });
});
