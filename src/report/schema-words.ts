// The words of a JSON Schema (2020-12), tied to the types of what it describes: a field that the types gain, it must gain.

export type Schema = Readonly<Record<string, unknown>>;

type Whole<T> = T extends readonly (infer _)[] ? never : T;
type Optional<T> = { [K in keyof T]-?: undefined extends T[K] ? K : never }[keyof T];

/**
 * An object with these fields and no other. All must be there but the `optional` ones, which are those that the type lets
 * be left out.
 */
export const object = <T extends object>(
  description: string,
  properties: { readonly [K in keyof Whole<T>]-?: Schema },
  optional: readonly Optional<T>[] = [],
): Schema => ({
  type: 'object',
  description,
  additionalProperties: false,
  required: Object.keys(properties).filter((name) => !optional.some((one) => one === name)),
  properties,
});

/** Fields by names that are known, none of which must be there. */
export const record = (description: string, names: readonly string[], field: Schema): Schema => ({
  type: 'object',
  description,
  additionalProperties: false,
  properties: Object.fromEntries(names.map((name) => [name, field])),
});

export const list = (description: string, items: Schema, more: Schema = {}): Schema => ({
  type: 'array',
  description,
  items,
  ...more,
});

export const text = (description: string): Schema => ({ type: 'string', description });
export const flag = (description: string): Schema => ({ type: 'boolean', description });
export const number = (description: string): Schema => ({ type: 'number', description });
export const atLeast0 = (description: string): Schema => ({ type: 'number', minimum: 0, description });
export const above0 = (description: string): Schema => ({ type: 'number', exclusiveMinimum: 0, description });
export const share = (description: string): Schema => ({
  type: 'number',
  minimum: 0,
  maximum: 1,
  description,
});
export const count = (description: string): Schema => ({ type: 'integer', minimum: 0, description });
export const choice = (description: string, words: readonly (string | number)[]): Schema => ({
  enum: [...words],
  description,
});
export const sha256 = (description: string): Schema => ({
  type: 'string',
  pattern: '^[0-9a-f]{64}$',
  description,
});

/** What is defined once, under $defs. */
export const as = (name: string, description: string): Schema => ({ $ref: `#/$defs/${name}`, description });

/** The same, or null. */
export const orNull = (schema: Schema): Schema => {
  const { description, ...rest } = schema;
  return { description, anyOf: [rest, { type: 'null' }] };
};

const ofThree = (items: Schema): Schema => ({ type: 'array', items, minItems: 3, maxItems: 3 });

/** What many fields are, under $defs. */
export const sharedWords = {
  vec3: { ...ofThree({ type: 'number' }), description: 'three numbers, along x, y and z' },
  place: {
    ...ofThree({ type: 'number' }),
    description: 'a place in the frame of the patient (LPS: x to the left, y to the back, z to the head), mm',
  },
  counts3: {
    ...ofThree({ type: 'integer', minimum: 0 }),
    description: 'three whole numbers, along x, y and z',
  },
  colour: {
    ...ofThree({ type: 'number', minimum: 0, maximum: 1 }),
    description: 'red, green, blue (sRGB), 0 to 1 each',
  },
  measure: {
    anyOf: [{ type: 'number' }, { enum: ['NaN', 'Infinity', '-Infinity'] }],
    description: 'a number; by its name where JSON has none for it',
  },
} as const;
