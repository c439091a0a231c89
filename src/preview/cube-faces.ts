// The faces of the orientation cube as the camera sees them.
import { type Camera, Quaternion, Vector3 } from 'three';
import { letters } from './views.js';

/** On a cube of half side 1; x to the right of the picture, y up. */
export interface CubeFace {
  readonly letter: string;
  /** How much it faces the eye, −1…1; above 0 it is seen. */
  readonly facing: number;
  readonly middle: Flat;
  /** Half a side: the way a word on the face runs, and what is up in it. */
  readonly across: Flat;
  readonly up: Flat;
}

export type Flat = readonly [x: number, y: number];

/** All six, in the order of `letters`. From above and from below, the front of the patient is up, as in the standard views. */
export function cubeFaces(camera: Camera): readonly CubeFace[] {
  const turn = camera.getWorldQuaternion(new Quaternion()).invert();
  const flat = (way: Vector3): Flat => {
    const { x, y } = way.clone().applyQuaternion(turn);
    return [x, y];
  };
  return letters.map(([letter, towards]) => {
    const out = new Vector3(...towards);
    const up = out.z === 0 ? new Vector3(0, 0, 1) : new Vector3(0, -1, 0);
    const across = up.clone().cross(out);
    const facing = out.clone().applyQuaternion(turn).z;
    return { letter, facing, middle: flat(out), across: flat(across), up: flat(up) };
  });
}

/** Its four corners. */
export const cornersOf = ({ middle, across, up }: CubeFace): readonly Flat[] =>
  [
    [-1, -1],
    [1, -1],
    [1, 1],
    [-1, 1],
  ].map(([a, b]) => [middle[0] + a * across[0] + b * up[0], middle[1] + a * across[1] + b * up[1]]);
