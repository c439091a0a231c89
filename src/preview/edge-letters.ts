// The letters at the four edges of the picture, as on a radiologist's screen.
import { type Camera, Vector3 } from 'three';
import { letters } from './views.js';

// A direction is named when it makes up a fair share of the edge's: the sine of 25°.
const share = 0.42;

/** The edge's own letters, strongest first, such as 'R' or 'RA', for the edge towards `edge` in mm LPS (length 1). */
export function edgeLetters(edge: Vector3): string {
  return letters
    .map(([letter, towards]) => ({ letter, along: edge.dot(new Vector3(...towards)) }))
    .filter(({ along }) => along > share)
    .sort((a, b) => b.along - a.along)
    .map(({ letter }) => letter)
    .join('');
}

/** Writes the letters of the camera's picture into the elements. */
export function writeEdgeLetters(
  camera: Camera,
  edges: Readonly<Record<'left' | 'right' | 'top' | 'bottom', Element>>,
): void {
  const across = new Vector3();
  const up = new Vector3();
  camera.matrixWorld.extractBasis(across, up, new Vector3());
  edges.right.textContent = edgeLetters(across);
  edges.left.textContent = edgeLetters(across.negate());
  edges.top.textContent = edgeLetters(up);
  edges.bottom.textContent = edgeLetters(up.negate());
}
