// Frees a closed mesh from the few places where it meets itself, by the smallest edits that do it.
import type { LocalEdits } from './local-edits.js';
import type { LocalFaults, Watched } from './local-faults.js';
import { isMade } from './made-faces.js';
import { type MendingEdit, mendingEdits } from './mending-edits.js';

/** Edits are sought first where they move a vertex by no more than the first of these, mm: one rounding at 100 mm is 8e-6. */
const shares = [0.008, 0.03, 0.1, 0.3, 1];
/** Where so many could not be freed, no more are tried: it is no rounding that made them. */
const hopeless = 100;
/** So many times a triangle is taken up. */
const patience = 12;

/**
 * Edits until none of the triangles is at fault, as far as that is found; those that still are come back. No vertex gets
 * farther than `most` (mm) from its first place. Where hardly any can be freed, it ends early.
 */
export function mendCrossings(
  edits: LocalEdits,
  faults: LocalFaults,
  triangles: Iterable<number>,
  most: number,
): readonly number[] {
  const queue = [...triangles];
  const taken = new Map<number, number>();
  const left: number[] = [];
  let next = 0;
  while (next < queue.length && left.length < hopeless) {
    const t = queue[next++];
    const other = faults.partner(t);
    if (other < 0) continue;
    const times = (taken.get(t) ?? 0) + 1;
    taken.set(t, times);
    if (times > patience) {
      left.push(t);
      continue;
    }
    const found = leastEdit(edits, faults, t, other, most);
    if (found === null) left.push(t);
    else {
      found.make();
      queue.push(...found.triangles, t);
    }
  }
  return [...left, ...queue.slice(next)].filter((t) => faults.partner(t) >= 0);
}

/** The smallest that helps: made faces stay flat if that is enough, and few vertices move. */
function leastEdit(
  edits: LocalEdits,
  faults: LocalFaults,
  t: number,
  other: number,
  most: number,
): MendingEdit | null {
  const made = [t, other].some((f) => [0, 1, 2].some((k) => isMade(edits, edits.corners[3 * f + k])));
  for (const flat of made ? [true, false] : [false])
    for (const share of shares)
      for (const several of [false, true]) {
        const limits = { reach: share * most, most, flat, several };
        const found = bestOf(edits, faults, mendingEdits(edits, t, other, limits));
        if (found !== null) return found;
      }
  return null;
}

/** The edit after which the fewest faults are left, of those that leave fewer than there were; the first of equal ones. */
function bestOf(edits: LocalEdits, faults: LocalFaults, all: readonly MendingEdit[]): MendingEdit | null {
  let best: MendingEdit | null = null;
  let least = 0;
  const known = new Map<readonly number[], readonly [Watched, number]>();
  for (const edit of all) {
    let before = known.get(edit.triangles);
    if (before === undefined) {
      const watched = faults.watch(edit.triangles);
      before = [watched, faults.count(watched)];
      known.set(edit.triangles, before);
    }
    const [watched, count] = before;
    if (count + least <= 0) continue;
    edits.begin();
    const gain = edit.make() ? faults.count(watched) - count : 0;
    edits.undo();
    if (gain >= least) continue;
    least = gain;
    best = edit;
    if (gain === -count) return best;
  }
  return best;
}
