// The phantoms by name.
import { UserError } from '../core/errors.js';
import { asymmetricPhantom } from './asymmetric.js';
import type { Densities, Phantom } from './body.js';
import { cortexPhantom } from './cortex.js';
import { densitiesPhantom } from './densities.js';
import { fieldPhantom } from './field.js';
import { gyroidPhantom } from './gyroid.js';
import { jointPhantom } from './joint.js';
import {
  ballPhantom,
  boxPhantom,
  cylinderPhantom,
  platePhantom,
  shellPhantom,
  spheresPhantom,
  torusPhantom,
} from './measuring.js';
import { platesPhantom } from './plates.js';
import { randomPhantom } from './random.js';
import { skullPhantom } from './skull.js';
import { textPhantom } from './text.js';
import { vesselPhantom } from './vessel.js';

const makers: Readonly<Record<string, (densities: Densities, seed: number) => Phantom>> = {
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
  plates: platesPhantom,
  cortex: cortexPhantom,
  densities: densitiesPhantom,
  joint: jointPhantom,
  vessel: vesselPhantom,
  gyroid: gyroidPhantom,
  text: textPhantom,
  random: randomPhantom,
};

export const phantomNames: readonly string[] = Object.keys(makers);

/** Throws a UserError for a name that is none. `seed` picks the bodies of what is laid out by chance. */
export function phantomOf(
  name: string,
  densities: Densities = { bodyHU: null, softHU: null, airHU: null },
  seed = 1,
): Phantom {
  if (!Object.hasOwn(makers, name))
    throw new UserError(
      `There is no phantom called '${name}'.`,
      `Choose one of these: ${phantomNames.join(', ')}.`,
    );
  return makers[name](densities, seed);
}
