// Which of several named labels is meant: by its number, or by its name in any case.
import { UserError } from '../../core/errors.js';
import type { LabelName } from '../../core/scan.js';
import { printableName } from '../printable-name.js';

/** More than this are counted, not listed. */
const MOST_LISTED = 20;

/** Such as '1 (liver), 2 (spine)'. */
export function labelList(labels: readonly LabelName[]): string {
  const shown = labels
    .slice(0, MOST_LISTED)
    .map(({ id, name }) => (name === '' ? `${id}` : `${id} (${name})`));
  return labels.length > MOST_LISTED ? `${shown.join(', ')} … ${labels.length} in all` : shown.join(', ');
}

/** One spelling for all ways to write a name: no case, one form of each letter, one blank between words. */
const plain = (text: string): string => text.normalize('NFKC').trim().replace(/\s+/g, ' ').toLowerCase();

/**
 * The label that `wanted` names. A name wins over a number only where no label has that number. Throws a UserError
 * where there is none, or where several bear the name; `holder` is what holds them, such as 'mask.dcm'.
 */
export function chooseLabel(labels: readonly LabelName[], wanted: string, holder: string): LabelName {
  const byId = labels.find(({ id }) => String(id) === wanted.trim());
  if (byId !== undefined) return byId;
  const named = labels.filter(({ name }) => name !== '' && plain(name) === plain(wanted));
  if (named.length === 1) return named[0];
  const shown = printableName(wanted) ?? '';
  if (named.length > 1)
    throw new UserError(
      `${holder}: ${named.length} labels are called '${shown}': ${named.map(({ id }) => id).join(', ')}.`,
      'Choose one by its number.',
    );
  throw new UserError(
    `${holder}: there is no label '${shown}'; it holds ${labels.length === 0 ? 'none' : labelList(labels)}.`,
    'Choose one of these, by its number or its name.',
  );
}
