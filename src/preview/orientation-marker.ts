// Says at every moment where the patient's right, left, front, back, head and feet are: six letters on a small cross.
import { type Camera, Quaternion, Vector3 } from 'three';
import { letters } from './views.js';

const svg = 'http://www.w3.org/2000/svg';

interface Arm {
  readonly towards: Vector3;
  readonly group: SVGGElement;
  readonly line: SVGLineElement;
  readonly text: SVGTextElement;
}

/** Draws into an <svg viewBox="-50 -50 100 100">; call the returned function after each move of the camera. */
export function orientationMarker(marker: SVGSVGElement): (camera: Camera) => void {
  const arms = letters.map(([letter, towards]) => newArm(letter, new Vector3(...towards)));
  marker.replaceChildren(...arms.map((arm) => arm.group));
  const turn = new Quaternion();
  const seen = new Vector3();
  return (camera) => {
    camera.getWorldQuaternion(turn).invert();
    const byDepth = arms.map((arm) => {
      seen.copy(arm.towards).applyQuaternion(turn);
      place(arm, seen);
      return { depth: seen.z, group: arm.group };
    });
    byDepth.sort((a, b) => a.depth - b.depth);
    marker.replaceChildren(...byDepth.map(({ group }) => group));
  };
}

function newArm(letter: string, towards: Vector3): Arm {
  const group = document.createElementNS(svg, 'g');
  const line = document.createElementNS(svg, 'line');
  const text = document.createElementNS(svg, 'text');
  text.textContent = letter;
  group.setAttribute('data-letter', letter);
  group.append(line, text);
  return { towards, group, line, text };
}

function place(arm: Arm, { x, y, z }: Vector3): void {
  arm.line.setAttribute('x2', (26 * x).toFixed(2));
  arm.line.setAttribute('y2', (-26 * y).toFixed(2));
  arm.text.setAttribute('x', (39 * x).toFixed(2));
  arm.text.setAttribute('y', (-39 * y).toFixed(2));
  arm.group.setAttribute('opacity', (z < -0.2 ? 0.35 : 1).toString());
}
