// Splits the header of an NRRD file into its fields and its key/value pairs.
// "Definition of NRRD File Format", teem.sourceforge.net/nrrd/format.html.
import { UserError } from '../../core/errors.js';

export interface NrrdFields {
  /** By their names in lower case, without spaces ('spacedirections'). */
  readonly fields: ReadonlyMap<string, string>;
  readonly keys: ReadonlyMap<string, string>;
  /** The lines after `data file: LIST`. */
  readonly listed: readonly string[];
}

/** `lines`: the header with its first line, which holds the magic word. Throws a UserError on a damaged one. */
export function nrrdFields(lines: readonly string[], name: string): NrrdFields {
  const fields = new Map<string, string>();
  const keys = new Map<string, string>();
  for (const [n, line] of lines.entries()) {
    if (n === 0 || line.startsWith('#') || line.trim() === '') continue;
    const colon = colonOf(line);
    const after = line.slice(colon + 1);
    if (colon > 0 && after.startsWith('=')) {
      keys.set(unescaped(line.slice(0, colon)), unescaped(after.slice(1)));
      continue;
    }
    const field = line.slice(0, colon).toLowerCase().replace(/\s+/g, '');
    if (colon <= 0 || /[^a-z]/.test(field)) throw damaged(name, 'a line that is no field');
    if (fields.has(field)) throw damaged(name, 'a field that stands there twice');
    fields.set(field, after.trim());
    const lists = field === 'datafile' && /^LIST\b/.test(after.trim());
    if (lists) return { fields, keys, listed: lines.slice(n + 1).filter((one) => one.trim() !== '') };
  }
  return { fields, keys, listed: [] };
}

/** Of `key:=value` or `field: value`, whichever comes first; a field may lack the space. */
function colonOf(line: string): number {
  const ends = [line.indexOf(':='), line.indexOf(': ')].filter((at) => at > 0);
  return ends.length > 0 ? Math.min(...ends) : line.indexOf(':');
}

const unescaped = (text: string): string =>
  text.replace(/\\([n\\])/g, (_, one: string) => (one === 'n' ? '\n' : '\\'));

const damaged = (name: string, what: string): UserError =>
  new UserError(`${name}: its NRRD header is damaged (${what}).`, 'Export the file again.');
