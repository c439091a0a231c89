// A case file the whole way: parts with a segmentation each in one frame, operations in order, a record that does it again.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Mesh, signedVolume } from '../src/core/mesh.js';
import { readMesh } from '../src/files/read-mesh.js';
import { isocast, scratch } from './command-line.js';
import { nrrdFile } from './fixtures/nrrd-file.js';

const folder = scratch();
const at = (name: string): string => join(folder, name);
const json = (path: string) => JSON.parse(readFileSync(path, 'utf8'));

// A soft ball (100) with a dense core (1000) that lies to the patient's left of its middle, and a mask of one side.
const n = 40;
const grid = {
  sizes: [n, n, n],
  origin: '(-30,-30,-30)',
  directions: '(1.5,0,0) (0,1.5,0) (0,0,1.5)',
};
const values = (of: (p: readonly [number, number, number]) => number): number[] =>
  Array.from({ length: n ** 3 }, (_, v) =>
    of([-30 + 1.5 * (v % n), -30 + 1.5 * (Math.floor(v / n) % n), -30 + 1.5 * Math.floor(v / n / n)]),
  );
const edge = (inside: number, depth: number): number => inside * Math.min(1, Math.max(0, 0.5 + depth / 1.5));
const soft = 18;
const core = 8;
writeFileSync(
  at('scan.nrrd'),
  nrrdFile({
    ...grid,
    values: values(([x, y, z]) =>
      Math.round(-1000 + edge(1100, soft - Math.hypot(x, y, z)) + edge(900, core - Math.hypot(x - 6, y, z))),
    ),
  }),
);
writeFileSync(at('left.nrrd'), nrrdFile({ ...grid, values: values(([x]) => (x > 6 ? 1 : 0)) }));

const text = `
case: P-7
name: ball
source: { scan: scan.nrrd }
options: { spacing: 0.75, reduce: 0.5 }
parts:
  - { name: core, colour: '#c03020', material: red resin, options: { threshold: 550 } }
  - { name: shell, colour: '#d0d0c0', options: { threshold: -450 } }
  - { name: lump, mask: left.nrrd, options: { threshold: 550, colour: '#3030c0' } }
operations:
  - { operation: resolve-overlaps }
  - scale: 0.5
output: { folder: made, formats: 'stl,3mf' }
`;
const meshOf = async (path: string): Promise<Mesh> => (await readMesh(path)).meshes[0].mesh;

describe('isocast convert case.yaml', () => {
  it('makes every part in one frame, in their priority, and a record that does it again', async () => {
    writeFileSync(at('case.yaml'), text);
    const run = await isocast('convert', at('case.yaml'), '--threads', '1');
    // The lump lies wholly in the core, which comes first: nothing is left of it, and that is said.
    expect(run.code).toBe(2);
    expect(run.err).toMatch(/lump/);
    expect(existsSync(at('made'))).toBe(false);
    const without = text.replace(/.*lump.*\n/, '');
    writeFileSync(at('case.yaml'), without);
    const good = await isocast('convert', at('case.yaml'), '--threads', '2');
    expect(good.err).toMatch(/NOT LIFE-SIZE/);
    expect(good.code).toBe(0);
    const report = json(at('made/report.json'));
    expect(report.parts.map(({ name }: { name: string }) => name)).toEqual(['core', 'shell']);
    expect(report.parts[0].material).toBe('red resin');
    expect(report.shape.scale).toBe(0.5);
    const stls = report.files
      .map(({ name }: { name: string }) => name)
      .filter((name: string) => /stl$/.test(name));
    expect(stls).toHaveLength(2);
    const [first, second] = await Promise.all(stls.map((name: string) => meshOf(at(`made/${name}`))));
    const ball = (radius: number): number => ((4 / 3) * Math.PI * radius ** 3) / 8;
    expect(signedVolume(first) / ball(core)).toBeCloseTo(1, 1);
    expect(signedVolume(second) / (ball(soft) - ball(core))).toBeCloseTo(1, 1);
    const record = json(at('made/record.json'));
    expect(record.case).toMatchObject({
      case: 'P-7',
      source: { scan: `hash://sha256/${record.inputs[0].sha256}` },
      operations: [{ operation: 'resolve-overlaps' }, { operation: 'scale', scale: 0.5 }],
    });
    const again = await isocast('replay', at('made/record.json'), at('scan.nrrd'), '--threads', '1');
    expect(again.out).toMatch(/SAME: every byte/);
    expect(again.code).toBe(0);
  });

  it('refuses flags beside a case, and names no input', async () => {
    writeFileSync(at('case.yaml'), text.replace('scan.nrrd', 'Doe^Jane.nrrd'));
    const flagged = await isocast('convert', at('case.yaml'), '--spacing', '1');
    expect(flagged.code).toBe(2);
    expect(flagged.err).toMatch(/--spacing stands beside a case file/);
    const absent = await isocast('convert', at('case.yaml'));
    expect(absent.code).toBe(2);
    expect(absent.err).not.toMatch(/Doe/);
  });
});
