import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest';
import type { Part } from '../../src/core/mesh.js';
import { threeMfBytes } from '../../src/files/three-mf-bytes.js';
import { hasJudge, judge3mf, judgeWithPrusa } from '../judges.js';
import { letterBody, letterPart, letterVolume } from './letter-body.js';

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

function movedLetter(): Part {
  const mesh = letterBody();
  return {
    name: 'second',
    mesh: { ...mesh, positions: mesh.positions.map((c, k) => c + [40, -7.3, 9][k % 3]) },
    colour: [0, 1, 0],
  };
}

const prusa = await hasJudge('prusa-slicer');

describe('threeMfBytes', () => {
  it("is accepted by lib3mf's strict reader without a warning, to the bit", async () => {
    const parts = [letterPart(), movedLetter()];
    const verdict = await judge3mf(saved(parts), { vertices: true });
    expect(verdict.warnings).toBe(0);
    expect(verdict.manifoldAndOriented).toBe(true);
    expect(verdict.objects.map((o) => [o.name, o.material])).toEqual(parts.map((p) => [p.name, p.name]));
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
    expect(Object.keys(members)).toEqual(['[Content_Types].xml', '_rels/.rels', '3D/3dmodel.model']);
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
