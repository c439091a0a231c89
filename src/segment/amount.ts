// An option that is a size up to a limit, or 'all'.
import { UserError } from '../core/errors.js';
import type { Option } from '../core/option.js';

/** 'all' means without a limit. */
export type Amount = number | 'all';

/** 0 by default: nothing. Infinity is taken as 'all'. */
export function amount(unit: string, help: string, flag: string): Option<Amount> {
  const check = (value: Amount, name: string, given: unknown = value): Amount => {
    if (value === 'all' || value === Number.POSITIVE_INFINITY) return 'all';
    if (Number.isFinite(value) && value >= 0) return value;
    throw new UserError(
      `${name}: ${typeof given === 'string' ? `'${given}'` : given} is neither a size in ${unit} nor 'all'.`,
      `Give ${name} 0 (nothing), a size in ${unit}, or all.`,
    );
  };
  return {
    default: 0,
    help: `${help}; 0 does nothing, 'all' has no limit`,
    flag,
    placeholder: `<${unit}|all>`,
    check: (value, name) => check(value, name),
    parse: (text, name) => {
      if (text === 'all') return text;
      const read = text.trim() === '' ? Number.NaN : Number(text);
      return check(read, name, Number.isFinite(read) ? read : text);
    },
  };
}

/** The same in voxels (or pixels) of the given size; the guard keeps 3 × 0.1 within 0.3. */
export const mostVoxels = (value: Amount, size: number): number =>
  value === 'all' ? Number.POSITIVE_INFINITY : Math.floor(value / size + 1e-6);
