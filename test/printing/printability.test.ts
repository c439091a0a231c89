// All that is said of a body before it is printed: right, the same on any number of threads, and plain JSON.
import { describe, expect, it } from 'vitest';
import { quietContext } from '../../src/core/context.js';
import type { Mesh } from '../../src/core/mesh.js';
import { makePool } from '../../src/pool.js';
import { findPrinter, type PrinterWanted } from '../../src/printing/find-printer.js';
import { findingsOf } from '../../src/printing/findings-of.js';
import { printability } from '../../src/printing/printability.js';
import { readPrinters } from '../../src/printing/read-printers.js';
import { plateAt, platesMesh, turned } from '../fixtures/plates.js';
import { ballMesh, boxMesh, movedMesh, together, turnedOver } from '../fixtures/shapes.js';

const facts = (mesh: Mesh, wanted: PrinterWanted = { key: 'form-4b' }) =>
  printability([{ name: 'part', mesh }], findPrinter(wanted), quietContext);

const codes = (found: ReturnType<typeof findingsOf>): string[] =>
  found.map(({ severity, code }) => `${severity} ${code}`);

describe('printability', () => {
  it('fails the plate that is too thin, warns of those that may be, and passes the rest', async () => {
    const found = await facts(await platesMesh());
    const [body] = found.bodies;
    // Resin fails below 0.5 mm and warns below 1 mm: 0.4 fails, 0.6 and 0.8 warn, 1 is neither.
    expect(body.walls).toMatchObject({ count: 3, failing: 1, specks: 0 });
    const findings = findingsOf(found);
    expect(codes(findings)).toEqual(['failure thin-wall', 'warning thin-wall']);
    expect(findings[0].message).toMatch(/^1 wall is thinner than 0.5 mm \(0.40 mm at the least\)/);
    const [x, y, z] = findings[0].places?.[0] ?? [0, 0, 0];
    expect(Math.hypot(...turned(plateAt(0)).map((c, d) => c - [x, y, z][d]))).toBeLessThan(8);
    expect(JSON.parse(JSON.stringify(found))).toEqual(found);
  });

  it('takes the wall that it is told', async () => {
    const found = await facts(await platesMesh(), { key: 'form-4b', wall: 0.7 });
    expect(found.bodies[0].walls).toMatchObject({ count: 2, failing: 2 });
    expect(codes(findingsOf(found))).toEqual(['failure thin-wall']);
  });

  it('says the same on two threads', async () => {
    const mesh = await platesMesh(0.7);
    const pool = makePool(2, new AbortController().signal);
    const threaded = await printability([{ name: 'part', mesh }], findPrinter({ key: 'form-4b' }), {
      ...quietContext,
      each: (task, jobs) => pool.each(task, jobs, () => {}),
    });
    await pool.close();
    expect(threaded).toEqual(await facts(mesh));
  });

  it('weighs, and says what a hollow one would take', async () => {
    const { material, fit } = (await facts(ballMesh(40))).bodies[0];
    const volume = (4 / 3) * Math.PI * 64;
    expect(Math.abs(material.volume / volume - 1)).toBeLessThan(0.01);
    expect(material.mass).toBeCloseTo(1.18 * material.volume, 6);
    expect(material.hollow?.volume).toBeCloseTo((4 * Math.PI * 1600 * 2) / 1000, 0);
    expect(fit.fits).toBe('stands');
    expect((await facts(ballMesh(8))).bodies[0].material.hollow).toBeNull();
  });

  it('knows what is trapped, and where that matters', async () => {
    const inner = turnedOver(movedMesh(ballMesh(5), [12, 10, 10]));
    const loose = movedMesh(ballMesh(2), [12, 10, 10]);
    const mesh = together(boxMesh([0, 0, 0], [30, 20, 20]), inner, loose, boxMesh([40, 0, 0], [45, 5, 5]));
    const found = await facts(mesh);
    const { trapped } = found.bodies[0];
    expect(trapped.count).toBe(1);
    expect(trapped.places[0].centre).toEqual([12, 10, 10].map((x) => expect.closeTo(x, 3)));
    expect(Math.abs(trapped.volume / ((4 / 3) * Math.PI * 125) - 1)).toBeLessThan(0.01);
    expect(codes(findingsOf(found))).toContain('warning trapped-volume');
    const filament = await facts(mesh, { key: 'mk4' });
    expect(filament.bodies[0].trapped.count).toBe(1);
    expect(codes(findingsOf(filament)).some((code) => code.includes('trapped'))).toBe(false);
  });

  it('speaks of each body by its name', async () => {
    const bodies = [
      { name: 'left', mesh: boxMesh([0, 0, 0], [50, 50, 50]) },
      { name: 'right', mesh: boxMesh([0, 0, 0], [20, 30, 38]) },
    ];
    const tiny = readPrinters({ printers: { tiny: { process: 'sla', volume: [30, 20, 40] } } }, 'tiny.yaml');
    const force = findPrinter({ key: 'tiny', among: tiny });
    const found = findingsOf(await printability(bodies, force, quietContext));
    expect(codes(found)).toEqual(['failure too-large', 'warning turn-to-fit']);
    expect(found[0].message).toMatch(/^left: It is too large for tiny/);
    expect(found[1].message).toMatch(/^right: /);
  });

  it('stops when it is told to', async () => {
    const stop = new AbortController();
    stop.abort(new Error('enough'));
    const stopped = { ...quietContext, signal: stop.signal };
    const body = { name: 'part', mesh: ballMesh(5) };
    await expect(printability([body], findPrinter({ key: 'mk4' }), stopped)).rejects.toThrow('enough');
  });
});
