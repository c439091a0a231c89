// The bodies of the model as the cutting plane sees them: what belongs together is cut together, since only a whole body is closed.
import type { Vec3 } from '../core/grid.js';
import { dot } from '../core/vec3.js';
import { contourColour } from './contour-colour.js';
import { type ContourLines, contourLines } from './contour-lines.js';
import { type CutCap, cutCap } from './cut-cap.js';
import type { ShownMesh } from './model-scene.js';
import { planeSection } from './plane-section.js';

export interface CutBody {
  readonly cap: CutCap;
  readonly contour: ContourLines;
  /** x, y, z of start and end of each segment of its contour, mm, where the exploded view has it; of what is on. */
  section(n: Vec3, offset: number): Float32Array;
  /** Of its faintest piece, 0…1. */
  opacity(): number;
}

/** Their caps and then their contours take places in the order of drawing, from `order` on. */
export function cutBodies(meshes: readonly ShownMesh[], order: number): readonly CutBody[] {
  const numbers = [...new Set(meshes.map(({ part }) => part.body))];
  return numbers.map((number, n) => {
    const pieces = meshes.filter(({ part }) => part.body === number);
    const { colour } = pieces[0].part;
    return {
      cap: cutCap(colour, order + 2 * n),
      contour: contourLines(contourColour(colour, n), order + 2 * numbers.length),
      section: (normal, offset) =>
        joined(pieces.filter(({ mesh }) => mesh.visible).map((piece) => sectionOf(piece, normal, offset))),
      opacity: () => Math.min(...pieces.map(({ opacity }) => opacity)),
    };
  });
}

function sectionOf({ mesh: { position }, part }: ShownMesh, n: Vec3, offset: number): Float32Array {
  const shift: Vec3 = [position.x, position.y, position.z];
  const section = planeSection(part, n, offset - dot(n, shift));
  return shift.every((x) => x === 0) ? section : section.map((x, k) => x + shift[k % 3]);
}

function joined(sections: readonly Float32Array[]): Float32Array {
  const all = new Float32Array(sections.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const section of sections) {
    all.set(section, at);
    at += section.length;
  }
  return all;
}
