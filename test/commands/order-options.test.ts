// What a model was ordered for, from flags and records: plain lines alone.
import { describe, expect, it } from 'vitest';
import type { Json } from '../../src/commands/json.js';
import { orderIn, orderOptions } from '../../src/commands/order-options.js';
import { UserError } from '../../src/core/errors.js';
import { noOrder } from '../../src/core/order.js';

describe('an order', () => {
  it('is what was told, and comes back from a record as it went in', () => {
    expect(orderIn({})).toEqual(noOrder);
    const wish = {
      intendedUse: ' guide  ',
      laterality: 'left',
      totalTolerance: 0.5,
      validUntil: undefined,
    } as const;
    const options = orderOptions(wish);
    expect(options).toEqual({ intendedUse: 'guide', laterality: 'left', totalTolerance: 0.5 });
    expect(orderIn({ order: options })).toEqual({ ...noOrder, ...options });
  });

  it('is refused where it could not stand in a report', () => {
    const strange: readonly Json[] = [
      'text',
      [],
      { name: 'x' },
      { toString: 'x' },
      { intendedUse: 'two\nlines' },
      { intendedUse: '' },
      { intendedUse: 3 },
      { indication: 'x'.repeat(201) },
      { requester: 'a\u202eb' },
      { laterality: 'links' },
      { totalTolerance: 0 },
      { totalTolerance: '0.5' },
      { totalTolerance: { number: 'NaN' } },
      { totalTolerance: 1000 },
    ];
    for (const order of strange) expect(() => orderIn({ order }), JSON.stringify(order)).toThrow(UserError);
    expect(() => orderOptions({ totalTolerance: Number.NaN })).toThrow(UserError);
  });

  it('may hold what a page must escape', () => {
    expect(orderIn({ order: { indication: '<script>alert(1)</script> & "x"' } }).indication).toContain(
      '<script>',
    );
  });
});
