// What a page really carries is believed; what could not be in its bytes is not.
import { expect, it } from 'vitest';
import { plausibleManifest } from '../../src/report/plausible-manifest.js';
import { previewPayload } from '../../src/report/preview-payload.js';
import { shownBodies } from '../../src/report/shown-bodies.js';
import { markedBall } from '../fixtures/report.js';
import { boxMesh } from '../fixtures/shapes.js';

it('believes what is there, and not what would fill the memory', async () => {
  const box = { name: 'box', mesh: boxMesh([0, 0, 0], [1, 2, 3]), colour: [1, 1, 1] as const };
  const parts = [...markedBall(), box].map((part) => ({
    ...part,
    maps: { deviation: new Float32Array(part.mesh.positions.length / 3) },
  }));
  const scan = {
    size: [60, 60, 60],
    origin: [0, 0, 0],
    spacing: [1, 1, 1],
    values: new Int16Array(216_000),
    unit: 'HU',
    window: [0, 1],
  } as const;
  const { manifest } = await previewPayload(shownBodies(parts), scan);
  expect(plausibleManifest(manifest)).toBe(true);
  const [first, ...more] = manifest.parts;
  for (const lie of [{ triangles: 1e9 }, { vertices: 1e9 }])
    expect(plausibleManifest({ ...manifest, parts: [{ ...first, ...lie }, ...more] })).toBe(false);
  if (manifest.scan === null) throw new Error('the scan is carried');
  expect(plausibleManifest({ ...manifest, scan: { ...manifest.scan, size: [4000, 4000, 4000] } })).toBe(
    false,
  );
});
