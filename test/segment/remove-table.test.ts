import { describe, expect, it } from 'vitest';
import { emptyBits, getBit } from '../../src/core/bits.js';
import { type Affine, toPatient, type Vec3 } from '../../src/core/grid.js';
import type { Scan } from '../../src/core/scan.js';
import type { Segment } from '../../src/core/segment.js';
import { complementBits } from '../../src/kernel/complement-bits.js';
import { removeTable } from '../../src/segment/remove-table.js';
import { threshold } from '../../src/segment/threshold.js';
import { resample } from '../../src/volume/resample.js';
import { tilted } from '../volume/scan-of.js';
import { chest, fromBody, head, legs, prone, type Scanner, scanned, type Thing, whatIs } from './patients.js';
import { listening, scanOf, volumeOf } from './segments.js';

/** A grid about the origin; `tilt` shears it as a tilted gantry does: slices shifted by so many mm each along y. */
const grid = (
  size: Vec3,
  spacing: Vec3,
  shift: Vec3 = [0, 0, 0],
  tilt = 0,
): { size: Vec3; affine: Affine } => {
  const [a, b, c] = spacing;
  const start = (n: 0 | 1 | 2): number => -((size[n] - 1) / 2) * spacing[n] + shift[n];
  const first = start(1) - ((size[2] - 1) / 2) * tilt;
  return { size, affine: [a, 0, 0, start(0), 0, b, tilt, first, 0, 0, c, start(2)] };
};

const askew = tilted([2.4, 2.4, 4], 0.2, 0.15, [110, -125, -90], true);
const headGrid = grid([88, 100, 42], [2.4, 2.4, 4], [3, 3, -20]);
const chestGrid = grid([120, 84, 40], [4, 4, 5], [0, 20, 0]);
const legGrid = grid([100, 76, 40], [3.4, 3.4, 5], [-6, 30, 0]);

interface Tally {
  /** Voxels of the structure in the body, and how many of them are gone. */
  readonly own: number;
  readonly lost: number;
  /** Voxels of the structure that are a thing beside the body, or far from it, and how many of them are left. */
  readonly alien: number;
  readonly left: number;
}

function tally(things: readonly Thing[], before: Segment, after: Segment, scale = 1): Tally {
  const { grid } = before.volume;
  const [nx, ny, nz] = grid.size;
  let [own, lost, alien, left] = [0, 0, 0, 0];
  for (let k = 0; k < nz; k++)
    for (let j = 0; j < ny; j++)
      for (let i = 0; i < nx; i++) {
        if (!getBit(before.inside, i, j, k)) continue;
        const p = toPatient(grid.affine, i, j, k);
        const still = getBit(after.inside, i, j, k) ? 1 : 0;
        const d = fromBody(things, p);
        if (d <= 0) {
          own++;
          lost += 1 - still;
        } else if (d > 7 * scale || whatIs(things, p) === 'foreign') {
          alien++;
          left += still;
        }
      }
  return { own, lost, alien, left };
}

const segmentOf = async (scan: Scan, range: string, spacing = 4): Promise<Segment> =>
  threshold(await resample(scan, { spacing, kernel: 'linear' }), { threshold: range });

/** Half of them 3 mm apart, half of them 5 mm. */
const uneven = Float64Array.from({ length: 42 }, (_, k) => (k < 20 ? 0.75 * k : 14.25 + 1.25 * (k - 19)));

const scenes: readonly [string, readonly Thing[], Scanner][] = [
  ['a prone chest with arms under a blanket', prone(chest()), chestGrid],
  ['half a chest, the lung cut open', chest(), grid([50, 74, 40], [4, 4, 5], [-100, 20, 0])],
  ['two legs', legs(), legGrid],
  ['a head on a headrest, the gantry tilted', head(), grid([88, 100, 42], [2.4, 2.4, 4], [3, 3, -20], 1.2)],
  ['a head, the slices uneven', head(), { ...headGrid, at: uneven }],
  ['a head, the scan askew and mirrored', head(), { size: headGrid.size, affine: askew }],
];

describe.each(scenes)('%s', (_, things, where) => {
  it('keeps the body and loses the rest', async () => {
    const before = await segmentOf(scanned(things, where), '-718:-177');
    const { own, lost, alien, left } = tally(things, before, await removeTable(before, { remove: true }));
    expect(own).toBeGreaterThan(1500);
    expect(alien).toBeGreaterThan(1000);
    expect(lost).toBeLessThanOrEqual(0.0002 * own);
    // Cloth that clings to the skin is within the margin.
    expect(left).toBeLessThanOrEqual(0.015 * alien);
  });
});

describe('removeTable', () => {
  it('does nothing unless it is told to', async () => {
    const before = await segmentOf(scanned(legs(), grid([40, 30, 16], [8.5, 8.5, 12])), '-300:');
    expect(await removeTable(before)).toBe(before);
    expect(removeTable.declaration.says({ remove: false, margin: 3 })).toBe('');
  });

  it('loses the rails in a table and no bone, where bone is asked for', async () => {
    const before = await segmentOf(scanned(chest(), chestGrid), '226:');
    const { own, lost, alien, left } = tally(chest(), before, await removeTable(before, { remove: true }));
    expect(own).toBeGreaterThan(5000);
    expect(alien).toBeGreaterThan(1000);
    expect([lost, left]).toEqual([0, 0]);
  });

  it('finds the body in values that are not HU as well', async () => {
    const things = head();
    const scan = scanned(things, { ...headGrid, offset: 1024, facts: { modality: null } });
    const before = await segmentOf(scan, '724:');
    const { own, lost, alien, left } = tally(things, before, await removeTable(before, { remove: true }));
    expect(own).toBeGreaterThan(20000);
    expect(alien).toBeGreaterThan(500);
    expect([lost, left]).toEqual([0, 0]);
  });

  it('tells how much went, and warns where that is much', async () => {
    const before = await segmentOf(scanned(legs(), legGrid), '-300:');
    const { context, notes, findings } = listening();
    await removeTable(before, { remove: true }, context);
    expect(notes.get('not body')).toBeGreaterThan(400);
    expect(notes.get('of that, table')).toBeGreaterThan(400);
    expect(notes.get('volume removed')).toBeGreaterThan(10000);
    expect(findings).toEqual([]);
    const mostlyTable = [...legs().slice(0, 3), ...legs().slice(3).map(thinner)];
    const heard = listening();
    await removeTable(
      await segmentOf(scanned(mostlyTable, legGrid), '-300:'),
      { remove: true },
      heard.context,
    );
    expect(heard.findings.map(({ code }) => code)).toEqual(['much-removed-with-table']);
    expect(heard.findings[0].places).toHaveLength(3);
  });

  it('removes nothing where it finds no body: a dry skull, a label map, MR, one value', async () => {
    const shell: Thing = { of: 'body', value: 900, distance: (p) => Math.abs(Math.hypot(...p) - 70) - 3 };
    const labels = scanOf([20, 20, 20], (i) => (i > 9 ? 2 : 0), { labels: true });
    const whole = scanOf([12, 12, 12], () => 5);
    const magnetic = scanned(legs(), { ...grid([40, 30, 16], [8.5, 8.5, 12]), facts: { modality: 'MR' } });
    for (const scan of [scanned([shell], grid([60, 60, 40], [3, 3, 4])), labels, magnetic, whole]) {
      const volume = await volumeOf(scan, 3);
      const inside = complementBits(emptyBits(volume.grid.size));
      const range = { from: 1, to: Number.POSITIVE_INFINITY };
      const before: Segment = { volume, range, grey: inside, inside, contrast: 1 };
      const { context, findings, notes } = listening();
      expect(await removeTable(before, { remove: true }, context)).toBe(before);
      expect(findings.map(({ code }) => code)).toEqual(['no-body-found']);
      expect(notes.get('body found')).toBe('no');
    }
  });

  it('gives a small animal the same as a person, to scale', async () => {
    const small = 0.1;
    const things = head().map(
      (one): Thing => ({
        ...one,
        distance: ([x, y, z]) => small * one.distance([x / small, y / small, z / small]),
      }),
    );
    const where = grid([88, 100, 42], [0.24, 0.24, 0.4], [0.3, 0.3, -2]);
    const before = await segmentOf(scanned(things, { ...where, softness: 0.15 }), '-300:', 0.4);
    const after = await removeTable(before, { remove: true, margin: 0.3 });
    const { own, lost, alien, left } = tally(things, before, after, small);
    expect(own).toBeGreaterThan(20000);
    expect(alien).toBeGreaterThan(500);
    expect([lost, left]).toEqual([0, 0]);
  });
});

/** Half as thick. */
const thinner = (one: Thing): Thing => ({ ...one, distance: (p) => one.distance(p) + 30 });
