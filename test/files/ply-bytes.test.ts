import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { originColours } from '../../src/core/origin-colours.js';
import { plyBytes } from '../../src/files/ply-bytes.js';
import { readMesh } from '../../src/files/read-mesh.js';
import { verifyParts } from '../../src/files/verify-parts.js';
import { hostileNames } from './hostile-names.js';
import { letterPart, soupOf } from './letter-body.js';
import { madeLetter } from './made-letter.js';
import { loadPly } from './outside-loaders.js';

const folder = mkdtempSync(join(tmpdir(), 'isocast-ply-'));
afterAll(() => rmSync(folder, { recursive: true }));
const path = join(folder, 'letter.ply');
const part = letterPart('letter');
const vertices = part.mesh.positions.length / 3;
const values = Float32Array.from({ length: vertices }, (_, v) => 0.1 * v - 1 / 3);
const headerOf = (bytes: Buffer): string => bytes.toString('latin1', 0, bytes.indexOf('end_header'));

describe('plyBytes', () => {
  it('is read by the loader of three-stdlib and by our own, to the bit', async () => {
    for (const shown of [part, madeLetter()]) {
      const bytes = Buffer.concat([...plyBytes(shown, [{ name: 'deviation', values }])]);
      expect(loadPly(bytes).corners).toEqual(soupOf(shown.mesh));
      writeFileSync(path, bytes);
      await verifyParts([shown])(path);
      expect((await readMesh(path)).format).toBe('PLY');
    }
  });

  it('has a number at each vertex', () => {
    const bytes = Buffer.concat([...plyBytes(part, [{ name: 'deviation', values }])]);
    const header = headerOf(bytes);
    expect(header).toContain('property uchar blue\nproperty float deviation\nelement face');
    expect(header).toContain(
      'comment Isocast SPACE=LPS UNITS=mm; not for diagnostic use\ncomment part letter\n',
    );
    const first = header.length + 'end_header\n'.length;
    for (let v = 0; v < vertices; v++) expect(bytes.readFloatLE(first + 19 * v + 15)).toBe(values[v]);
  });

  it('has the colours of the part, and of what was made where they meet', () => {
    const colours = (shown: Parameters<typeof plyBytes>[0]): number[][] => {
      const bytes = Buffer.concat([...plyBytes(shown)]);
      const first = headerOf(bytes).length + 'end_header\n'.length;
      return Array.from({ length: vertices }, (_, v) => [
        ...bytes.subarray(first + 15 * v + 12, first + 15 * v + 15),
      ]);
    };
    for (const colour of colours(part)) expect(colour).toEqual([230, 128, 26]);
    const joint = originColours(part.colour)[6].map((share) => Math.round(255 * share));
    const marked = new Uint8Array(part.mesh.triangles.length / 3);
    marked[5] = 6;
    const corners = [...part.mesh.triangles.subarray(15, 18)];
    for (const [v, colour] of colours({ ...part, origin: marked }).entries())
      expect(colour).toEqual(corners.includes(v) ? joint : [230, 128, 26]);
  });

  it('says where each triangle comes from, where not all is anatomy', () => {
    const made = madeLetter();
    const bytes = Buffer.concat([...plyBytes(made)]);
    expect(headerOf(bytes)).toContain('comment origin 0 anatomy, 1 cut, 2 inside, 3 added');
    expect([...made.origin].map((_, f) => bytes[bytes.length - 14 * (made.origin.length - f) + 13])).toEqual([
      ...made.origin,
    ]);
    expect(headerOf(Buffer.concat([...plyBytes(part)]))).not.toContain('origin');
  });

  it('says that it is mirrored', () => {
    const bytes = Buffer.concat([...plyBytes(part, [], { mirrored: 'front-back', scale: 2 })]);
    expect(headerOf(bytes)).toContain('comment MIRRORED front-back\ncomment SCALE 2\n');
  });

  it.each(hostileNames)('has a header of plain short lines with a part named %j', async (name) => {
    const bytes = Buffer.concat([...plyBytes({ ...part, name })]);
    expect(headerOf(bytes)).toMatch(/^[ -~\n]+$/);
    expect(
      headerOf(bytes)
        .split('\n')
        .every((line) => line.length < 250),
    ).toBe(true);
    expect(loadPly(bytes).corners).toEqual(soupOf(part.mesh));
    writeFileSync(path, bytes);
    await verifyParts([part])(path);
  });

  it('refuses numbers that do not fit', () => {
    for (const name of ['x', 'RED', 'two words', '', '1st'])
      expect(() => [...plyBytes(part, [{ name, values }])]).toThrow(RangeError);
    expect(() => [...plyBytes(part, [{ name: 'deviation', values: values.slice(1) }])]).toThrow(RangeError);
  });
});
