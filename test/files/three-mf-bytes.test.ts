import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { PNG } from 'playwright-core/lib/utilsBundle';
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest';
import type { Part } from '../../src/core/mesh.js';
import { originColours } from '../../src/core/origin-colours.js';
import { origins } from '../../src/core/print-model.js';
import { readMesh } from '../../src/files/read-mesh.js';
import { threeMfBytes } from '../../src/files/three-mf-bytes.js';
import { verifyParts } from '../../src/files/verify-parts.js';
import { hasJudge, judge3mf, judgeWithPrusa, rewriteWithPrusa } from '../judges.js';
import { hostileNames } from './hostile-names.js';
import { letterPart, letterVolume } from './letter-body.js';
import { madeLetter, movedLetter } from './made-letter.js';

const folder = mkdtempSync(join(tmpdir(), 'isocast-3mf-'));
afterAll(() => rmSync(folder, { recursive: true }));

const meta = { title: 'case <7> & "co"', application: 'Isocast 1.2.3', tolerance: 0.1 };
const bytesOf = (parts: readonly Part[], write = threeMfBytes): Buffer =>
  Buffer.concat([...write(parts, meta)]);

function saved(parts: readonly Part[]): string {
  const path = join(folder, 'letter.3mf');
  writeFileSync(path, bytesOf(parts));
  return path;
}

const prusa = await hasJudge('prusa-slicer');

describe('threeMfBytes', () => {
  it("is accepted by lib3mf's strict reader without a warning, to the bit", async () => {
    const parts = [letterPart(), movedLetter()];
    const verdict = await judge3mf(saved(parts), { vertices: true });
    expect(verdict.warnings).toBe(0);
    expect(verdict.manifoldAndOriented).toBe(true);
    expect(verdict.thumbnail).toBe(true);
    expect(verdict.objects.map((o) => o.name)).toEqual(parts.map((p) => p.name));
    expect(verdict.objects.map((o) => o.colour)).toEqual([
      [230, 128, 26],
      [0, 255, 0],
    ]);
    for (const [p, { mesh }] of parts.entries()) {
      expect(verdict.objects[p].positions).toEqual(mesh.positions);
      expect(verdict.objects[p].indices).toEqual(mesh.triangles);
    }
  });

  it('says what it must in metadata that belong to us, and nothing else', async () => {
    const { metadata } = await judge3mf(saved([letterPart()]));
    const own = (name: string): string => metadata[`urn:isocast:model:1:${name}`];
    expect(Object.keys(metadata)).toHaveLength(6);
    expect(metadata).toMatchObject({ Title: meta.title, Application: meta.application });
    expect(own('frame')).toBe('LPS');
    expect(own('tolerance')).toBe('0.1 mm');
    expect(own('disclaimer')).toBe('Not cleared for diagnostic use; to be reviewed by a qualified person.');
    expect(own('patientTransform')).toMatch(/^1 0 0 0 1 0 0 0 1 -\d/);
  });

  it('places all parts by one shift into the positive octant, corner at the origin', async () => {
    const parts = [letterPart(), movedLetter()];
    const { transforms } = await judge3mf(saved(parts));
    expect(transforms[1]).toEqual(transforms[0]);
    expect(transforms[0].slice(0, 9)).toEqual([1, 0, 0, 0, 1, 0, 0, 0, 1]);
    for (let c = 0; c < 3; c++) {
      const lowest = Math.min(
        ...parts.flatMap(({ mesh }) => [...mesh.positions].filter((_, k) => k % 3 === c)),
      );
      expect(transforms[0][9 + c] + lowest).toBe(0);
    }
  });

  it('has base materials alone where all of it has one colour', async () => {
    const parts = [letterPart('one'), { ...movedLetter(), colour: letterPart().colour }];
    const { objects, warnings } = await judge3mf(saved(parts));
    expect(warnings).toBe(0);
    expect(objects.map((o) => o.material)).toEqual(['one', 'second']);
    const model = strFromU8(unzipSync(bytesOf(parts))['3D/3dmodel.model']);
    expect(model).not.toMatch(/colorgroup|xmlns:m=/);
  });

  it('has a group for each colour, of objects and of triangles, the objects first', async () => {
    const parts = [madeLetter(), movedLetter(), letterPart('third')];
    const { objects, warnings } = await judge3mf(saved(parts), { vertices: true });
    expect(warnings).toBe(0);
    const table = originColours(parts[0].colour).map((colour) =>
      colour.map((c) => Math.round(255 * c)).join(' '),
    );
    expect(objects[0].colours).toEqual(Array.from(madeLetter().origin, (origin) => table[origin]));
    expect(new Set(objects[1].colours)).toEqual(new Set(['0 255 0']));
    const model = strFromU8(unzipSync(bytesOf(parts))['3D/3dmodel.model']);
    const groups = [
      ...model.matchAll(/<m:colorgroup id="(\d+)"><m:color color="(#[0-9A-F]{6})"\/><\/m:colorgroup>/g),
    ];
    expect(groups.slice(0, 2).map(([, id, colour]) => `${id} ${colour}`)).toEqual(['1 #E6801A', '2 #00FF00']);
    expect(groups).toHaveLength(1 + origins.length);
    expect([...model.matchAll(/<object [^>]*pid="(\d+)" pindex="0"/g)].map(([, pid]) => pid)).toEqual([
      '1',
      '2',
      '1',
    ]);
  });

  it('places each part by itself, and says how each goes back', async () => {
    const parts = [letterPart('a'), movedLetter()];
    const [c, s] = [Math.cos(0.3), Math.sin(0.3)];
    const placements = [
      [0, 0, 1, 900, 0, -1, 0, 50, 1, 0, 0, 100],
      [c, -s, 0, 30.1, s, c, 0, 20, 0, 0, 1, 855.5],
    ] as const;
    const path = join(folder, 'placed.3mf');
    writeFileSync(path, Buffer.concat([...threeMfBytes(parts, { ...meta, placements })]));
    const { warnings, metadata, transforms, itemMetadata } = await judge3mf(path);
    expect(warnings).toBe(0);
    expect(Object.keys(metadata)).not.toContain('urn:isocast:model:1:patientTransform');
    for (const [p, [a, b, d, x, e, f, g, y, h, i, j, z]] of placements.entries()) {
      for (const [n, value] of [a, e, h, b, f, i, d, g, j, x, y, z].entries())
        expect(transforms[p][n]).toBeCloseTo(value, 4);
      expect(Object.keys(itemMetadata[p])).toEqual(['urn:isocast:model:1:patientTransform']);
    }
    await verifyParts(parts)(path);
    const { remarks } = await readMesh(path);
    expect(remarks).toEqual([
      "The model was put back into the patient's frame (LPS), as the file's metadata say.",
    ]);
    const mirror = [-1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0] as const;
    const larger = [2, 0, 0, 0, 0, 2, 0, 0, 0, 0, 2, 0] as const;
    for (const wrong of [[mirror, mirror], [larger, larger], [placements[0]]])
      expect(() => [...threeMfBytes(parts, { ...meta, placements: wrong })]).toThrow(RangeError);
  });

  it('says loudly that it is mirrored or not life-size', async () => {
    const path = join(folder, 'mirrored.3mf');
    const altered = { ...meta, title: 'model', mirrored: 'left-right', scale: 0.5 } as const;
    writeFileSync(path, Buffer.concat([...threeMfBytes([letterPart()], altered)]));
    const { warnings, metadata } = await judge3mf(path);
    expect(warnings).toBe(0);
    expect(metadata).toMatchObject({
      Title: 'model – MIRRORED left-right – SCALE 0.5',
      'urn:isocast:model:1:frame': 'LPS, MIRRORED left-right, SCALE 0.5',
      'urn:isocast:model:1:mirrored': 'left-right',
      'urn:isocast:model:1:scale': '0.5',
    });
    const { remarks } = await readMesh(path);
    expect(remarks.join()).toContain('but it is MIRRORED left-right, SCALE 0.5.');
  });

  it('has a picture of the model that pngjs reads, in its own colours', () => {
    const png = unzipSync(bytesOf([madeLetter()]))['Metadata/thumbnail.png'];
    const { width, height, data } = PNG.sync.read(Buffer.from(png));
    expect([width, height]).toEqual([384, 384]);
    expect(data[3]).toBe(0);
    const pixels = Array.from({ length: width * height }, (_, p) => data.subarray(4 * p, 4 * p + 4));
    const seen = pixels.filter(([, , , alpha]) => alpha === 255);
    expect(seen.length).toBeGreaterThan(10_000);
    expect(seen.some(([r, , b]) => b > 2 * r)).toBe(true);
  });

  it.each(hostileNames)('is sound and comes back with a part named %j', async (name) => {
    const path = saved([{ ...madeLetter(), name }, movedLetter()]);
    const { warnings, objects } = await judge3mf(path);
    expect(warnings).toBe(0);
    expect(objects[1].name).toBe('second');
    await verifyParts([{ ...letterPart(), name }, movedLetter()])(path);
  });

  it.skipIf(!prusa)('tells PrusaSlicer the names, and one extruder for each colour', async () => {
    const out = join(folder, 'prusa.3mf');
    await rewriteWithPrusa(saved([madeLetter(), movedLetter(), letterPart('third')]), '3mf', out);
    const config = strFromU8(unzipSync(readFileSync(out))['Metadata/Slic3r_PE_model.config']);
    const said = (key: string): string[] =>
      [...config.matchAll(new RegExp(`type="object" key="${key}" value="([^"]*)"`, 'g'))].map(
        ([, value]) => value,
      );
    expect(said('name')).toEqual(['made', 'second', 'third']);
    expect(said('extruder')).toEqual(['1', '2', '1']);
  });

  it.skipIf(!prusa)('is good to PrusaSlicer', async () => {
    const verdict = await judgeWithPrusa(saved([letterPart()]));
    expect(verdict).toMatchObject({
      manifold: true,
      parts: 1,
      openEdges: 0,
      facetsReversed: 0,
      facetsRemoved: 0,
    });
    expect(verdict?.volume).toBeCloseTo(letterVolume, 1);
  });

  it('is refused by the judge when it is bad', async () => {
    const good = letterPart();
    const open = { ...good, mesh: { ...good.mesh, triangles: good.mesh.triangles.slice(3) } };
    expect((await judge3mf(saved([open]))).manifoldAndOriented).toBe(false);
    const bent = {
      ...good,
      mesh: { ...good.mesh, triangles: good.mesh.triangles.map((v) => (v === 5 ? 99_999 : v)) },
    };
    await expect(judge3mf(saved([bent]))).rejects.toThrow(/lib3mf/);
  });

  it('holds the parts of a package and well-known text', () => {
    const members = unzipSync(bytesOf([letterPart()]));
    expect(Object.keys(members)).toEqual([
      '[Content_Types].xml',
      '_rels/.rels',
      '3D/3dmodel.model',
      'Metadata/thumbnail.png',
    ]);
    const model = strFromU8(members['3D/3dmodel.model']);
    expect(model).toContain('<model unit="millimeter" xml:lang="en-US"');
    expect(model).toContain('name="R &lt;left&gt; &amp; &quot;right&quot;"');
    expect(model).not.toMatch(/\d{4}-\d{2}-\d{2}/);
  });

  describe('in any time zone', () => {
    const home = process.env.TZ;
    afterEach(() => {
      if (home === undefined) delete process.env.TZ;
      else process.env.TZ = home;
      vi.resetModules();
    });

    it('gives the same bytes', async () => {
      const part = letterPart();
      const first = bytesOf([part]);
      const offsets = new Set<number>();
      for (const zone of [
        'UTC',
        'Pacific/Kiritimati',
        'Pacific/Pago_Pago',
        'Asia/Kathmandu',
        'America/New_York',
      ]) {
        process.env.TZ = zone;
        offsets.add(new Date(2000, 0).getTimezoneOffset());
        expect(bytesOf([part]).equals(first), zone).toBe(true);
        vi.resetModules();
        const fresh = await import('../../src/files/three-mf-bytes.js');
        expect(bytesOf([part], fresh.threeMfBytes).equals(first), zone).toBe(true);
      }
      expect(offsets.size).toBe(5);
    });
  });
});
