// Cut to fit: as few pieces as can be, the whole when put together, pins that keep their clearance and find solid room.
import { describe, expect, it } from 'vitest';
import { type Note, quietContext } from '../../src/core/context.js';
import { type Finding, UserError } from '../../src/core/errors.js';
import { boundsOf, type Mesh, signedVolume } from '../../src/core/mesh.js';
import {
  bodyOf,
  originNumber,
  type PrintModel,
  type PrintPart,
  printModel,
} from '../../src/core/print-model.js';
import { booleans } from '../../src/kernel/booleans.js';
import { letters } from '../../src/kernel/letters.js';
import { nearestTriangle } from '../../src/kernel/nearest-triangle.js';
import { triangleTree } from '../../src/kernel/triangle-tree.js';
import { fit as cutToPrinter } from '../../src/shape/fit.js';
import { mark } from '../../src/shape/mark.js';
import { boxMesh, together, torusMesh, turnedOver } from '../fixtures/shapes.js';
import { expectSound } from './expect-sound.js';

const model = (...meshes: readonly Mesh[]): PrintModel =>
  printModel(meshes.map((mesh, n) => ({ name: `bone${n === 0 ? '' : n}`, mesh, colour: [1, 1, 1] })));

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

const volumeOf = (parts: readonly PrintPart[]): number =>
  parts.reduce((sum, { mesh }) => sum + signedVolume(mesh), 0);

const sizesOf = ({ mesh }: PrintPart): number[] => {
  const { min, max } = boundsOf(mesh);
  return [0, 1, 2].map((d) => max[d] - min[d]).sort((a, b) => a - b);
};

/** Of the places of a part's vertices on triangles of that origin. */
const verticesOf = ({ mesh, origin }: PrintPart, of: 'joint' | 'mark' | 'cut'): number[] => [
  ...new Set(
    [...origin.keys()]
      .filter((t) => origin[t] === originNumber(of))
      .flatMap((t) => [...mesh.triangles.subarray(3 * t, 3 * t + 3)]),
  ),
];

const block = boxMesh([-20, -15, -10], [20, 15, 10]);
const plain = { connectors: 'none', numbers: false } as const;

describe('fit', () => {
  it('cuts into the fewest pieces, and these are the whole', async () => {
    const { parts } = await cutToPrinter(model(block), { size: '30,30,30', ...plain });
    expect(parts.map(({ name }) => name)).toEqual(['bone-1', 'bone-2', 'bone-3', 'bone-4']);
    expect(new Set(parts.map(({ of }) => of))).toEqual(new Set(['bone']));
    for (const part of parts) expectSound(part);
    expect(volumeOf(parts) / 24000).toBeCloseTo(1, 6);
    for (const part of parts) {
      expect(sizesOf(part)[2]).toBeLessThanOrEqual(26);
      expect(new Set(part.origin)).toEqual(new Set([originNumber('anatomy'), originNumber('cut')]));
    }
    // One cut is enough where a piece may be turned: 40 along the printer's 50.
    const turned = await cutToPrinter(model(block), { size: '24.5,24.5,54', margin: 2, ...plain });
    expect(turned.parts.length).toBe(2);
  });

  it('cuts what is round, and no other part', async () => {
    const ring = torusMesh(30, 6);
    const given = model(ring, boxMesh([100, 0, 0], [110, 10, 10]));
    const { parts } = await cutToPrinter(given, { size: '44,80,44', ...plain });
    expect(parts.length).toBe(3);
    expect(parts[2]).toBe(given.parts[1]);
    for (const part of parts) expectSound(part);
    expect(volumeOf(parts.slice(0, 2)) / signedVolume(ring)).toBeCloseTo(1, 5);
  });

  it('keeps the clearance between pins and sockets', async () => {
    const { parts } = await cutToPrinter(model(boxMesh([0, 0, 0], [50, 30, 20])), {
      size: '40,40,40',
      clearance: 0.3,
      numbers: false,
    });
    expect(parts.length).toBe(2);
    for (const part of parts) expectSound(part);
    const [corner] = verticesOf(parts[0], 'cut');
    const cutAt = parts[0].mesh.positions[3 * corner];
    const [bearer, other] = boundsOf(parts[0].mesh).max[0] > cutAt + 1 ? parts : [parts[1], parts[0]];
    const tree = nearestTriangle(triangleTree(other.mesh));
    const away: number[] = [];
    for (const v of verticesOf(bearer, 'joint')) {
      const [x, y, z] = bearer.mesh.positions.subarray(3 * v, 3 * v + 3);
      if (Math.abs(x - cutAt) < 0.01) continue;
      tree.slotAt(x, y, z, -1);
      away.push(tree.distance());
    }
    expect(away.length).toBeGreaterThan(100);
    expect(Math.min(...away)).toBeCloseTo(0.3, 2);
    // The chamfer alone is farther away.
    expect(Math.max(...away)).toBeLessThan(0.3 + 0.5);
    // And by volumes: prisms over 48 corners, their ends bevelled by half a millimetre.
    const base = (r: number) => 24 * r * r * Math.sin(Math.PI / 24);
    const pin = base(2.5) * 5.5 + ((base(2.5) + base(2) + Math.sqrt(base(2.5) * base(2))) / 3) * 0.5;
    const socket = base(2.5 + 0.3 / Math.cos(Math.PI / 48)) * 6.3;
    const pins = (volumeOf(parts) - 30000) / (pin - socket);
    expect(pins).toBeCloseTo(Math.round(pins), 3);
    expect(Math.round(pins)).toBeGreaterThanOrEqual(2);
    const { solid, intersection, volume } = await booleans();
    expect(volume(intersection(solid(bearer, 'a'), solid(other, 'b')))).toBeLessThan(1e-3);
  });

  it('keeps four pieces apart, and clear of letters', async () => {
    const given = model(block);
    const { parts } = await cutToPrinter(given, { size: '30,30,30' });
    const { solid, intersection, volume } = await booleans();
    const solids = parts.map((part) => solid(part, part.name));
    for (const [n, a] of solids.entries())
      for (const b of solids.slice(n + 1)) expect(volume(intersection(a, b))).toBeLessThan(1e-3);
    // The cut goes beside letters, which are in the middle here.
    const bar = await mark(model(boxMesh([-30, -5, -5], [30, 5, 5])), { text: 'CASE', place: '0,-5,0' });
    const cut = await cutToPrinter(bar, { size: '60,60,60', ...plain });
    const half = letters('CASE', 2.5).width / 2;
    expect(cut.parts.length).toBe(2);
    for (const { mesh } of cut.parts) {
      const { min, max } = boundsOf(mesh);
      expect(Math.min(Math.abs(min[0]), Math.abs(max[0]))).toBeGreaterThan(half + 0.5);
    }
  });

  it('leaves bits that a cut would part with what they hang on', async () => {
    const { solid, body, union } = await booleans();
    const parts = [
      boxMesh([0, 0, 0], [60, 20, 20]),
      boxMesh([34, 9, 19], [36, 11, 26]),
      boxMesh([24, 9, 24], [36, 11, 26]),
    ].map((mesh) => solid(bodyOf(mesh, 'anatomy'), 'box'));
    const { mesh } = body(union(parts), 'hook');
    const { context, notes, findings } = listening();
    const cut = await cutToPrinter(model(mesh), { size: '46,46,46' }, context);
    expect(findings).toEqual([]);
    expect(notes.find(({ name }) => name.startsWith('bits'))?.value).toBe(1);
    for (const part of cut.parts) expectSound(part, 1);
    expect(boundsOf(cut.parts[0].mesh).max[2]).toBe(20);
    expect(boundsOf(cut.parts[1].mesh).min[0]).toBe(24);
    const plainly = await cutToPrinter(model(mesh), { size: '46,46,46', ...plain });
    expect(volumeOf(plainly.parts) / signedVolume(mesh)).toBeCloseTo(1, 6);
  });

  it('makes dowels as parts of their own', async () => {
    const { context, notes } = listening();
    const given = model(boxMesh([0, 0, 0], [50, 30, 20]));
    const { parts } = await cutToPrinter(given, { size: '40,40,40', connectors: 'dowels' }, context);
    const dowels = parts.filter(({ name }) => name.includes('dowel'));
    expect(notes.find(({ name }) => name === 'dowels of bone')?.value).toBe(dowels.length);
    expect(dowels.length).toBeGreaterThanOrEqual(2);
    for (const part of parts) expectSound(part);
    for (const dowel of dowels) {
      expect(sizesOf(dowel)[2]).toBeCloseTo(12, 4);
      expect(sizesOf(dowel)[0]).toBeCloseTo(5, 1);
    }
  });

  it('counts the pins as part of a piece', async () => {
    const { parts } = await cutToPrinter(model(boxMesh([0, 0, 0], [52, 25, 25])), { size: '30.1,30.1,30.1' });
    expect(parts.length).toBe(3);
    for (const part of parts) expect(sizesOf(part)[2]).toBeLessThanOrEqual(26.1);
  });

  it('fills a hollow where a pin needs it, and leaves the outside as it was', async () => {
    const shell = together(boxMesh([0, 0, 0], [50, 30, 24]), turnedOver(boxMesh([2, 2, 2], [48, 28, 22])));
    const origin = new Uint8Array(24).fill(originNumber('inside'), 12);
    const given: PrintModel = { ...model(shell), parts: [{ ...model(shell).parts[0], origin }] };
    const { context, notes, findings } = listening();
    const { parts } = await cutToPrinter(given, { size: '40,40,40', numbers: false }, context);
    for (const part of parts) expectSound(part);
    expect(findings).toEqual([]);
    expect(Number(notes.find(({ name }) => /boss/.test(name))?.value)).toBeGreaterThanOrEqual(2);
    // Nothing but the pins stands out of the piece's own share of the box.
    for (const { mesh } of parts) {
      const { min, max } = boundsOf(mesh);
      expect([min[1], max[1], min[2], max[2]]).toEqual([0, 30, 0, 24]);
    }
    const { solid, difference, volume } = await booleans();
    const whole = solid(bodyOf(boxMesh([0, 0, 0], [50, 30, 24]), 'anatomy'), 'box');
    for (const part of parts) expect(volume(difference(solid(part, part.name), [whole]))).toBeLessThan(1e-3);
  });

  it('says where there is no room for a pin', async () => {
    const { context, findings } = listening();
    const { parts } = await cutToPrinter(
      model(boxMesh([0, 0, 0], [60, 20, 2])),
      { size: '44,44,44' },
      context,
    );
    expect(parts.length).toBe(2);
    expect(findings.map(({ code }) => code)).toEqual(['no-connector']);
    expect(findings[0].message).toMatch(/between pieces 1 and 2 has no connector: no pin of 2 mm/);
    const [[x, y, z]] = findings[0].places ?? [];
    expect(x).toBeCloseTo(boundsOf(parts[0].mesh).max[0], 3);
    expect(y >= 0 && y <= 20 && z >= 0 && z <= 2).toBe(true);
  });

  it('numbers the faces that were cut', async () => {
    const { parts } = await cutToPrinter(model(block), { size: '40,40,40' });
    for (const part of parts) expect(verticesOf(part, 'mark').length, part.name).toBeGreaterThan(8);
    for (const part of parts) expectSound(part);
  });

  it('does nothing unless asked or needed, and refuses what can not be', async () => {
    const given = model(block);
    expect(await cutToPrinter(given)).toBe(given);
    expect((await cutToPrinter(given, { size: '60x60x60' })).parts[0]).toBe(given.parts[0]);
    await expect(cutToPrinter(given, { size: '30,30' })).rejects.toThrow(/not the size of a printer/);
    await expect(cutToPrinter(given, { size: '30,30,30', margin: 14 })).rejects.toThrow(/leaves nothing/);
    await expect(
      cutToPrinter(model(boxMesh([0, 0, 0], [900, 900, 900])), { size: '40,40,40' }),
    ).rejects.toThrow(UserError);
  });
});
