// The phantoms by name.
import { UserError } from '../core/errors.js';
import { asymmetricPhantom } from './asymmetric.js';
import type { Densities, Phantom } from './body.js';
import { fieldPhantom } from './field.js';
import {
  ballPhantom,
  boxPhantom,
  cylinderPhantom,
  platePhantom,
  shellPhantom,
  spheresPhantom,
  torusPhantom,
} from './measuring.js';
import { skullPhantom } from './skull.js';

const makers: Readonly<Record<string, (densities: Densities) => Phantom>> = {
  ball: ballPhantom,
  box: boxPhantom,
  cylinder: cylinderPhantom,
  torus: torusPhantom,
  plate: platePhantom,
  shell: shellPhantom,
  spheres: spheresPhantom,
  asymmetric: asymmetricPhantom,
  field: fieldPhantom,
  skull: skullPhantom,
};

export const phantomNames: readonly string[] = Object.keys(makers);

/** Throws a UserError for a name that is none. */
export function phantomOf(
  name: string,
  densities: Densities = { bodyHU: null, softHU: null, airHU: null },
): Phantom {
  if (!Object.hasOwn(makers, name))
    throw new UserError(
      `There is no phantom called '${name}'.`,
      `Choose one of these: ${phantomNames.join(', ')}.`,
    );
  return makers[name](densities);
}
