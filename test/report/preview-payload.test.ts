import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Mesh, Part } from '../../src/core/mesh.js';
import { signedVolume } from '../../src/core/mesh.js';
import { readPayload, readScan } from '../../src/preview/read-payload.js';
import { type PreviewPayload, previewPayload } from '../../src/report/preview-payload.js';
import { shownBodies } from '../../src/report/shown-bodies.js';
import { markedBall, skull } from '../fixtures/report.js';

const read = ({ manifest, data }: PreviewPayload) => readPayload(manifest, data);

/** Each triangle by its corners on a lattice, the smallest first and in the same sense of rotation. */
function cornersOf({ positions, triangles }: Mesh, origin: readonly number[], step: number): string {
  const corner = (v: number): string =>
    [0, 1, 2].map((c) => Math.round((positions[3 * v + c] - origin[c]) / step)).join();
  return Array.from({ length: triangles.length / 3 }, (_, f) => {
    const [a, b, c] = [0, 1, 2].map((n) => corner(triangles[3 * f + n]));
    return [`${a} ${b} ${c}`, `${b} ${c} ${a}`, `${c} ${a} ${b}`].sort()[0];
  })
    .sort()
    .join('\n');
}

const hash = ({ positions, triangles }: Mesh): string =>
  createHash('sha256').update(positions).update(triangles).digest('hex');

describe('previewPayload', () => {
  it('comes back as the same triangles within half a step, each part with its name and colour', async () => {
    const parts = markedBall();
    const payload = await previewPayload(shownBodies(parts));
    const { origin, step, thinned } = payload.manifest;
    expect(thinned).toBeNull();
    expect(step).toBe(0.0002);
    const meshes = read(payload);
    expect(meshes.map(({ name, colour }) => ({ name, colour }))).toEqual(
      parts.map(({ name, colour }) => ({ name, colour })),
    );
    for (const [n, mesh] of meshes.entries())
      expect(cornersOf(mesh, origin, step) === cornersOf(parts[n].mesh, origin, step)).toBe(true);
  });

  it('is small, and the same twice', async () => {
    const part = skull(5);
    const { positions, triangles } = part.mesh;
    const copy: Part = { ...part, mesh: { positions: positions.slice(), triangles: triangles.slice() } };
    const first = await previewPayload(shownBodies([part]));
    expect(hash(part.mesh)).toBe(hash(copy.mesh));
    expect(Buffer.compare(first.data, (await previewPayload(shownBodies([copy]))).data)).toBe(0);
    expect(first.data.length / (triangles.length / 3)).toBeLessThan(5);
  });

  it('thins what is too big for a page, and says how far', async () => {
    const parts = markedBall();
    const triangles = parts.reduce((sum, { mesh }) => sum + mesh.triangles.length / 3, 0);
    const { manifest, data } = await previewPayload(shownBodies(parts), null, { most: triangles / 4 });
    const kept = manifest.parts.reduce((sum, part) => sum + part.triangles, 0);
    expect(kept).toBeLessThanOrEqual(triangles / 4);
    expect(kept).toBeGreaterThan(triangles / 6);
    expect(manifest.thinned).toBeGreaterThan(0);
    expect(manifest.thinned).toBeLessThan(0.5);
    const [ball] = read({ manifest, data });
    expect(signedVolume(ball) / signedVolume(parts[0].mesh)).toBeCloseTo(1, 2);
  });

  it('takes an empty mesh, no mesh, and vertices that no triangle uses', async () => {
    expect((await previewPayload([])).data.length).toBe(0);
    const none: Mesh = { positions: new Float32Array(0), triangles: new Uint32Array(0) };
    const colour = [1, 1, 1] as const;
    expect(
      read(await previewPayload([{ name: 'none', mesh: none, colour, body: 0 }]))[0].triangles.length,
    ).toBe(0);
    const lone: Mesh = {
      positions: Float32Array.of(9, 9, 9, 0, 0, 0, 1, 0, 0, 0, 1, 0),
      triangles: Uint32Array.of(1, 2, 3),
    };
    const [seen] = read(await previewPayload([{ name: 'lone', mesh: lone, colour, body: 0 }]));
    expect(seen.positions.length).toBe(9);
  });

  it('keeps what is known of each vertex to half a µm, with what is not known, through thinning too', async () => {
    const [ball] = markedBall();
    const { positions } = ball.mesh;
    const height = Float32Array.from({ length: positions.length / 3 }, (_, v) =>
      v % 7 === 0 ? Number.NaN : positions[3 * v + 2] / 100 - 0.3,
    );
    const bodies = shownBodies([{ ...ball, maps: { deviation: height } }]);
    for (const most of [1_000_000, 2000]) {
      const payload = await previewPayload(bodies, null, {
        most,
        marks: { tolerance: 0.1, thinnestWall: null },
      });
      expect(payload.manifest.maps).toEqual([{ name: 'deviation', limits: [-0.3, 0.3], marks: [-0.1, 0.1] }]);
      const [seen] = read(payload);
      const { deviation = new Float32Array(0) } = seen.maps;
      expect(deviation.length).toBe(seen.positions.length / 3);
      let unknown = 0;
      for (let v = 0; v < deviation.length; v++) {
        if (Number.isNaN(deviation[v])) unknown++;
        else expect(Math.abs(deviation[v] - (seen.positions[3 * v + 2] / 100 - 0.3))).toBeLessThan(0.00051);
      }
      expect(unknown / deviation.length).toBeCloseTo(1 / 7, 1);
    }
  });

  it('brings the scan back within half a step, left on the left', async () => {
    const size = [7, 5, 3] as const;
    const values = Int16Array.from({ length: 105 }, (_, p) => -1024 + 300 * (p % 7) + 11 * p);
    const scan = {
      size,
      origin: [-3, 2, 9],
      spacing: [1, 2, 3],
      values,
      unit: 'HU',
      window: [-100, 900],
    } as const;
    const { manifest, data } = await previewPayload([], scan);
    if (manifest.scan === null) throw new Error('the scan is in the manifest');
    const back = readScan(manifest.scan, data);
    expect({ ...back, values: null }).toEqual({ ...scan, values: null });
    expect(values.every((value, p) => Math.abs(value - back.values[p]) <= 4)).toBe(true);
  });

  it('leaves what is as bright as 16 bits can tell bright', async () => {
    const values = Int16Array.of(-1024, 0, 32766, 32767);
    const scan = { size: [4, 1, 1], origin: [0, 0, 0], spacing: [1, 1, 1], values, unit: 'HU' } as const;
    const { manifest, data } = await previewPayload([], { ...scan, window: [-300, 1300] });
    if (manifest.scan === null) throw new Error('the scan is in the manifest');
    expect(readScan(manifest.scan, data).values[3]).toBe(32767);
  });
});
