// The case file that would ask for a conversion again: its inputs named by their hashes, never by their files.
import { modelSteps } from '../recipes.js';
import type { InputFacts } from './input-facts.js';
import type { Json, JsonObject } from './json.js';
import { flagsIn } from './options-in.js';
import { maskRole, type PartWish } from './part-wishes.js';
import type { Request, Role } from './request.js';

const uri = (inputs: readonly InputFacts[], role: Role): Json => {
  const input = inputs.find((one) => one.role === role);
  return input === undefined ? null : `hash://sha256/${input.sha256}`;
};

/** What says nothing has no place in it. */
const told = (values: JsonObject): JsonObject =>
  Object.fromEntries(
    Object.entries(values).filter(
      ([, value]) =>
        value !== null &&
        value !== undefined &&
        value !== false &&
        !(typeof value === 'object' && Object.keys(value).length === 0),
    ),
  );

/** `options`: the command's own, as its record holds them; `wishes`: its parts, where it has several. */
export function caseOf(
  { given }: Request,
  options: JsonObject,
  wishes: readonly PartWish[],
  inputs: readonly InputFacts[],
): JsonObject {
  const part = (wish: Omit<PartWish, 'name'>, role: Role): JsonObject => ({
    colour: wish.colour,
    material: wish.material,
    labels: wish.labels,
    mergeLabels: wish.merge,
    mask: uri(inputs, role),
    label: wish.label,
    maskUse: wish.maskUse,
    options: flagsIn(wish.given, modelSteps),
  });
  const { labels = null, merge = null, label = null, maskUse = null } = options;
  const alone = told({ labels, mergeLabels: merge, mask: uri(inputs, 'mask'), label, maskUse });
  return told({
    case: options.case,
    name: options.name,
    order: options.order,
    source: told({
      scan: uri(inputs, 'scan'),
      series: options.series,
      maxGap: options.maxGap,
      orientation: options.orientation,
      includeIdentity: options.identity,
      refine: uri(inputs, 'refine'),
    }),
    options: wishes.length > 0 ? (options.options ?? {}) : flagsIn(given, modelSteps),
    parts:
      wishes.length > 0
        ? wishes.map((wish) => told({ name: wish.name, ...part(wish, maskRole(wish.name)) }))
        : Object.keys(alone).length > 0
          ? [{ name: options.name, ...alone }]
          : [],
    operations: options.operations,
    calipers: options.calipers,
    printer: options.printer,
    process: options.process,
    output: {
      formats: options.formats,
      ...told({ merged: options.merged ?? false }),
      report: options.report,
      ...(options.slices === false ? { slices: false } : {}),
    },
  });
}
