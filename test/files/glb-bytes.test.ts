import { describe, expect, it } from 'vitest';
import { origins } from '../../src/core/print-model.js';
import { glbBytes } from '../../src/files/glb-bytes.js';
import { hostileNames } from './hostile-names.js';
import { letterPart, soupOf } from './letter-body.js';
import { madeLetter, movedLetter } from './made-letter.js';
import { loadGlb } from './outside-loaders.js';

const meta = { title: 'model', application: 'Isocast 1.2.3', tolerance: 0.1 };
const bytesOf = (parts: Parameters<typeof glbBytes>[0], more = {}): Buffer =>
  Buffer.concat([...glbBytes(parts, { ...meta, ...more })]);

/** As a viewer has it: metres, x to the patient's left, y up, z out of the face. */
const upright = (corners: readonly number[]): number[] =>
  corners.map((_, c) => {
    const [x, y, z] = corners.slice(c - (c % 3));
    return [x, z, -y][c % 3] / 1000;
  });

function expectClose(found: readonly number[], expected: readonly number[], within: number): void {
  expect(found.length).toBe(expected.length);
  expect(Math.max(...found.map((value, n) => Math.abs(value - expected[n])))).toBeLessThan(within);
}

describe('glbBytes', () => {
  it('is shown upright, in metres, left still left, by the loader of three-stdlib', async () => {
    const parts = [letterPart('R'), movedLetter()];
    const { primitives, root } = await loadGlb(bytesOf(parts));
    expect(primitives.map(({ name, material }) => [name, material])).toEqual([
      ['R', 'R'],
      ['second', 'second'],
    ]);
    for (const [p, { corners }] of primitives.entries())
      expectClose(corners, upright(soupOf(parts[p].mesh)), 1e-6);
    expect(primitives[1].colour).toEqual([0, 1, 0]);
    expect(root.name).toBe('model');
    expect(root.extras).toMatchObject({ frame: 'LPS', unit: 'mm', mirrored: null, scale: 1, tolerance: 0.1 });
  });

  it('has normals of length 1 that point outward', async () => {
    const { primitives } = await loadGlb(bytesOf([letterPart()]));
    const [{ corners, normals }] = primitives;
    for (let t = 0; t < corners.length; t += 9) {
      const [a, b, c] = [0, 3, 6].map((k) => corners.slice(t + k, t + k + 3));
      const [u, v] = [b, c].map((p) => p.map((x, n) => x - a[n]));
      const facing = [u[1] * v[2] - u[2] * v[1], u[2] * v[0] - u[0] * v[2], u[0] * v[1] - u[1] * v[0]];
      for (const k of [0, 3, 6]) {
        const normal = normals.slice(t + k, t + k + 3);
        expect(Math.hypot(...normal)).toBeCloseTo(1, 5);
        expect(normal.reduce((sum, x, n) => sum + x * facing[n], 0)).toBeGreaterThan(0);
      }
    }
  });

  it('has a primitive for each origin, with all triangles of it', async () => {
    const made = madeLetter();
    const { primitives } = await loadGlb(bytesOf([made]));
    expect(primitives.map(({ material }) => material)).toEqual(
      origins.map((origin, number) => (number === 0 ? 'made' : `made, ${origin}`)),
    );
    const soup = soupOf(made.mesh);
    for (const [number, { corners }] of primitives.entries()) {
      const own = [...made.origin.keys()].filter((f) => made.origin[f] === number);
      expectClose(corners, upright(own.flatMap((f) => soup.slice(9 * f, 9 * f + 9))), 1e-6);
    }
  });

  it('keeps the float32 coordinates, and its chunks are what glTF asks for', () => {
    const part = letterPart();
    const bytes = bytesOf([part], { mirrored: 'left-right', scale: 0.5 });
    expect(bytes.toString('latin1', 0, 4)).toBe('glTF');
    expect([bytes.readUInt32LE(4), bytes.readUInt32LE(8)]).toEqual([2, bytes.length]);
    const jsonLength = bytes.readUInt32LE(12);
    expect(jsonLength % 4).toBe(0);
    const json = JSON.parse(bytes.toString('utf8', 20, 20 + jsonLength));
    const bin = bytes.subarray(28 + jsonLength);
    expect(json.buffers).toEqual([{ byteLength: bin.length }]);
    const positions = new Float32Array(
      new Uint8Array(bin.subarray(0, 4 * part.mesh.positions.length)).buffer,
    );
    expect(positions).toEqual(part.mesh.positions);
    expect(json.accessors[0].max.map((x: number) => Math.fround(x) === x)).toEqual([true, true, true]);
    expect(json.nodes[0].name).toBe('model – MIRRORED left-right – SCALE 0.5');
    expect(json.nodes[0].extras).toMatchObject({ mirrored: 'left-right', scale: 0.5 });
  });

  it.each(hostileNames)('is sound with a part named %j', async (name) => {
    const { primitives } = await loadGlb(bytesOf([{ ...letterPart(), name }]));
    expect(primitives).toHaveLength(1);
    expect(primitives[0].material).not.toMatch(/\p{C}/u);
  });
});
