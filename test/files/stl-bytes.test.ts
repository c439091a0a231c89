import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { type Mesh, signedVolume } from '../../src/core/mesh.js';
import { stlBytes } from '../../src/files/stl-bytes.js';
import { verifyStl } from '../../src/files/verify-stl.js';
import { hasJudge, judgeStl } from '../judges.js';
import { letterBody, letterPart, letterVolume, soupOf } from './letter-body.js';
import { movedLetter } from './made-letter.js';
import { loadStl } from './outside-loaders.js';

const folder = mkdtempSync(join(tmpdir(), 'isocast-stl-'));
afterAll(() => rmSync(folder, { recursive: true }));

const bytesOf = (mesh: Mesh): Buffer => Buffer.concat([...stlBytes({ mesh })]);
const admesh = await hasJudge('admesh');
const prusa = await hasJudge('prusa-slicer');

describe('stlBytes', () => {
  const part = letterPart();
  const bytes = bytesOf(part.mesh);

  it('has the header that slicers and viewers look for, no more and no less', () => {
    expect(bytes.length).toBe(84 + (50 * part.mesh.triangles.length) / 3);
    expect(bytes.readUInt32LE(80)).toBe(part.mesh.triangles.length / 3);
    const header = bytes.toString('latin1', 0, 80);
    expect(header).toMatch(/^Isocast .*SPACE=LPS.*UNITS=mm.*not for diagnostic use *$/);
    expect(header.toLowerCase().startsWith('solid')).toBe(false);
    for (let f = 0; f < bytes.readUInt32LE(80); f++) expect(bytes.readUInt16LE(84 + 50 * f + 48)).toBe(0);
  });

  it('is read by the loader of three-stdlib: the same corners in the same order, normals outward', () => {
    const read = loadStl(bytes);
    expect(read.corners).toEqual(soupOf(part.mesh));
    for (const [c, normal] of read.normals.entries()) expect(normal).toBeCloseTo(read.computedNormals[c], 5);
  });

  it('gives the same bytes however the mesh is cut into chunks, and lets the input be', () => {
    const letter = letterBody();
    const copies = 300;
    const vertices = letter.positions.length / 3;
    const mesh = {
      positions: Float32Array.from(
        { length: copies * 3 * vertices },
        (_, c) => letter.positions[c % (3 * vertices)],
      ),
      triangles: Uint32Array.from({ length: copies * letter.triangles.length }, (_, t) => {
        const copy = Math.floor(t / letter.triangles.length);
        return copy * vertices + letter.triangles[t % letter.triangles.length];
      }),
    };
    const before = mesh.positions.slice();
    const chunks = [...stlBytes({ mesh })];
    expect(chunks.length).toBeGreaterThan(3);
    const whole = Buffer.concat(chunks);
    const one = bytes.subarray(84);
    for (const copy of [0, 150, 299]) {
      expect(whole.subarray(84 + copy * one.length, 84 + (copy + 1) * one.length).equals(one)).toBe(true);
    }
    expect(mesh.positions).toEqual(before);
  });

  it('takes several parts one after the other, which are proven', async () => {
    const parts = [letterPart(), movedLetter(), letterPart()];
    const meshes = parts.map(({ mesh }) => mesh);
    const path = join(folder, 'merged.stl');
    writeFileSync(path, Buffer.concat([...stlBytes(parts)]));
    expect(loadStl(readFileSync(path)).corners).toEqual(meshes.flatMap(soupOf));
    await verifyStl(meshes)(path);
    for (const wrong of [meshes.slice(1), [...meshes, meshes[0]], [meshes[1], meshes[0], meshes[2]]])
      await expect(verifyStl(wrong)(path)).rejects.toThrow(/does not read back/);
    expect(Buffer.concat([...stlBytes([parts[0]])]).equals(bytes)).toBe(true);
  });

  it('says in its header that it is mirrored or not life-size', () => {
    const header = Buffer.concat([...stlBytes(part, { mirrored: 'left-right', scale: 0.5 })]).toString(
      'latin1',
      0,
      80,
    );
    expect(header).toMatch(/^Isocast SPACE=LPS UNITS=mm; MIRRORED left-right; SCALE 0\.5 *$/);
    expect(Buffer.concat([...stlBytes(part, { mirrored: null, scale: 1 })]).equals(bytes)).toBe(true);
    const scaled = Buffer.concat([...stlBytes(part, { scale: 0.75 })]);
    expect(scaled.toString('latin1', 0, 80)).toMatch(/UNITS=mm; SCALE 0\.75; not for diagnostic use *$/);
    expect(scaled.subarray(80).equals(bytes.subarray(80))).toBe(true);
  });

  it('writes a zero normal for a triangle without area', () => {
    const flat = bytesOf({
      positions: Float32Array.of(0, 0, 0, 1, 1, 1, 2, 2, 2),
      triangles: Uint32Array.of(0, 1, 2),
    });
    expect([84, 88, 92].map((at) => flat.readFloatLE(at))).toEqual([0, 0, 0]);
  });

  it.skipIf(!admesh && !prusa)('is good to admesh and PrusaSlicer, with nothing to repair', async () => {
    const path = join(folder, 'letter.stl');
    writeFileSync(path, bytes);
    const verdict = await judgeStl(path);
    const count = part.mesh.triangles.length / 3;
    if (verdict.admesh !== null) {
      expect(verdict.admesh).toMatchObject({
        facets: count,
        parts: 1,
        disconnectedFacets: 0,
        degenerateFacets: 0,
      });
      expect(verdict.admesh).toMatchObject({
        facetsReversed: 0,
        normalsFixed: 0,
        edgesFixed: 0,
        backwardsEdges: 0,
      });
      expect(verdict.admesh).toMatchObject({ facetsAdded: 0, facetsRemoved: 0 });
      expect(verdict.admesh.volume).toBeCloseTo(letterVolume, 1);
    }
    if (verdict.prusa !== null) {
      expect(verdict.prusa).toMatchObject({
        manifold: true,
        facets: count,
        parts: 1,
        openEdges: 0,
        facetsReversed: 0,
      });
      expect(verdict.prusa.volume).toBeCloseTo(letterVolume, 1);
    }
    expect(signedVolume(part.mesh)).toBeCloseTo(letterVolume, 2);
  });

  it.skipIf(!admesh || !prusa)('is condemned by both judges when the mesh is bad', async () => {
    const good = letterBody();
    const path = join(folder, 'bad.stl');
    writeFileSync(path, bytesOf({ ...good, triangles: good.triangles.slice(3) }));
    const open = await judgeStl(path);
    expect(open.admesh?.disconnectedFacets).toBeGreaterThan(0);
    expect(open.prusa).toMatchObject({ manifold: false, openEdges: 3 });
    writeFileSync(path, bytesOf({ ...good, triangles: good.triangles.slice().reverse() }));
    const turned = await judgeStl(path);
    expect(turned.admesh?.facetsReversed).toBe(good.triangles.length / 3);
    expect(turned.prusa?.facetsReversed).toBe(good.triangles.length / 3);
  });
});
