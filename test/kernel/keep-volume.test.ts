// Where two vertices merge, the volume stays.
import { expect, it } from 'vitest';
import { signedVolume } from '../../src/core/mesh.js';
import { collapser } from '../../src/kernel/collapser.js';
import { cornerMesh } from '../../src/kernel/corner-mesh.js';
import { keepVolume } from '../../src/kernel/keep-volume.js';
import { ball, isosurface, seeded } from '../fixtures/solids.js';

it('keeps the volume to rounding, collapse after collapse', () => {
  const mesh = isosurface(ball([103, 3, -57], 2.2), [13, 13, 13], 0.5, [100, 0, -60]);
  const corners = cornerMesh(mesh);
  if (corners === null) throw new Error('not closed');
  const work = collapser(
    corners,
    { places: mesh.positions, caps: Float32Array.from(corners.start, () => 1) },
    null,
  );
  const random = seeded(1);
  const before = signedVolume(mesh);
  let merged = 0;
  for (let n = 0; n < 2000; n++) {
    const h = Math.floor(random() * corners.corner.length);
    if (corners.corner[h] === 0xffffffff) continue;
    const [a, b] = [3 * corners.corner[h], 3 * corners.corner[corners.twin[h]]];
    const place = Float32Array.from(
      [0, 1, 2],
      (d) => (corners.positions[a + d] + corners.positions[b + d]) / 2,
    );
    keepVolume(corners, h, place);
    if (work.collapse(h, place[0], place[1], place[2], 'crossings')) merged++;
  }
  expect(merged).toBeGreaterThan(50);
  expect(work.count()).toBe(mesh.triangles.length / 3 - 2 * merged);
  expect(Math.abs(signedVolume(work.extract().mesh) / before - 1)).toBeLessThan(2e-4);
});
