// The parts that a conversion is asked for: one of the whole scan, or several with a segmentation each.
import type { Colour } from '../core/colour.js';
import { UserError } from '../core/errors.js';
import { valuesOf } from '../core/step.js';
import { fileName } from '../files/file-name.js';
import { modelSteps } from '../recipes.js';
import type { Given } from '../run.js';
import { solid } from '../solid/solid.js';
import { isJsonList, isJsonObject, type JsonObject, textIn } from './json.js';
import { flagsIn, givenIn } from './options-in.js';
import { overlaid } from './overlaid.js';
import type { Request, Role } from './request.js';
import { toJsonObject } from './to-json.js';

/** A part of a model, as it is asked for. What is null was not said. */
export interface PartWish {
  readonly name: string;
  /** Six hex digits. */
  readonly colour: string | null;
  readonly material: string | null;
  readonly labels: string | null;
  readonly merge: boolean;
  /** Of the mask. */
  readonly label: string | null;
  readonly maskUse: string | null;
  /** Options of steps beside those for all parts. */
  readonly given: Given;
}

export const partWishesJson = (wishes: readonly PartWish[]): readonly JsonObject[] =>
  wishes.map(({ given, ...wish }) => ({ ...toJsonObject(wish), options: flagsIn(given, modelSteps) }));

/** Out of a request, which may be a record that somebody wrote: empty where there is one part of the whole scan. */
export function partWishesIn(options: JsonObject): readonly PartWish[] {
  const { parts } = options;
  if (!isJsonList(parts)) return [];
  const wishes = parts.filter(isJsonObject).map((part) => ({
    name: fileName(textIn(part, 'name') ?? ''),
    colour: textIn(part, 'colour'),
    material: textIn(part, 'material'),
    labels: textIn(part, 'labels'),
    merge: part.merge === true,
    label: textIn(part, 'label'),
    maskUse: textIn(part, 'maskUse'),
    given: givenIn(part.options, modelSteps),
  }));
  const names = wishes.map(({ name }) => name.toLowerCase());
  const twice = wishes.find(({ name }, n) => names.indexOf(name.toLowerCase()) !== n);
  if (twice !== undefined)
    throw new UserError(`Two parts are called '${twice.name}'.`, 'Give each a name of its own.');
  return wishes;
}

export const maskRole = (part: string): Role => `mask of ${part}`;

/** The colour that was asked for; null where none was. */
export const colourOf = ({ colour }: PartWish): Colour | null =>
  colour === null ? null : valuesOf(solid.declaration.options, tint(colour)).colour;

const tint = (colour: string): Readonly<Record<string, unknown>> => givenIn({ colour }, [solid]).solid ?? {};

/** The same request for one of its parts alone. */
export function requestFor(request: Request, { name, colour, ...wish }: PartWish): Request {
  const role = maskRole(name);
  const { scan, refine, [role]: mask } = request.paths;
  const expected = request.expected;
  return {
    ...request,
    paths: { scan, refine, mask },
    expected:
      expected === undefined
        ? undefined
        : { scan: expected.scan, refine: expected.refine, mask: expected[role] },
    options: {
      ...request.options,
      labels: wish.labels,
      merge: wish.merge,
      label: wish.label,
      maskUse: wish.maskUse,
    },
    given: overlaid(request.given, overlaid(wish.given, colour === null ? {} : { solid: tint(colour) })),
    onProgress: (doing, done) => request.onProgress(`${name}: ${doing}`, done),
  };
}
