// Says at every moment where the patient's right, left, front, back, head and feet are: a lettered cube that turns along.
import type { Camera } from 'three';
import { type CubeFace, cornersOf, cubeFaces } from './cube-faces.js';

const svg = 'http://www.w3.org/2000/svg';
const half = 25;

// A face seen so much from the side can be neither read nor hit.
const edgeOn = 0.06;

/** Draws into an <svg viewBox="-50 -50 100 100">; `choose` hears the letter of a face that is clicked. Call the returned function after each move of the camera. */
export function orientationCube(
  cube: SVGSVGElement,
  choose: (letter: string) => void,
): (camera: Camera) => void {
  const groups = new Map<string, SVGGElement>();
  const groupOf = (letter: string): SVGGElement => groups.get(letter) ?? newGroup(letter);
  const newGroup = (letter: string): SVGGElement => {
    const group = document.createElementNS(svg, 'g');
    const text = document.createElementNS(svg, 'text');
    text.textContent = letter;
    group.setAttribute('data-letter', letter);
    group.append(document.createElementNS(svg, 'polygon'), text);
    group.addEventListener('click', () => choose(letter));
    groups.set(letter, group);
    cube.append(group);
    return group;
  };
  cube.replaceChildren();
  return (camera) => {
    for (const face of cubeFaces(camera)) place(groupOf(face.letter), face);
  };
}

function place(group: SVGGElement, face: CubeFace): void {
  const shown = face.facing > edgeOn;
  group.setAttribute('display', shown ? 'inline' : 'none');
  if (!shown) return;
  const corners = cornersOf(face).map(([x, y]) => `${(half * x).toFixed(2)},${(-half * y).toFixed(2)}`);
  group.firstElementChild?.setAttribute('points', corners.join(' '));
  const { middle, across, up } = face;
  const matrix = [across[0], -across[1], -up[0], up[1], half * middle[0], -half * middle[1]];
  group.lastElementChild?.setAttribute('transform', `matrix(${matrix.map((x) => x.toFixed(4)).join(' ')})`);
}

/** The same cube in a picture: its middle at x, y, half a side long; CSS pixels. */
export function drawCube(
  context: CanvasRenderingContext2D,
  camera: Camera,
  { x, y, half, ink, paper }: { x: number; y: number; half: number; ink: string; paper: string },
): void {
  for (const face of cubeFaces(camera)) {
    if (face.facing <= edgeOn) continue;
    context.save();
    context.translate(x, y);
    context.beginPath();
    for (const [a, b] of cornersOf(face)) context.lineTo(half * a, -half * b);
    context.closePath();
    context.fillStyle = paper;
    context.strokeStyle = ink;
    context.lineWidth = 1.5;
    context.fill();
    context.stroke();
    const { middle, across, up } = face;
    context.transform(across[0], -across[1], -up[0], up[1], half * middle[0], -half * middle[1]);
    context.fillStyle = ink;
    context.font = `bold ${1.2 * half}px system-ui, sans-serif`;
    [context.textAlign, context.textBaseline] = ['center', 'middle'];
    context.fillText(face.letter, 0, 2);
    context.restore();
  }
}
