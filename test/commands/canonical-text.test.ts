import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { canonicalText } from '../../src/commands/canonical-text.js';
import { fromJson } from '../../src/commands/from-json.js';
import { jsonText } from '../../src/commands/json-text.js';
import { recordHash } from '../../src/commands/record-hash.js';
import { toJson, toJsonObject } from '../../src/commands/to-json.js';

describe('values on their way into a record and out of it', () => {
  const values = {
    to: Number.POSITIVE_INFINITY,
    from: Number.NEGATIVE_INFINITY,
    not: Number.NaN,
    text: 'Infinity',
    nothing: null,
    list: [1, [2.5, Number.POSITIVE_INFINITY], { number: 7 }],
    fine: 0.1 + 0.2,
  };

  it('survive JSON, the numbers that it has no word for among them', () => {
    expect(fromJson(JSON.parse(JSON.stringify(toJson(values))))).toEqual(values);
    expect(fromJson(JSON.parse(jsonText(toJson(values))))).toEqual(values);
  });

  it('leave out what is undefined, spread out typed arrays, and refuse strangers', () => {
    expect(toJson({ a: undefined, b: Float64Array.of(1, 2) })).toEqual({ b: [1, 2] });
    expect(() => toJson({ f: () => 1 })).toThrow(TypeError);
  });

  it('have one text, whatever the order of their names and the breaks of their lines', () => {
    expect(canonicalText({ b: [1, { d: 'ä\n"', c: null }], a: true })).toBe(
      '{"a":true,"b":[1,{"c":null,"d":"ä\\n\\""}]}',
    );
    const one = toJsonObject({ x: 1, y: [1e-7, 1e21] });
    expect(canonicalText(JSON.parse(jsonText(one)))).toBe(canonicalText({ y: one.y, x: one.x }));
  });

  it('are printed with a row of numbers in one line', () => {
    expect(jsonText({ row: [1, -2.5, 3e-9], texts: ['1', '2'], none: [] })).toBe(
      '{\n  "row": [1, -2.5, 3e-9],\n  "texts": [\n    "1",\n    "2"\n  ],\n  "none": []\n}\n',
    );
  });
});

describe('the hash of a record', () => {
  it('is that of all but time and hash', () => {
    const expected = createHash('sha256').update('{"a":1,"b":"x"}').digest('hex');
    expect(recordHash({ b: 'x', a: 1 })).toBe(expected);
    expect(recordHash({ time: 'now', b: 'x', hash: 'anything', a: 1 })).toBe(expected);
    expect(recordHash({ b: 'x', a: 2 })).not.toBe(expected);
  });
});
