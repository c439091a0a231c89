// Which way up: against bodies for which everybody knows.
import { describe, expect, it } from 'vitest';
import { quietContext } from '../../src/core/context.js';
import type { Vec3 } from '../../src/core/grid.js';
import type { Mesh } from '../../src/core/mesh.js';
import { bodyOf } from '../../src/core/print-model.js';
import type { ProcessName } from '../../src/core/printer.js';
import type { Solid } from '../../src/kernel/booleans.js';
import { extremePoints } from '../../src/kernel/extreme-points.js';
import { orientations } from '../../src/printing/orientations.js';
import { processes } from '../../src/printing/processes.js';
import { meshOf } from '../fixtures/plates.js';
import { boxMesh, cylinderMesh } from '../fixtures/shapes.js';

const of = (
  mesh: Mesh,
  {
    marked = null,
    process = 'sla',
    room = [200, 200, 200],
  }: {
    readonly marked?: Vec3 | null;
    readonly process?: ProcessName;
    readonly room?: Vec3;
  } = {},
) =>
  orientations(
    mesh,
    { process: processes[process], room, marked, extremes: extremePoints(mesh.positions) },
    quietContext,
  );

/** A leg of 4 × 4 × 10 mm under a plate of 20 × 20 × 2 mm. */
const table = (): Promise<Mesh> =>
  meshOf(({ solid, union }) => {
    const one = (low: Vec3, high: Vec3): Solid => solid(bodyOf(boxMesh(low, high), 'anatomy'), 'box');
    return union([one([8, 8, 0], [12, 12, 11]), one([0, 0, 10], [20, 20, 12])]);
  });

describe('orientations', () => {
  it('knows what hangs over, and how much support that takes', async () => {
    const { current } = await of(await table());
    expect(current.height).toBeCloseTo(12, 6);
    expect(current.overhang).toBeCloseTo(384, 3);
    expect(Math.abs(current.support / 3840 - 1)).toBeLessThan(0.05);
    expect(current.steps).toBeNull();
  });

  it('turns a table over', async () => {
    const { proposals } = await of(await table());
    const [least, shortest] = proposals;
    expect(least.aim).toBe('least support');
    expect(least.up).toEqual([0, 0, -1].map((x) => expect.closeTo(x, 6)));
    expect([least.overhang, least.support]).toEqual([0, 0]);
    expect(least.reason).toMatch(/as it stands, 3\.[789] ml below 3\.8 cm²/);
    expect(shortest.aim).toBe('shortest');
    expect(shortest.height).toBeCloseTo(12, 6);
  });

  it('lays a tower down, where it fits', async () => {
    const tower = boxMesh([0, 0, 0], [10, 20, 90]);
    const lying = (await of(tower)).proposals[1];
    expect(lying.height).toBeCloseTo(10, 6);
    const narrow = (await of(tower, { room: [30, 30, 100] })).proposals;
    expect(narrow.every(({ fits, height }) => fits && height > 80)).toBe(true);
  });

  it('stands a lying cylinder up for its round side, and says how much smoother that is', async () => {
    const { positions, triangles } = cylinderMesh(5, 12, 90);
    // Along y: (x, y, z) → (x, −z, y).
    const lying = Float32Array.from(positions, (_, n) =>
      n % 3 === 0 ? positions[n] : n % 3 === 1 ? -positions[n + 1] : positions[n - 1],
    );
    const { current, proposals } = await of({ positions: lying, triangles }, { marked: [1, 0, 0] });
    const best = proposals[2];
    expect(best.aim).toBe('most accurate');
    expect(Math.abs(best.up[1])).toBeCloseTo(1, 3);
    expect(best.steps).toBeCloseTo(0, 4);
    // The mean of |sin| over ± 45°, layers of 0.1 mm; what hangs over lies at its border.
    expect(current.steps).toBeGreaterThan(0.03);
    expect(current.steps).toBeLessThan(0.05);
  });

  it('speaks of no supports where powder holds the body', async () => {
    const { proposals } = await of(await table(), { process: 'sls' });
    expect(proposals.map(({ aim }) => aim)).toEqual(['shortest']);
  });

  it('marks what fits nowhere', async () => {
    const { proposals } = await of(boxMesh([0, 0, 0], [50, 50, 50]), { room: [40, 40, 40] });
    expect(proposals.map(({ fits }) => fits)).toEqual([false, false]);
  });
});
