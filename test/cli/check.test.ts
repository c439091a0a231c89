// isocast check and isocast printers, as a user runs them: what is said, as text and as JSON, and the exit codes.
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { type PrintingFlags, printingCheck } from '../../src/cli/check-printing.js';
import type { Mesh } from '../../src/core/mesh.js';
import { readMesh } from '../../src/files/read-mesh.js';
import { stlBytes } from '../../src/files/stl-bytes.js';
import { threeMfBytes } from '../../src/files/three-mf-bytes.js';
import { isocast, scratch } from '../command-line.js';
import { platesMesh } from '../fixtures/plates.js';
import { ballMesh, boxMesh, turnedOver } from '../fixtures/shapes.js';

const folder = scratch();
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function stl(name: string, mesh: Mesh): string {
  const path = join(folder, `${name}.stl`);
  writeFileSync(path, Buffer.concat([...stlBytes({ mesh })]));
  return path;
}

const check = (path: string, ...flags: string[]) => isocast('check', path, ...flags, '--threads', '1');

describe('isocast check --printer', () => {
  it('passes a sound block', async () => {
    const { code, out, err } = await check(
      stl('block', boxMesh([0, 0, 0], [30, 20, 10])),
      '--printer',
      'mk4',
    );
    expect([code, err]).toEqual([0, '']);
    expect(out).toContain('fit to print');
    expect(out).toMatch(/Printer Prusa MK4: 250\.0 × 210\.0 × 220\.0 mm/);
    expect(out).toMatch(/fits +as it stands/);
    expect(out).toMatch(/thin walls +none below 1\.2 mm/);
    expect(out).toMatch(/material +6\.0 ml, 7 g of PLA/);
    expect(out).toMatch(/shortest .*10 mm high/);
  });

  it('fails thin walls by exit code 3, and says where', async () => {
    const path = stl('plates', await platesMesh());
    const map = join(folder, 'map.ply');
    const { code, out } = await check(
      path,
      '--printer',
      'form-4b',
      '--json',
      '--map',
      map,
      '--accurate',
      'left',
    );
    expect(code).toBe(3);
    const { fit, meshes, print, findings } = JSON.parse(out);
    expect([fit, meshes[0].fit]).toEqual([false, true]);
    expect(print.bodies[0].walls).toMatchObject({ count: 3, failing: 1 });
    expect(findings.map(({ code: one }: { code: string }) => one)).toEqual(['thin-wall', 'thin-wall']);
    expect(print.bodies[0].orientation.proposals).toHaveLength(3);
    const written = await readMesh(map);
    expect(written.meshes[0].mesh.triangles).toHaveLength(3 * meshes[0].facts.triangles);
    expect(readFileSync(map, 'latin1').slice(0, 600)).toContain('property float thickness');
    const told = await check(path, '--printer', 'form-4b', '--wall', '0.3');
    expect(told.code).toBe(0);
  });

  it('fails what is too large, and turns what is not', async () => {
    const ball = stl('ball', ballMesh(40, 24));
    const large = await check(ball, '--printer', 'sl1');
    expect(large.code).toBe(3);
    expect(large.out).toMatch(/FAILS: It is too large for Prusa SL1.*Cut it into 2 pieces/);
    const lying = await check(stl('lying', boxMesh([0, 0, 0], [60, 110, 20])), '--printer', 'sl1');
    expect(lying.code).toBe(0);
    expect(lying.out).toMatch(/warning: It does not fit Prusa SL1 as it stands/);
  });

  it('measures each body of a 3MF, and maps them together', async () => {
    const parts = [
      { name: 'block', mesh: boxMesh([0, 0, 0], [20, 20, 20]), colour: [1, 1, 1] },
      { name: 'sheet', mesh: boxMesh([30, 0, 0], [30.4, 20, 20]), colour: [1, 0, 0] },
    ] as const;
    const path = join(folder, 'two.3mf');
    const meta = { title: 'two', application: 'test', tolerance: 0.1 };
    writeFileSync(path, Buffer.concat([...threeMfBytes(parts, meta)]));
    const map = join(folder, 'two.ply');
    const { code, out } = await check(path, '--printer', 'mk4', '--map', map);
    expect(code).toBe(3);
    expect(out).toMatch(
      /block:[\s\S]*none below 1\.2 mm[\s\S]*sheet:[\s\S]*1 below 1\.2 mm, 800 mm²; 1 below 1 mm/,
    );
    expect(out).toMatch(/FAILS: sheet: 1 wall is thinner than 1 mm \(0\.40 mm at the least\)/);
    expect((await readMesh(map)).meshes[0].mesh.triangles).toHaveLength(72);
  });

  it('does not fall over a mesh that is no solid', async () => {
    const { positions, triangles } = boxMesh([0, 0, 0], [20, 20, 20]);
    const open = stl('open', { positions, triangles: triangles.slice(6) });
    const inside = stl('inside', turnedOver(boxMesh([0, 0, 0], [20, 20, 20])));
    for (const path of [open, inside]) {
      const { code, out, err } = await check(path, '--printer', 'form-4b');
      expect([code, err]).toEqual([3, '']);
      expect(out).toContain('FAULT');
    }
  });

  it('takes a printer of one’s own', async () => {
    const path = stl('small', boxMesh([0, 0, 0], [30, 20, 10]));
    const file = join(folder, 'ours.yaml');
    writeFileSync(file, 'printers:\n  tiny: {process: sla, volume: [20, 30, 10], name: Tiny, density: 2}\n');
    const { code, out } = await check(path, '--printer', 'tiny', '--printers', file);
    expect(code).toBe(0);
    expect(out).toMatch(/Printer Tiny[\s\S]*fits +turned by .*90\.0°[\s\S]*6\.0 ml, 12 g/);
    writeFileSync(file, '{"printers": {"tiny": {"process": "sla", "volume": [20, 30]}}}');
    await expect(printingCheck({ printer: 'tiny', printers: file })).rejects.toThrow(
      /ours\.yaml: printers\.tiny\.volume must NOT have fewer than 3/,
    );
    writeFileSync(file, 'printers: {tiny: [');
    await expect(printingCheck({ printer: 'tiny', printers: file })).rejects.toThrow(/neither JSON nor YAML/);
  });

  it('refuses what it does not know, before it reads the mesh', async () => {
    const wrong: readonly (readonly [PrintingFlags, RegExp])[] = [
      [{ printer: 'form-9' }, /There is no printer 'form-9'/],
      [{ printer: 'mk4', process: 'clay' }, /There is no process 'clay'/],
      [{ printer: 'mk4', wall: '0' }, /--wall: 0 is not a number from 0\.05 to 20 mm/],
      [{ printer: 'mk4', accurate: 'inside' }, /--accurate: 'inside' is no side/],
      [{ printer: 'mk4', accurate: '0,0,0' }, /--accurate: '0,0,0' is no side/],
      [{ printer: 'mk4', map: 'map.stl' }, /'map\.stl' is no name of a PLY file/],
      [{ printer: 'mk4', printers: 'none.yaml' }, /none\.yaml can't be read \(ENOENT\)/],
      [{ printer: 'mk4', threads: 'all' }, /threads/],
    ];
    for (const [flags, message] of wrong) await expect(printingCheck(flags)).rejects.toThrow(message);
    expect(await printingCheck({})).toBeNull();
    const ply = join(folder, 'input.ply');
    writeFileSync(ply, 'ply');
    const over = await isocast('check', ply, '--printer', 'mk4', '--map', ply);
    expect(over.err).toMatch(/written over a file that was given as input/);
    const loose = await isocast('check', join(folder, 'not-there.stl'), '--wall', '1');
    expect(loose.err).toMatch(/--wall says something of printing, but no printer is named/);
  });
});

describe('isocast printers', () => {
  it('lists printers and processes', async () => {
    const { code, out } = await isocast('printers');
    expect(code).toBe(0);
    expect(out).toMatch(/form-4b +Formlabs Form 4B +sla +200 × 125 × 210 +data sheet, to be verified/);
    expect(out).toMatch(/polyjet .*0\.6-1/);
    const listed = JSON.parse((await isocast('printers', '--json')).out);
    expect(listed.printers.find(({ key }: { key: string }) => key === 'mjf').volume).toEqual([380, 284, 380]);
    expect(listed.processes.sls.wall).toEqual({ fail: 0.7, warn: 0.8 });
  });
});
