// Does recorded collapses once more, as far as all is as it was: see ../replay-collapses.ts.
import { finishCollapse, tryCollapse } from './collapse-edges';
import { cornerOf, locked, nextOf, previousOf, records, start, twinOf, u32At } from './collapse-state';

/** In the number of the vertex that was kept: this collapse is left out. */
const leftOut: u32 = 0x80000000;
const none: u32 = <u32>-1;

@inline
function isOther(v: u32): bool {
  return load<u8>(locked + v) != 0;
}

/** The half-edge from a to b, if all around a is as it was. */
function towardAsBefore(a: u32, b: u32): u32 {
  if (isOther(a)) return none;
  const first = u32At(start, a);
  let o = first, found = none;
  do {
    const v = cornerOf(nextOf(o));
    if (isOther(v)) return none;
    if (v == b) found = o;
    o = twinOf(previousOf(o));
  } while (o != first);
  return found;
}

/**
 * Does the collapses of records from … to − 1 up to the first that happens in other surroundings, or not at all; which,
 * or `to`. `locked`: 1 at the vertices that are other than they were; those of collapses left out are marked there.
 */
export function replayRecords(from: u32, to: u32): u32 {
  for (let n = from; n < to; n++) {
    const record = records + <usize>n * 20;
    const a = load<u32>(record), b = load<u32>(record, 4);
    if ((a & leftOut) != 0) {
      store<u8>(locked + (a ^ leftOut), 1);
      store<u8>(locked + b, 1);
      continue;
    }
    const h = towardAsBefore(a, b);
    if (h == none || towardAsBefore(b, a) == none) return n;
    if (!tryCollapse(h, load<f32>(record, 8), load<f32>(record, 12), load<f32>(record, 16), false)) return n;
    finishCollapse();
  }
  return to;
}
