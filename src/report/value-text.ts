// The value of an option or a note, as a person reads it.
import { numberText } from './number-text.js';

/** Numbers keep up to six decimals, lists are joined, ranges and boxes are written by their fields. */
export function valueText(value: unknown): string {
  if (value === null || value === undefined || value === '') return '–';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'number') return shortNumber(value);
  if (typeof value === 'string') return value === 'Infinity' ? '∞' : value === '-Infinity' ? '−∞' : value;
  if (Array.isArray(value)) return value.length === 0 ? '–' : value.map(valueText).join(', ');
  if (typeof value === 'object')
    return Object.entries(value)
      .map(([name, field]) => `${name} ${valueText(field)}`)
      .join(', ');
  return String(value);
}

function shortNumber(value: number): string {
  if (!Number.isFinite(value)) return numberText(value);
  const decimals = Number.isInteger(value) ? 0 : 6;
  return numberText(value, decimals)
    .replace(/(\.\d*?)0+$/, '$1')
    .replace(/\.$/, '');
}
