// 300 damaged copies of a file of each format end in a mesh or in a UserError, and soon.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strToU8, unzipSync, zipSync } from 'fflate';
import { afterAll, describe, expect, it } from 'vitest';
import { UserError } from '../../src/core/errors.js';
import { readMesh } from '../../src/files/read-mesh.js';
import { stlBytes } from '../../src/files/stl-bytes.js';
import { threeMfBytes } from '../../src/files/three-mf-bytes.js';
import { letterBody, letterPart } from './letter-body.js';
import { asciiStl, objText, plyBytes, quadsOf } from './mesh-texts.js';

const folder = mkdtempSync(join(tmpdir(), 'isocast-damaged-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Xorshift; whole numbers below `limit`. */
function dice(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % limit;
  };
}

/** Bytes changed, cut off, taken out, doubled; texts that hurt put in. */
function damaged(original: Uint8Array, roll: (limit: number) => number): Buffer {
  const hurtful = ['nan', '-1', '99999999999', '1e400', '"', '<', '\0', ' ', '\n', '/', '..', '\\', '%s'];
  let bytes = Buffer.from(original);
  for (let times = 1 + roll(4); times > 0; times--) {
    const at = roll(bytes.length + 1);
    const rest = bytes.subarray(at);
    const length = roll(40);
    const change = roll(6);
    if (change === 0 && at < bytes.length) bytes[at] = roll(256);
    else if (change === 1 && at < bytes.length) bytes[at] ^= 1 << roll(8);
    else if (change === 2) bytes = Buffer.from(bytes.subarray(0, at));
    else if (change === 3) bytes = Buffer.concat([bytes.subarray(0, at), rest.subarray(length)]);
    else if (change === 4) bytes = Buffer.concat([bytes.subarray(0, at), rest.subarray(0, length), rest]);
    else bytes = Buffer.concat([bytes.subarray(0, at), Buffer.from(hurtful[roll(hurtful.length)]), rest]);
  }
  return bytes;
}

const letter = letterBody();
const quads = quadsOf(letter);
const package3mf = Buffer.concat([...threeMfBytes([letterPart()], { title: 't', application: 'a' })]);
const members = unzipSync(package3mf);
const originals: Record<string, Uint8Array> = {
  'binary.stl': Buffer.concat([...stlBytes({ mesh: letter })]),
  'ascii.stl': Buffer.from(asciiStl(letter)),
  'letter.obj': Buffer.from(objText(letter, quads, (v) => `${v + 1}//1`)),
  'ascii.ply': plyBytes(letter, quads, 'ascii'),
  'little.ply': plyBytes(letter, quads, 'binary_little_endian'),
  'big.ply': plyBytes(letter, quads, 'binary_big_endian'),
  'letter.3mf': package3mf,
};

async function outcome(name: string, bytes: Uint8Array): Promise<'mesh' | 'refused'> {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  try {
    const { meshes } = await readMesh(path);
    expect(meshes.length).toBeGreaterThan(0);
    for (const { mesh } of meshes) {
      expect(mesh.triangles.length).toBeGreaterThan(0);
      expect(mesh.triangles.every((v) => 3 * v < mesh.positions.length)).toBe(true);
      expect(mesh.positions.every(Number.isFinite)).toBe(true);
    }
    return 'mesh';
  } catch (error) {
    if (error instanceof UserError) return 'refused';
    throw error;
  }
}

describe('damaged meshes', () => {
  it.each(Object.keys(originals))('%s', async (name) => {
    const roll = dice(name.length * 7919 + 1);
    const seen = { mesh: 0, refused: 0 };
    for (let n = 0; n < 300; n++) seen[await outcome(name, damaged(originals[name], roll))]++;
    expect(seen.refused).toBeGreaterThan(20);
  });

  it('the model inside a 3MF', async () => {
    const roll = dice(4711);
    const model = Buffer.from(members['3D/3dmodel.model']);
    const head = model.subarray(0, 1200);
    const seen = { mesh: 0, refused: 0 };
    for (let n = 0; n < 300; n++) {
      const bent =
        n % 2 === 0 ? damaged(model, roll) : Buffer.concat([damaged(head, roll), model.subarray(1200)]);
      seen[await outcome('inside.3mf', zipSync({ ...members, '3D/3dmodel.model': bent }))]++;
    }
    const relationships = strToU8(
      '<Relationships><Relationship Type="" Target="/3D/../../x"/></Relationships>',
    );
    expect(await outcome('lost.3mf', zipSync({ ...members, '_rels/.rels': relationships }))).toBe('mesh');
    expect(seen.mesh).toBeGreaterThan(5);
    expect(seen.refused).toBeGreaterThan(20);
  });

  it('a corner that is no number, in words that hold none', async () => {
    const path = join(folder, 'nan.ply');
    writeFileSync(
      path,
      String(Buffer.from(originals['ascii.ply'])).replace(/(end_header\n(?:.*\n)*?0 4) \d+/, '$1 nan'),
    );
    await expect(readMesh(path)).rejects.toThrow(
      /^nan\.ply: a face uses a vertex whose number is no whole number\.$/,
    );
  });
});
