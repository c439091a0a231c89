// Which parts are to be made of a label map: one for each label that is asked for, with its name and colour.
import type { Colour } from '../core/colour.js';
import { UserError } from '../core/errors.js';
import type { Scan } from '../core/scan.js';
import { labelsIn } from '../kernel/labels-in.js';
import { labelColour } from './label-colour.js';

/** A part before it is made. `labels`: the ids it is made of; null where it is made of grey values. */
export interface WantedPart {
  readonly name: string;
  readonly colour: Colour | null;
  readonly labels: readonly number[] | null;
}

export interface LabelWish {
  /** The model's name. */
  readonly name: string;
  /** all, or ids, ranges of ids and names separated by commas; null = all. */
  readonly labels: string | null;
  /** All of them as one part. */
  readonly merge: boolean;
}

/** More than a person could look through, and each is a run of its own. */
const mostParts = 400;
const mostListed = 20;

/** One part of a scan of grey values. Throws a UserError on labels that are not there, or not to be had. */
export function labelParts(scan: Scan, { name, labels, merge }: LabelWish): readonly WantedPart[] {
  if (!scan.facts.labels) {
    if (labels === null && !merge) return [{ name, colour: null, labels: null }];
    throw new UserError(
      'The scan is no label map: its values are measurements, so it has no labels to choose.',
      'Leave --labels away, or give the label map as the scan and this scan after --refine.',
    );
  }
  const ids = wantedIds(scan, labels ?? 'all');
  if (merge || ids.length === 1) return [{ name, colour: null, labels: ids }];
  if (ids.length > mostParts)
    throw new UserError(
      `The label map would give ${ids.length} parts, more than ${mostParts}.`,
      'Choose some with --labels, or make one part of all with --merge-labels.',
    );
  const names = partNames(ids, scan);
  return ids.map((id, n) => ({
    name: names[n],
    colour: scan.facts.labelNames.find((label) => label.id === id)?.colour ?? labelColour(id),
    labels: [id],
  }));
}

const plain = (name: string): string =>
  name
    .trim()
    .toLowerCase()
    .replace(/[\s_-]+/g, ' ');

/** In ascending order, each once. */
function wantedIds({ voxels, facts }: Scan, text: string): number[] {
  if (!(voxels instanceof Int16Array))
    throw new UserError(
      'The label map holds values that are not whole numbers from -32768 to 32767.',
      'Give a label map (whole numbers that name structures).',
    );
  const present = labelsIn(voxels);
  if (present.length === 0)
    throw new UserError('The label map is empty: every voxel is 0.', 'Give another one.');
  if (plain(text) === 'all') return present;
  const wanted = new Set<number>();
  for (const part of text.split(',')) {
    const found = present.filter((id) => names(part, id, facts.labelNames));
    if (found.length === 0) throw unknown(part.trim(), present, facts.labelNames);
    for (const id of found) wanted.add(id);
  }
  return [...wanted].sort((a, b) => a - b);
}

/** Does the text name this label, by its id, a range of ids, or its name? */
function names(text: string, id: number, labelNames: Scan['facts']['labelNames']): boolean {
  const range = /^\s*(\d+)(?:\s*-\s*(\d+))?\s*$/.exec(text);
  if (range) return id >= Number(range[1]) && id <= Number(range[2] ?? range[1]);
  return labelNames.some((label) => label.id === id && plain(label.name) === plain(text));
}

function unknown(
  text: string,
  present: readonly number[],
  labelNames: Scan['facts']['labelNames'],
): UserError {
  const listed = present.slice(0, mostListed).map((id) => {
    const name = labelNames.find((label) => label.id === id)?.name;
    return name === undefined ? String(id) : `${id} (${name})`;
  });
  const more = present.length > mostListed ? ` and ${present.length - mostListed} more` : '';
  return new UserError(
    `--labels: there is no label '${text}' in the label map.`,
    `Choose of those that are there: ${listed.join(', ')}${more}; ids, ranges such as 7-9, or names.`,
  );
}

/** Names fit for files, no two alike in any case. */
function partNames(ids: readonly number[], { facts }: Scan): string[] {
  const wished = ids.map((id) => {
    const named = facts.labelNames.find((label) => label.id === id)?.name ?? '';
    const safe = named
      .normalize('NFC')
      .replace(/[^\p{L}\p{M}\p{N}]+/gu, '-')
      .replace(/^[-\p{M}]+|-+$/gu, '')
      .slice(0, 40);
    return safe === '' ? `label-${id}` : safe;
  });
  const count = (list: readonly string[], name: string): number =>
    list.filter((other) => other.toLowerCase() === name.toLowerCase()).length;
  const named: string[] = [];
  for (const [n, wish] of wished.entries()) {
    let name = count(wished, wish) > 1 ? `${wish}-${ids[n]}` : wish;
    while (count([...named, ...wished.slice(n + 1)], name) > 0) name = `${name}-${ids[n]}`;
    named.push(name);
  }
  return named;
}
