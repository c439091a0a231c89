// Finds the other half of every edge, and whether the mesh is a closed manifold: see ../collapser.ts.
import { cornerOf, cost, halfEdges, mark, nextOf, nextPoint, place, previousOf, setU32, start, twin, twinOf, u32At, vertices } from './collapse-state';

const none: u32 = <u32>-1;

// Lent by what comes later: half-edges that wait for their twin, as lists of their lower vertex; the higher vertex of
// each; and how many half-edges start at a vertex.

export function beginTwins(): void {
  memory.fill(twin, 0xff, <usize>halfEdges << 2);
  memory.fill(start, 0xff, <usize>vertices << 2);
  memory.fill(mark, 0xff, <usize>vertices << 2);
  memory.fill(nextPoint, 0, <usize>vertices << 2);
}

/** Sets `twin` and `start` of the half-edges from … to − 1, once for all; false where an edge has too many triangles. */
export function pairTwins(from: u32, to: u32): bool {
  const first = mark, next = place, higher = cost, valence = nextPoint;
  for (let h = from; h < to; h++) {
    const a = cornerOf(h), b = cornerOf(nextOf(h));
    const low = min(a, b), high = max(a, b);
    if (u32At(start, a) == none) setU32(start, a, h);
    setU32(valence, a, u32At(valence, a) + 1);
    let g = u32At(first, low);
    while (g != none && u32At(higher, g) != high) g = u32At(next, g);
    if (g == none) {
      setU32(higher, h, high);
      setU32(next, h, u32At(first, low));
      setU32(first, low, h);
    } else {
      if (twinOf(g) != none || cornerOf(g) == a) return false;
      setU32(twin, g, h);
      setU32(twin, h, g);
    }
  }
  return true;
}

/** After all are paired. False where an edge has one triangle alone, or two sheets touch at a vertex from … to − 1. */
export function closedAround(from: u32, to: u32): bool {
  for (let v = from; v < to; v++) {
    const first = u32At(start, v);
    if (first == none) continue;
    // One walk round the vertex has to meet all its triangles.
    const expected = u32At(nextPoint, v);
    let met: u32 = 0, h = first;
    do {
      h = twinOf(previousOf(h));
      met++;
    } while (h != first && h != none && met <= expected);
    if (h == none || met != expected) return false;
  }
  return true;
}
