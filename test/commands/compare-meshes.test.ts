// Two meshes against each other, with known answers; what can't be told is said; the files and their record.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { compareMeshes } from '../../src/commands/compare-meshes.js';
import { replayRecord } from '../../src/commands/replay-record.js';
import type { Comparison } from '../../src/core/comparison.js';
import { UserError } from '../../src/core/errors.js';
import { type Mesh, signedVolume } from '../../src/core/mesh.js';
import { stlBytes } from '../../src/files/stl-bytes.js';
import { threeMfBytes } from '../../src/files/three-mf-bytes.js';
import { motionAbout, movedMesh, stay, turnOf } from '../../src/kernel/rigid-motion.js';
import { scratch } from '../command-line.js';
import { boxMesh, movedMesh as shifted, together, turnedOver } from '../fixtures/shapes.js';
import { ball } from '../kernel/solids.js';

const folder = scratch();
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function stl(name: string, mesh: Mesh): string {
  const path = join(folder, `${name}.stl`);
  writeFileSync(path, Buffer.concat([...stlBytes({ mesh })]));
  return path;
}

function threeMf(name: string, parts: Readonly<Record<string, Mesh>>): string {
  const path = join(folder, `${name}.3mf`);
  const bodies = Object.entries(parts).map(([part, mesh]) => ({
    name: part,
    mesh,
    colour: [1, 1, 1] as const,
  }));
  writeFileSync(
    path,
    Buffer.concat([...threeMfBytes(bodies, { title: name, application: 'test', tolerance: 0.1 })]),
  );
  return path;
}

const codes = ({ findings }: Comparison): string[] => findings.map(({ code }) => code);

const round = ball(3, 10);
const here = stl('castorp', round);
const there = stl('chauchat', shifted(round, [0.4, 0, 0]));
const small = stl('small', ball(3, 9.5));
/** A body that no turn and no mirror brings onto itself. */
const odd = together(
  ball(2, 20),
  shifted(ball(2, 7), [30, 4, -3]),
  boxMesh([-4, 22, -2], [3, 45, 5]),
  boxMesh([2, -3, 21], [6, 5, 33]),
);

describe('compareMeshes', () => {
  it('tells how far a shifted ball is: cosines of the shift', async () => {
    const { facts, written } = await compareMeshes(here, there, { tolerance: 0.39, overlap: true });
    const { aToB, bToA, volume, area, size, overlap, hausdorff, hausdorff95 } = facts.whole;
    expect(written).toEqual([]);
    for (const way of [aToB, bToA]) {
      // |d| = 0.4·|cos|, evenly spread from 0 to 0.4.
      expect(way.max).toBeCloseTo(0.4, 2);
      expect(way.meanAbsolute).toBeCloseTo(0.2, 2);
      expect(way.rms).toBeCloseTo(0.4 / Math.sqrt(3), 2);
      expect(way.p95).toBeCloseTo(0.38, 2);
      expect(way.within.map(({ mm }) => mm)).toEqual([0.1, 0.25, 0.5, 1]);
      for (const [n, share] of [0.25, 0.625, 1, 1].entries())
        expect(way.within[n].share).toBeCloseTo(share, 1);
      const { shares = [], below = 0, above = 0, low = 0, width = 0 } = way.spread ?? {};
      expect(below + above + shares.reduce((sum, x) => sum + x, 0)).toBeCloseTo(1, 4);
      expect(low + width * shares.length).toBeCloseTo(-low, 4);
      expect(way.bound).toBeGreaterThanOrEqual(way.max);
    }
    expect([hausdorff, hausdorff95]).toEqual([Math.max(aToB.max, bToA.max), Math.max(aToB.p95, bToA.p95)]);
    expect(volume.difference).toBeCloseTo(0, 1);
    expect(area.difference).toBeCloseTo(0, 1);
    for (const d of size.difference) expect(d).toBeCloseTo(0, 4);
    // Two balls of radius R, d apart: the lens is 4/3·π·R³·(1 − 3d/4R + d³/16R³).
    expect(overlap?.dice).toBeCloseTo(1 - (3 * 0.4) / 40 + 0.4 ** 3 / 16000, 3);
    expect(overlap?.jaccard).toBeCloseTo((overlap?.dice ?? 0) / (2 - (overlap?.dice ?? 0)), 5);
    expect([facts.verdict, facts.alignment, codes(facts)]).toEqual(['review', null, ['other-frame']]);
    expect((await compareMeshes(here, there, { tolerance: 0.39, limit: 'max' })).facts.verdict).toBe('fail');
  });

  it('has a sign: the smaller ball lies inside', async () => {
    const { facts } = await compareMeshes(small, here);
    expect(facts.whole.aToB.mean).toBeCloseTo(-0.5, 1);
    expect(facts.whole.bToA.mean).toBeCloseTo(0.5, 1);
    expect(facts.whole.volume.difference).toBeCloseTo(signedVolume(round) * (1 - 0.95 ** 3), 1);
    expect(facts.whole.aToB.spread?.above).toBe(0);
    expect(facts.verdict).toBeNull();
    expect(facts.methods).toContain('without alignment');
  });

  it('aligns where it is asked to, and says how far that was', async () => {
    const motion = motionAbout(turnOf(1, 0.03, -0.02, 0.05), [0, 0, 0], [2, -3, 1]);
    const [a, b] = [stl('odd', odd), stl('odd-moved', movedMesh(odd, motion))];
    const { facts } = await compareMeshes(a, b, { align: 'identity', tolerance: 0.01, limit: 'max' });
    expect(facts.verdict).toBe('pass');
    const { alignment } = facts;
    expect([alignment?.converged, alignment?.start]).toEqual([true, 'identity']);
    for (const [n, x] of [0, 1, 2]
      .flatMap((r) => [...motion.rotation.slice(3 * r, 3 * r + 3), motion.shift[r]])
      .entries())
      expect(alignment?.matrix[n]).toBeCloseTo(x, 4);
    expect(alignment?.before).toBeGreaterThan(0.5);
    expect(alignment?.residual).toBeLessThan(1e-4);
    expect(facts.methods).toContain('never mirrored');
    const lying = await compareMeshes(a, b);
    expect(codes(lying.facts)).toEqual(['other-frame']);
  });

  it('says what looks mirrored, aligned or not', async () => {
    const flip = { rotation: [-1, 0, 0, 0, 1, 0, 0, 0, 1], shift: stay.shift };
    const [a, b] = [stl('left', odd), stl('right', turnedOver(movedMesh(odd, flip)))];
    for (const align of [undefined, 'principal'] as const) {
      const { facts } = await compareMeshes(a, b, { align, tolerance: 100 });
      expect(codes(facts)).toContain('looks-mirrored');
      expect(facts.verdict).toBe('fail');
      expect(facts.whole.hausdorff).toBeGreaterThan(1);
    }
  });

  it('says what is the same file, and what is in another unit', async () => {
    const same = await compareMeshes(here, here, { tolerance: 0 });
    expect([same.facts.verdict, codes(same.facts)]).toEqual(['review', ['same-file']]);
    expect([same.facts.whole.hausdorff, same.facts.whole.aToB.within[0].share]).toEqual([0, 1]);
    const inches = stl('inches', { ...odd, positions: odd.positions.map((x) => x / 25.4 + 3) });
    expect(codes((await compareMeshes(inches, stl('odd', odd))).facts)).toEqual(['other-unit']);
  });

  it('gives no sign and no volume to what has no inside', async () => {
    const open = stl('open', { ...round, triangles: round.triangles.slice(300) });
    const inside = stl('inside-out', turnedOver(round));
    for (const path of [open, inside]) {
      const { facts } = await compareMeshes(here, path, { overlap: true });
      expect([facts.whole.aToB.mean, typeof facts.whole.bToA.mean]).toEqual([null, 'number']);
      expect([facts.whole.volume.b, facts.whole.volume.difference, facts.whole.overlap]).toEqual([
        null,
        null,
        null,
      ]);
      expect(facts.whole.aToB.spread?.low ?? 0).toBe(0);
      expect(codes(facts)).toEqual(['no-inside', 'no-overlap']);
    }
  });

  it('pairs bodies by name, and tells no name unasked', async () => {
    const spiteful = '</script><img src=x onerror=alert(1)>';
    const a = threeMf('two', {
      [spiteful]: ball(2, 5),
      rod: boxMesh([20, 0, 0], [22, 2, 30]),
      lone: ball(1, 2, [0, 40, 0]),
    });
    const b = threeMf('other', { rod: boxMesh([20, 0, 0], [22, 2, 31]), [spiteful]: ball(2, 5) });
    const plain = await compareMeshes(a, b);
    expect(plain.facts.parts).toEqual([]);
    expect(JSON.stringify(plain.facts)).not.toMatch(/onerror|two\.3mf|lone/);
    expect(plain.facts.a.bodies.map(({ name }) => name)).toEqual(['part 1', 'part 2', 'part 3']);
    const crossed = threeMf('crossed', { rod: boxMesh([0, 0, 0], [2, 2, 30]), ball: ball(2, 5) });
    expect(codes((await compareMeshes(crossed, crossed)).facts)).toContain('bodies-overlap');
    const out = join(folder, 'named');
    const { facts } = await compareMeshes(a, b, { parts: true, named: true, out });
    expect(facts.parts.map(({ name, hausdorff }) => [name, hausdorff])).toEqual([
      [spiteful, 0],
      ['rod', 1],
    ]);
    expect(facts.parts[1].volume.difference).toBeCloseTo(4, 4);
    expect(facts.findings[0].message).toBe('In one file only: lone (in two.3mf).');
    const page = readFileSync(join(out, 'compare.html'), 'utf8');
    expect(page.includes('&lt;/script&gt;&lt;img src=x')).toBe(true);
    expect(page.includes(spiteful)).toBe(false);
    expect(page.match(/<\/script>/g)).toHaveLength(3);
    await expect(compareMeshes(a, here, { parts: true })).rejects.toThrow(/no body has the same name/);
  });

  it('writes all or nothing, the same twice, and is replayed from its record', async () => {
    const out = join(folder, 'out');
    const options = { out, tolerance: 0.5, align: 'identity', overlap: true } as const;
    const { written } = await compareMeshes(here, there, options);
    expect(written.map(({ name }) => name)).toEqual(['compare.json', 'compare.html', 'record.json']);
    const [text] = readFileSync(join(out, 'compare.html'), 'utf8').split('<script');
    expect(text).not.toMatch(/castorp|chauchat|NaN|undefined|\[object/);
    expect(text).toContain('Content-Security-Policy');
    const record = join(out, 'record.json');
    expect(readFileSync(record, 'utf8')).not.toMatch(/castorp|chauchat/);
    const again = await replayRecord(record, { scan: here, against: there });
    expect([again.same, again.files.map(({ same }) => same)]).toEqual([true, [true, true]]);
    const swapped = await replayRecord(record, { scan: there, against: here });
    expect(swapped.otherInput?.role).toBe('mesh');
    await expect(replayRecord(record, { scan: here })).rejects.toThrow(/two meshes/);
    await expect(replayRecord(record, { scan: here, mask: there })).rejects.toThrow(/no mask/);
  });

  it('refuses what is no mesh, and writes over no input', async () => {
    const nothing = join(folder, 'nothing.stl');
    writeFileSync(nothing, '');
    const text = join(folder, 'notes.stl');
    writeFileSync(text, 'solid air\nendsolid air\n');
    const flat = stl('flat', { positions: new Float32Array(9), triangles: Uint32Array.of(0, 1, 2) });
    for (const bad of [nothing, text, flat, folder, join(folder, 'gone.stl')]) {
      await expect(compareMeshes(bad, here)).rejects.toThrow(UserError);
      await expect(compareMeshes(here, bad)).rejects.toThrow(UserError);
    }
    await expect(compareMeshes(here, there, { tolerance: Number.NaN })).rejects.toThrow(/no length/);
    const out = join(folder, 'over');
    mkdirSync(out);
    const input = join(out, 'compare.html');
    writeFileSync(input, readFileSync(here));
    await expect(compareMeshes(input, there, { out })).rejects.toThrow(/written over a file that was given/);
    expect(readdirSync(out)).toEqual(['compare.html']);
    const stop = new AbortController();
    stop.abort();
    await expect(compareMeshes(here, there, { signal: stop.signal })).rejects.toThrow();
  });
});
