// What the accuracy bench measures, held against balls whose distance to the true one is known.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import type { Vec3 } from '../../src/core/grid.js';
import type { Mesh } from '../../src/core/mesh.js';
import { stlBytes } from '../../src/files/stl-bytes.js';

const folder = mkdtempSync(join(tmpdir(), 'isocast-measure-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Rings of a globe. */
function globe(radius: number, [cx, cy, cz]: Vec3, rings: number): Mesh {
  const positions: number[] = [];
  const triangles: number[] = [];
  for (let i = 0; i <= rings; i++)
    for (let j = 0; j < 2 * rings; j++) {
      const [a, b] = [(Math.PI * i) / rings, (Math.PI * j) / rings];
      const s = radius * Math.sin(a);
      positions.push(cx + s * Math.cos(b), cy + s * Math.sin(b), cz + radius * Math.cos(a));
    }
  const at = (i: number, j: number): number => {
    if (i === 0) return 0;
    return i === rings ? 2 * rings * rings : 2 * rings * i + (j % (2 * rings));
  };
  for (let i = 0; i < rings; i++)
    for (let j = 0; j < 2 * rings; j++) {
      if (i > 0) triangles.push(at(i, j), at(i + 1, j), at(i, j + 1));
      if (i < rings - 1) triangles.push(at(i, j + 1), at(i + 1, j), at(i + 1, j + 1));
    }
  return { positions: Float32Array.from(positions), triangles: Uint32Array.from(triangles) };
}

interface Measured {
  readonly meanAbsolute: number;
  readonly mean: number;
  readonly rms: number;
  readonly p95: number;
  readonly openEdges: number;
  readonly selfIntersections: number;
  readonly bodies: readonly { readonly volumeError: number; readonly size: { readonly found: number } }[];
}

function measured(mesh: Mesh): Measured {
  const file = join(folder, 'globe.stl');
  writeFileSync(file, Buffer.concat([...stlBytes({ mesh })]));
  const out = execFileSync(process.execPath, ['bench/accuracy/measure.mjs', file, 'ball']);
  return JSON.parse(String(out));
}

it('finds a ball that is 0.05 mm too large in radius', () => {
  const found = measured(globe(20.05, [0, 0, 0], 150));
  // flat triangles lie a little inside the ball that they span
  expect(found.mean).toBeCloseTo(0.05, 2.5);
  expect(found.meanAbsolute).toBeCloseTo(found.mean, 6);
  expect(found.rms).toBeCloseTo(found.mean, 4);
  expect(found.bodies[0].size.found).toBeCloseTo(40.1, 2);
  expect(found.bodies[0].volumeError).toBeCloseTo(100 * ((20.05 / 20) ** 3 - 1), 1);
  expect([found.openEdges, found.selfIntersections]).toEqual([0, 0]);
});

it('finds a ball that is moved by 0.09 mm: the mean of |cos| is a half, its square a third, its 95th percentile 0.95', () => {
  const found = measured(globe(20, [0.09, 0, 0], 150));
  expect(found.mean).toBeCloseTo(0, 2.5);
  expect(found.meanAbsolute).toBeCloseTo(0.045, 3);
  expect(found.rms).toBeCloseTo(0.09 / Math.sqrt(3), 3);
  expect(found.p95).toBeCloseTo(0.95 * 0.09, 2.5);
  expect(found.bodies[0].size.found).toBeCloseTo(40, 2);
});
