// Fields of a registry as a table of one case, for spreadsheets (RFC 4180), or as JSON.
import type { RegistryField } from './registry.js';

/** A row of names and a row of values; rows of several cases go under one another. */
export function registryCsv(fields: readonly RegistryField[]): string {
  const names = fields.map(({ group, name }) => cell(`${group}.${name}`));
  return `${names.join(',')}\r\n${fields.map(({ value }) => cell(value)).join(',')}\r\n`;
}

/** What a spreadsheet would take for a formula at the beginning of a cell. */
const formula = /^[\s]*[=+\-@\uff0b\uff0d\uff1d\uff20]|^[\t\r\n]/;

/** Numbers as they are; text that begins like a formula has an apostrophe before it, and is quoted where it must be. */
function cell(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const text = formula.test(value) ? `'${value}` : value;
  return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** By group and name; what is not known is null. */
export function registryJson(fields: readonly RegistryField[]): string {
  const groups = [...new Set(fields.map(({ group }) => group))];
  const all = groups.map((group) => [
    group,
    Object.fromEntries(
      fields.filter((field) => field.group === group).map(({ name, value }) => [name, value]),
    ),
  ]);
  return `${JSON.stringify(Object.fromEntries(all), null, 2)}\n`;
}
