// Which vertices of a complex are neighbours, and on which surface each of them is moved.
import { edgesOf, nextOf } from './edges.js';
import { halfEdgesBack } from './fair-bending.js';
import type { LabelsComplex } from './labels-complex.js';
import type { Neighbours } from './vertex-neighbours.js';

/**
 * `held`: it lies at an end of the block, or on a line where three parts meet; `outer`: on what bounds all parts together,
 * which goes on smoothly across the lines where parts meet there; `inner`: between two parts.
 */
export const kinds = { held: 0, outer: 1, inner: 2 } as const;

export interface LabelsNet {
  /** All neighbours of each vertex. */
  readonly ring: Neighbours;
  /** Of each half-edge of the ring the one back. */
  readonly back: Uint32Array;
  /** 1 for each half-edge of the ring to a neighbour on the surface that its start is moved on. */
  readonly counts: Uint8Array;
  /** The same where the neighbour is moved on that surface too. */
  readonly same: Neighbours;
  /** Along which each vertex may slide: on lines where three parts meet those on the line, else those on its surface. */
  readonly line: Neighbours;
  /** One a vertex, see `kinds`. */
  readonly kind: Uint8Array;
  /** 1 for each vertex on a line where three parts meet. */
  readonly onLine: Uint8Array;
}

export function labelsNet({
  triangles,
  front,
  ends,
}: Pick<LabelsComplex, 'triangles' | 'front' | 'ends'>): LabelsNet {
  const vertices = ends.length;
  const { order, start, count } = edgesOf(triangles, vertices);
  const outer = new Uint8Array(vertices);
  for (let f = 0; f < front.length; f++)
    if (front[f] === 0) for (let k = 0; k < 3; k++) outer[triangles[3 * f + k]] = 1;
  const onLine = new Uint8Array(vertices);
  const ends2 = new Uint32Array(2 * count);
  /** Of each edge: 1 it is on what bounds all, 2 on a line where three parts meet. */
  const marks = new Uint8Array(count);
  for (let e = 0; e < count; e++) {
    const h = order[start[e]];
    const a = triangles[h];
    const b = triangles[nextOf(h)];
    ends2[2 * e] = a;
    ends2[2 * e + 1] = b;
    for (let n = start[e]; n < start[e + 1]; n++) if (front[Math.floor(order[n] / 3)] === 0) marks[e] |= 1;
    if (start[e + 1] - start[e] > 2) {
      marks[e] |= 2;
      onLine[a] = 1;
      onLine[b] = 1;
    }
  }
  const kind = new Uint8Array(vertices);
  for (let v = 0; v < vertices; v++)
    if (ends[v] === 0) kind[v] = outer[v] === 1 ? kinds.outer : onLine[v] === 1 ? kinds.held : kinds.inner;
  const { ring, mark } = ringOf(ends2, marks, vertices);
  const counts = new Uint8Array(ring.to.length);
  const slides = new Uint8Array(ring.to.length);
  const same = new Uint8Array(ring.to.length);
  for (let v = 0; v < vertices; v++)
    for (let n = ring.first[v]; n < ring.first[v + 1]; n++) {
      const own = outer[v] === 0 || (mark[n] & 1) === 1;
      counts[n] = kind[v] !== kinds.held && own ? 1 : 0;
      same[n] = counts[n] === 1 && kind[ring.to[n]] === kind[v] ? 1 : 0;
      slides[n] = own && (onLine[v] === 0 || (mark[n] & 2) === 2) ? 1 : 0;
    }
  return {
    ring,
    back: halfEdgesBack(ring),
    counts,
    same: chosen(ring, same),
    line: chosen(ring, slides),
    kind,
    onLine,
  };
}

function ringOf(pairs: Uint32Array, marks: Uint8Array, vertices: number) {
  const first = new Uint32Array(vertices + 1);
  for (const v of pairs) first[v + 1]++;
  for (let v = 0; v < vertices; v++) first[v + 1] += first[v];
  const at = first.slice();
  const to = new Uint32Array(pairs.length);
  const mark = new Uint8Array(pairs.length);
  for (let e = 0; e < marks.length; e++)
    for (let side = 0; side < 2; side++) {
      const n = at[pairs[2 * e + side]]++;
      to[n] = pairs[2 * e + 1 - side];
      mark[n] = marks[e];
    }
  return { ring: { first, to }, mark };
}

/** Those neighbours alone that are marked 1. */
function chosen({ first, to }: Neighbours, marked: Uint8Array): Neighbours {
  const starts = new Uint32Array(first.length);
  const ends = new Uint32Array(to.length);
  let count = 0;
  for (let v = 0; v < first.length - 1; v++) {
    for (let n = first[v]; n < first[v + 1]; n++) if (marked[n] === 1) ends[count++] = to[n];
    starts[v + 1] = count;
  }
  return { first: starts, to: ends.slice(0, count) };
}
