// The letter as a body whose triangles come from everywhere in turn.
import { origins, type PrintPart, printPart } from '../../src/core/print-model.js';
import { letterPart } from './letter-body.js';

export function madeLetter(name = 'made'): PrintPart {
  const part = printPart(letterPart(name));
  return { ...part, origin: part.origin.map((_, f) => f % origins.length) };
}

/** Further along by 40, -7.3 and 9 mm, and green. */
export function movedLetter(name = 'second'): PrintPart {
  const { mesh } = letterPart();
  const positions = mesh.positions.map((c, k) => c + [40, -7.3, 9][k % 3]);
  return printPart({ name, mesh: { ...mesh, positions }, colour: [0, 1, 0] });
}
