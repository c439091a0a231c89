// The lettered cube faces the way the patient does, and its letters are upright in the standard views.
import { OrthographicCamera, Vector3 } from 'three';
import { describe, expect, it } from 'vitest';
import { cornersOf, cubeFaces } from '../../src/preview/cube-faces.js';
import { firstView, views } from '../../src/preview/views.js';

function cameraFrom(from: readonly [number, number, number]): OrthographicCamera {
  const camera = new OrthographicCamera();
  camera.up.set(0, 0, 1);
  camera.position.set(...from);
  camera.lookAt(new Vector3(0, 0, 0));
  camera.updateMatrixWorld();
  return camera;
}

describe('the orientation cube', () => {
  it.for(Object.keys(views))('shows %s upright and readable in its view', (letter) => {
    const faces = cubeFaces(cameraFrom(views[letter].from));
    const [front] = faces.filter(({ facing }) => facing > 0.9);
    expect(front.letter).toBe(letter);
    expect(front.across[0]).toBeCloseTo(1, 3);
    expect(front.up[1]).toBeCloseTo(1, 3);
  });

  it('shows three faces from a corner, the left one to the right, none of them mirrored', () => {
    const seen = cubeFaces(cameraFrom(firstView.from)).filter(({ facing }) => facing > 0);
    expect(
      seen
        .map(({ letter }) => letter)
        .sort()
        .join(''),
    ).toBe('ALS');
    const x = (letter: string): number =>
      seen.find((face) => face.letter === letter)?.middle[0] ?? Number.NaN;
    expect(x('L')).toBeGreaterThan(x('A'));
    for (const face of seen) {
      const { across, up } = face;
      expect(across[0] * up[1] - across[1] * up[0]).toBeCloseTo(face.facing, 6);
      expect(cornersOf(face)).toHaveLength(4);
    }
  });
});
