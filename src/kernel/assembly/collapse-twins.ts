// Finds the other half of every edge, and whether the mesh is a closed manifold: see ../corner-mesh.ts.
import { cornerOf, cost, halfEdges, mark, nextOf, previousOf, setU32, start, twin, twinOf, u32At, vertices } from './collapse-state';

/**
 * False where an edge has not exactly one triangle on each side. A counting sort by the lower vertex, its entries the
 * half-edge and its higher vertex; `cost` and `mark` lend it their room.
 */
function pair(): bool {
  const byLow = cost, at = mark;
  memory.fill(at, 0, (<usize>vertices + 1) << 2);
  for (let h: u32 = 0; h < halfEdges; h++) {
    const low = min(cornerOf(h), cornerOf(nextOf(h)));
    setU32(at, low + 1, u32At(at, low + 1) + 1);
  }
  for (let v: u32 = 0; v < vertices; v++) setU32(at, v + 1, u32At(at, v + 1) + u32At(at, v));
  for (let h: u32 = 0; h < halfEdges; h++) {
    const a = cornerOf(h), b = cornerOf(nextOf(h)), low = min(a, b), n = u32At(at, low);
    const entry = byLow + (<usize>n << 3);
    store<u32>(entry, h);
    store<u32>(entry, max(a, b), 4);
    setU32(at, low, n + 1);
  }
  // Each start now stands at its end.
  let entry = byLow;
  for (let v: u32 = 0; v < vertices; v++) {
    const first = entry, end = byLow + (<usize>u32At(at, v) << 3);
    for (; entry < end; entry += 8) {
      const h = load<u32>(entry), high = load<u32>(entry, 4);
      let other: u32 = 0, met: u32 = 0;
      for (let e = first; e < end; e += 8) {
        if (load<u32>(e, 4) != high || e == entry) continue;
        other = load<u32>(e);
        met++;
      }
      if (met != 1 || cornerOf(other) == cornerOf(h)) return false;
      setU32(twin, h, other);
    }
  }
  return true;
}

/** Sets `twin` and `start`; false where the mesh is not a closed, consistently oriented 2-manifold. */
export function pairTwins(): bool {
  memory.fill(start, 0xff, <usize>vertices << 2);
  if (!pair()) return false;
  const valence = mark;
  memory.fill(valence, 0, <usize>vertices << 2);
  for (let h: u32 = 0; h < halfEdges; h++) {
    const v = cornerOf(h);
    if (<i32>u32At(start, v) < 0) setU32(start, v, h);
    setU32(valence, v, u32At(valence, v) + 1);
  }
  // A vertex where two sheets touch: one walk round it does not meet all its triangles.
  for (let v: u32 = 0; v < vertices; v++) {
    const first = u32At(start, v);
    if (<i32>first < 0) continue;
    const expected = u32At(valence, v);
    let met: u32 = 0, h = first;
    do {
      h = twinOf(previousOf(h));
      met++;
    } while (h != first && met <= expected);
    if (met != expected) return false;
  }
  memory.fill(mark, 0, <usize>vertices << 2);
  return true;
}
