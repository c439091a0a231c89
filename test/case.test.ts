// A case file the whole way: parts with a segmentation each in one frame, operations in order, a record that does it again.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Mesh, signedVolume } from '../src/core/mesh.js';
import { readMesh } from '../src/files/read-mesh.js';
import { readReport } from '../src/report/read-report.js';
import { isocast, scratch } from './command-line.js';
import { nrrdFile } from './fixtures/nrrd-file.js';

const folder = scratch();
const at = (name: string): string => join(folder, name);
const json = (path: string) => JSON.parse(readFileSync(path, 'utf8'));

// A soft ball (100) with a dense core (1000) that lies to the patient's left of its middle, and a mask of one side.
const gridOf = (n: number) => {
  const [from, s] = [-30, 60 / n];
  return {
    grid: {
      sizes: [n, n, n],
      origin: `(${from},${from},${from})`,
      directions: `(${s},0,0) (0,${s},0) (0,0,${s})`,
    },
    values: (of: (p: readonly [number, number, number]) => number): number[] =>
      Array.from({ length: n ** 3 }, (_, v) =>
        of([from + s * (v % n), from + s * (Math.floor(v / n) % n), from + s * Math.floor(v / n / n)]),
      ),
  };
};
const { grid, values } = gridOf(40);
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
order: { intendedUse: '<b>planning</b>', laterality: bilateral, validUntil: 2030-01 }
source: { scan: scan.nrrd }
options: { spacing: 1.5, reduce: 0.5 }
parts:
  - { name: core, colour: '#c03020', material: red resin, options: { threshold: 550 } }
  - { name: shell, colour: '#d0d0c0', options: { threshold: -450 } }
  - { name: lump, mask: left.nrrd, options: { threshold: 550, colour: '#3030c0' } }
operations:
  - { operation: resolve-overlaps }
  - scale: 0.5
calipers: 'girth:-99,0,0:99,0,0'
output: { folder: made, formats: 'stl,3mf' }
`;
const meshOf = async (path: string): Promise<Mesh> => (await readMesh(path)).meshes[0].mesh;

describe('isocast convert case.yaml', () => {
  it('makes every part in one frame, in their priority, and a record that does it again', async () => {
    // Coarse: there will be no model.
    writeFileSync(at('case.yaml'), text.replace('spacing: 1.5,', 'spacing: 3,'));
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
    const report = readReport(readFileSync(at('made/report.json'), 'utf8'));
    expect(report.parts.map(({ name }: { name: string }) => name)).toEqual(['core', 'shell']);
    expect(report.parts[0].material).toBe('red resin');
    expect(report.shape?.scale).toBe(0.5);
    expect(report.order).toMatchObject({ intendedUse: '<b>planning</b>', laterality: 'bilateral' });
    expect(readFileSync(at('made/report.html'), 'utf8')).toContain('&lt;b&gt;planning&lt;/b&gt;');
    // Life-size it has a diameter of 36 mm.
    expect(report.calipers[0]).toMatchObject({ name: 'girth', body: 'shell' });
    expect(report.calipers[0].nominal).toBeCloseTo(soft, 0);
    expect(report.calipers).toHaveLength(1 + 8);
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

  it('lets parts that are labels share what lies between them, whatever their order', async () => {
    const coarse = gridOf(20);
    const labels = coarse.values(([x, y, z]) => {
      if (Math.hypot(x, y, z) > soft) return 0;
      return Math.hypot(x - 6, y, z) < core ? 3 : x > 2 ? 1 : 2;
    });
    writeFileSync(at('labels.nrrd'), nrrdFile({ ...coarse.grid, values: labels }));
    const parts = (of: string): string => `
source: { scan: labels.nrrd }
parts:
${of}
output: { folder: shared, formats: stl, report: true }
`;
    const three = `  - { name: left, labels: '1' }
  - { name: core, labels: '3', colour: '#c03020', material: red resin }
  - { name: right, labels: '2' }`;
    writeFileSync(at('labels.yaml'), parts(three));
    const run = await isocast('convert', at('labels.yaml'));
    expect(run.code).toBe(0);
    const report = readReport(readFileSync(at('shared/report.json'), 'utf8'));
    expect(report.parts.map(({ name }: { name: string }) => name)).toEqual(['left', 'core', 'right']);
    expect(report.parts[1]).toMatchObject({ material: 'red resin', colour: [0.752941, 0.188235, 0.12549] });
    for (const { steps } of report.parts)
      expect(steps.find(({ name }: { name: string }) => name === 'share')?.options.boundaries).toBe('shared');
    const meshes = await Promise.all(
      ['left', 'core', 'right'].map((name) => meshOf(at(`shared/model-${name}.stl`))),
    );
    // The core lies wholly within: each of its triangles is one of a neighbour, turned over.
    const corners = ({ positions, triangles }: Mesh, turned: boolean): string[] =>
      Array.from({ length: triangles.length / 3 }, (_, t) => {
        const three = [...triangles.subarray(3 * t, 3 * t + 3)].map((v) =>
          positions.subarray(3 * v, 3 * v + 3).join(' '),
        );
        const [a, b, c] = turned ? three.reverse() : three;
        return [`${a},${b},${c}`, `${b},${c},${a}`, `${c},${a},${b}`].sort()[0];
      });
    const [left, inner, right] = meshes;
    const around = new Set([...corners(left, true), ...corners(right, true)]);
    expect(corners(inner, false).filter((one) => !around.has(one))).toEqual([]);
    const again = await isocast('replay', at('shared/record.json'), at('labels.nrrd'));
    expect(again.out).toMatch(/SAME: every byte/);
    writeFileSync(at('labels.yaml'), parts(three.replace("'2'", "'2-3'")));
    const twice = await isocast('convert', at('labels.yaml'));
    expect(twice.code).toBe(2);
    expect(twice.err).toMatch(/Label 3 is asked for by two parts, 'core' and 'right'/);
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
