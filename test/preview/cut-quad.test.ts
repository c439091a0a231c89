import { Object3D, Vector3 } from 'three';
import { describe, expect, it } from 'vitest';
import { unit } from '../../src/core/vec3.js';
import { layInPlane } from '../../src/preview/cut-quad.js';

describe('layInPlane', () => {
  it.each([[0, 0, 1], [0, -1, 0], [1, 0, 0], unit([1, -2, 3])] as const)(
    'turns the square, never mirrors it: %d %d %d',
    (...n) => {
      const quad = new Object3D();
      layInPlane(quad, n, 7, [10, 20, 30], 50);
      quad.updateMatrixWorld();
      const normal = new Vector3(...n);
      for (const corner of [
        [-1, -1],
        [1, 0.5],
      ]) {
        const place = new Vector3(corner[0], corner[1], 0).applyMatrix4(quad.matrixWorld);
        expect(place.dot(normal)).toBeCloseTo(7, 9);
      }
      expect(quad.matrixWorld.determinant()).toBeGreaterThan(0);
      const foot = new Vector3().applyMatrix4(quad.matrixWorld).sub(new Vector3(10, 20, 30));
      expect(foot.cross(normal).length()).toBeLessThan(1e-9);
    },
  );
});
