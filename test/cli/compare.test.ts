// isocast compare, and isocast check --expect, as a user runs them: what is said, and the exit codes.
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { Mesh } from '../../src/core/mesh.js';
import { stlBytes } from '../../src/files/stl-bytes.js';
import { isocast, scratch } from '../command-line.js';
import { boxMesh } from '../fixtures/shapes.js';

const folder = scratch();
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function stl(name: string, mesh: Mesh): string {
  const path = join(folder, `${name}.stl`);
  writeFileSync(path, Buffer.concat([...stlBytes({ mesh })]));
  return path;
}

const a = stl('castorp', boxMesh([0, 0, 0], [30, 20, 10]));
const b = stl('chauchat', boxMesh([0, 0, 0], [30, 20, 10.3]));

describe('isocast compare', () => {
  it('fails by exit code 3 beyond the tolerance, and names no file', async () => {
    const { code, out, err } = await isocast('compare', a, b, '--tolerance', '0.2', '--threads', '1');
    expect([code, err]).toEqual([3, '']);
    expect(out).toMatch(/^a +STL, 12 triangles, 30\.0 × 20\.0 × 10\.0 mm/);
    expect(out).toMatch(/frame +as the files have it \(not aligned\)/);
    expect(out).toMatch(/Hausdorff +0\.3000 mm, 95 %: 0\.3000 mm/);
    expect(out).toMatch(/volume +6000\.00 and 6180\.00 mm³, \+180\.00 \(\+3\.000 %\)/);
    expect(out).toMatch(/verdict +FAIL \(95 % of the area against 0\.2 mm\)/);
    expect(out).not.toMatch(/castorp|chauchat/);
  });

  it('writes a page, and prints JSON', async () => {
    const out = join(folder, 'out');
    const ran = await isocast(
      'compare',
      a,
      b,
      '--out',
      out,
      '--json',
      '--overlap',
      '--align',
      '--threads',
      '2',
    );
    expect(ran.code).toBe(0);
    const told = JSON.parse(ran.out);
    expect(told.whole.overlap.jaccard).toBeGreaterThan(0.97);
    expect(told.alignment.matrix).toHaveLength(16);
    const { written, ...facts } = told;
    expect(JSON.parse(readFileSync(join(out, 'compare.json'), 'utf8'))).toEqual(facts);
    expect(written.map(({ name }: { name: string }) => existsSync(join(out, name)))).toEqual([
      true,
      true,
      true,
    ]);
    const again = await isocast('replay', join(out, 'record.json'), a, '--against', b);
    expect([again.code, again.err]).toEqual([0, '']);
  });

  it('tells what is wrong without telling names', async () => {
    const bad = join(folder, 'CASTORP^HANS.stl');
    writeFileSync(bad, 'nothing');
    const { code, err } = await isocast('compare', a, bad);
    expect(code).toBe(2);
    expect(err).toMatch(/^isocast: mesh b: /);
    expect(err).not.toContain('CASTORP');
  });
});

describe('isocast check --expect', () => {
  it('writes what to expect, once, and holds meshes against it', async () => {
    const file = join(folder, 'expected.json');
    const made = await isocast('check', a, '--write-expected', file, '--within', '0.2');
    expect([made.code, made.err]).toEqual([0, '']);
    expect(made.out).toContain('written: ');
    const again = await isocast('check', a, '--write-expected', file);
    expect([again.code, again.err]).toMatchObject([2, expect.stringContaining('is not written over')]);
    expect(again.out, 'before the mesh is checked').toBe('');
    expect((await isocast('check', a, '--expect', file)).out).toContain(
      'Expected: 9 values, all as expected',
    );
    const other = await isocast('check', b, '--expect', file, '--printer', 'form-4b', '--threads', '1');
    expect(other.code).toBe(3);
    expect(other.out).toContain('Expected: 1 of 9 values NOT as expected');
    expect(other.out).toMatch(
      /FAILS +size, foot to head +10\.3 mm, expected 10, off by 0\.3 \(allowed 0\.2\)/,
    );
    const json = JSON.parse((await isocast('check', b, '--expect', file, '--json')).out);
    expect([json.fit, json.expected.verdict, json.expected.failed]).toEqual([true, 'fail', 1]);
  });

  it('refuses what makes no sense, before it reads the mesh', async () => {
    const gone = join(folder, 'gone.stl');
    expect((await isocast('check', gone, '--within', '1')).err).toMatch(/--within says how far off/);
    expect((await isocast('check', gone, '--expect', join(folder, 'no.json'))).err).toMatch(
      /no\.json: there is no such/,
    );
  });
});
