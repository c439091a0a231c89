// Whatever an option's flag can give comes back out of a record as it went in.
import { describe, expect, it } from 'vitest';
import type { Json } from '../../src/commands/json.js';
import { jsonText } from '../../src/commands/json-text.js';
import { makers } from '../../src/commands/makers.js';
import { recordedOptions } from '../../src/commands/recorded-options.js';
import { toJsonObject } from '../../src/commands/to-json.js';
import { UserError } from '../../src/core/errors.js';
import type { Option } from '../../src/core/option.js';
import { store } from '../../src/volume/store.js';

/** What users write; every option takes some of these. */
const written = [
  ...['', '0', '1', '2', '7.25', '-5.5', '0.1', '-1024', '1e3', '3e38', '1e39', '40', '300'],
  ...['0.3,0.4,0.5', '1,1,2', '12,-30.5,140', '64,64,20', '20', '0,0,0', '1,5,7-9', '-50:50,:,0:80'],
  ...['none', 'nearest', 'finest', 'gaussian', 'all', 'auto', 'otsu', 'otsu:3', 'half-max', 'Infinity'],
  ...['-1000:400', ':-200', '300:', 'true', 'false', 'RAS', 'ipl', 'NaN', '#c08040'],
];

/** Which can be given in code alone, and such a value. */
const inCode: Readonly<Record<string, readonly unknown[]>> = {
  grid: [null, { size: [3, 4, 5], affine: [1.1, 0, 0, -3, 0, 0.9, 0, 4.5, 0, 0, 2, 1 / 3] }],
};

function valuesOf(key: string, option: Option<unknown>): unknown[] {
  const texts = [...written, ...(option.choices ?? []), ...(option.limits ?? []).map(String)];
  const values: unknown[] = [option.default, ...(inCode[key] ?? [])];
  for (const text of texts) {
    try {
      values.push(option.parse(text, key));
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
    }
  }
  return values;
}

const cases = Object.entries(makers).flatMap(([command, { steps }]) =>
  steps.flatMap((declared) =>
    Object.entries(declared.declaration.options)
      .filter(([, option]) => option.isInput !== true)
      .map(
        ([key, option]) =>
          [`${command}: ${declared.declaration.name}.${key}`, declared, key, option] as const,
      ),
  ),
);

describe('the options of every step of every command', () => {
  it.each(cases)('%s', (_, declared, key, option) => {
    const { name } = declared.declaration;
    const values = valuesOf(key, option);
    expect(values.length, 'values to try').toBeGreaterThan(1);
    for (const value of values) {
      const json: Json = JSON.parse(jsonText(toJsonObject({ [key]: value })));
      const options = toJsonObject(Object(json));
      const back = recordedOptions([{ name, of: null, options }], [declared]);
      expect(back[name][key]).toEqual(value);
    }
  });

  it.each(cases)('%s: another kind of value is refused', (_, declared, key) => {
    const { name } = declared.declaration;
    for (const strange of [{ a: 1 }, ['x'], 'no such thing \u0000'])
      expect(() =>
        recordedOptions([{ name, of: null, options: toJsonObject({ [key]: strange }) }], [declared]),
      ).toThrow(UserError);
  });
  it('a value outside of −0, whose sign a record would lose, is 0', () => {
    const { outside } = store.declaration.options;
    expect(outside.parse('-0', '--outside')).toBe(0);
    expect(outside.check(-0, '--outside')).toBe(0);
  });
});
