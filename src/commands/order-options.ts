// What a model was ordered for, as flags, case files and records have it, checked; and as the report holds it.
import { UserError } from '../core/errors.js';
import { lateralities, noOrder, type OrderFacts } from '../core/order.js';
import { isJsonObject, type Json, type JsonObject } from './json.js';
import { toJsonObject } from './to-json.js';

/** As a library's caller gives it. */
export type OrderWish = Partial<OrderFacts>;

/** Characters. */
const longest = 200;
/** mm; a larger one is a mistake. */
const widest = 100;

const flags: Readonly<Record<keyof OrderFacts, string>> = {
  intendedUse: '--intended-use',
  indication: '--indication',
  requester: '--requester',
  laterality: '--laterality',
  designVersion: '--design-version',
  validUntil: '--valid-until',
  totalTolerance: '--total-tolerance',
};

/** For a request and its record: what was told, nothing else. Throws a UserError. */
export function orderOptions(wish: OrderWish = {}): JsonObject {
  const order = toJsonObject(orderIn({ order: toJsonObject(wish) }));
  return Object.fromEntries(Object.entries(order).filter(([, value]) => value !== null));
}

/** Out of a request, which may be a record that somebody wrote. Throws a UserError. */
export function orderIn({ order }: JsonObject): OrderFacts {
  if (order === undefined || order === null) return noOrder;
  if (!isJsonObject(order))
    throw new UserError('The order is no list of names and values.', 'See docs/case-file.md.');
  const strange = Object.keys(order).find((name) => !Object.keys(noOrder).includes(name));
  if (strange !== undefined)
    throw new UserError(
      `An order knows of no '${strange}'.`,
      `It may hold ${Object.keys(noOrder).join(', ')}.`,
    );
  return {
    intendedUse: textOf(order, 'intendedUse'),
    indication: textOf(order, 'indication'),
    requester: textOf(order, 'requester'),
    laterality: lateralityOf(textOf(order, 'laterality')),
    designVersion: textOf(order, 'designVersion'),
    validUntil: textOf(order, 'validUntil'),
    totalTolerance: toleranceOf(order.totalTolerance ?? null),
  };
}

type TextName = Exclude<keyof OrderFacts, 'totalTolerance'>;

/** One printable line; null without. */
function textOf(order: JsonObject, name: TextName): string | null {
  const value = order[name] ?? null;
  if (value === null) return null;
  const text = typeof value === 'string' ? value.normalize('NFC').trim() : '';
  if (text !== '' && text.length <= longest && /^[\p{L}\p{M}\p{N}\p{P}\p{S} ]+$/u.test(text)) return text;
  throw new UserError(
    `This cannot stand in a report as ${flags[name].slice(2).replace('-', ' ')}.`,
    `Give ${flags[name]} one line of letters, digits and signs, at most ${longest}; no patient's name.`,
  );
}

function lateralityOf(text: string | null): OrderFacts['laterality'] {
  if (text === null) return null;
  const found = lateralities.find((one) => one === text.toLowerCase());
  if (found !== undefined) return found;
  throw new UserError(
    `There is no side '${text}'.`,
    `Give ${flags.laterality} one of ${lateralities.join(', ')}.`,
  );
}

function toleranceOf(value: Json): number | null {
  if (value === null) return null;
  if (typeof value === 'number' && value > 0 && value <= widest) return value;
  throw new UserError(
    'The tolerance of the intended use is no length that can be used.',
    `Give ${flags.totalTolerance} a number of mm above 0, at most ${widest}.`,
  );
}
