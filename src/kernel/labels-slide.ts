// Takes the worst steps off a complex before anything is measured on it, and evens out its triangles.
// G. Taubin, Curve and Surface Smoothing without Shrinkage, 1995.
import type { LabelsComplex } from './labels-complex.js';
import { kinds, type LabelsNet } from './labels-net.js';
import { safePlaces } from './labels-safe.js';
import type { Neighbours } from './vertex-neighbours.js';

/** How far a vertex may go from the middle of its simplex along each axis, in steps of the lattice. */
const reach = 0.45;
const inward = 0.5;
/** Frequencies below stay, and passes: of lines, where nothing else smooths them, and of all together. */
const onLines = { band: 0.03, passes: 60 } as const;
const onAll = { band: 0.1, passes: 5 } as const;

/** Places on the lattice, three numbers a vertex; vertices where the block ends stay in their plane. */
export function smoothedPlaces(
  middles: Float64Array,
  ends: Uint8Array,
  { line, onLine }: LabelsNet,
): Float64Array {
  const places = middles.slice();
  const all = Uint32Array.from(ends, (_, v) => v);
  const held = all.filter((v) => onLine[v] === 1);
  for (const [vertices, { band, passes }] of [
    [held, onLines],
    [all, onAll],
  ] as const) {
    const outward = -1 / (1 / inward - band);
    const next = new Float64Array(3 * vertices.length);
    for (let pass = 0; pass < 2 * passes; pass++)
      drawn(places, vertices, line, ends, pass % 2 === 0 ? inward : outward, next);
    for (let o = 0; o < places.length; o++)
      places[o] = Math.min(middles[o] + reach, Math.max(middles[o] - reach, places[o]));
  }
  return places;
}

/** Draws the vertices toward their neighbours' mean by so much of the way. */
function drawn(
  p: Float64Array,
  vertices: Uint32Array,
  { first, to }: Neighbours,
  ends: Uint8Array,
  part: number,
  next: Float64Array,
): void {
  for (let n = 0; n < vertices.length; n++) {
    const v = vertices[n];
    let x = 0;
    let y = 0;
    let z = 0;
    for (let m = first[v]; m < first[v + 1]; m++) {
      const w = 3 * to[m];
      x += p[w];
      y += p[w + 1];
      z += p[w + 2];
    }
    const of = 1 / Math.max(1, first[v + 1] - first[v]);
    const share = first[v + 1] > first[v] ? part : 0;
    const [o, bits] = [3 * v, ends[v]];
    next[3 * n] = p[o] + (bits & 1 ? 0 : share * (x * of - p[o]));
    next[3 * n + 1] = p[o + 1] + (bits & 2 ? 0 : share * (y * of - p[o + 1]));
    next[3 * n + 2] = p[o + 2] + (bits & 4 ? 0 : share * (z * of - p[o + 2]));
  }
  for (let n = 0; n < vertices.length; n++)
    for (let d = 0; d < 3; d++) p[3 * vertices[n] + d] = next[3 * n + d];
}

/** Of the way to the middle, per pass. */
const slide = 0.5;

/** Slides the vertices that are moved along their surface until each stands in the middle of its neighbours. mm; written to. */
export function slideAlong(
  p: Float64Array,
  { line: { first, to }, kind }: LabelsNet,
  normalsOf: () => Float64Array,
  passes: number,
): void {
  const next = p.slice();
  for (let pass = 0; pass < passes; pass++) {
    const normals = normalsOf();
    for (let v = 0; v < kind.length; v++) {
      if (kind[v] === kinds.held || first[v + 1] === first[v]) continue;
      const o = 3 * v;
      let x = 0;
      let y = 0;
      let z = 0;
      for (let n = first[v]; n < first[v + 1]; n++) {
        const w = 3 * to[n];
        x += p[w];
        y += p[w + 1];
        z += p[w + 2];
      }
      const of = 1 / (first[v + 1] - first[v]);
      x = x * of - p[o];
      y = y * of - p[o + 1];
      z = z * of - p[o + 2];
      const off = x * normals[o] + y * normals[o + 1] + z * normals[o + 2];
      next[o] = p[o] + slide * (x - off * normals[o]);
      next[o + 1] = p[o + 1] + slide * (y - off * normals[o + 1]);
      next[o + 2] = p[o + 2] + slide * (z - off * normals[o + 2]);
    }
    p.set(next);
  }
}

/** After all, to take off what the lattice's directions have left; a ball stays where it is to 0.004 voxels. */
const last = { band: 0.1, passes: 10 } as const;

/** Takes off what is shorter than a few edges. Positions of any frame, three numbers a vertex; written to. */
export function polished(p: Float64Array, ends: Uint8Array, { line, kind }: LabelsNet): void {
  const some = Uint32Array.from(ends, (_, v) => v).filter((v) => kind[v] !== kinds.held);
  const next = new Float64Array(3 * some.length);
  const outward = -1 / (1 / inward - last.band);
  for (let pass = 0; pass < last.passes; pass++) {
    drawn(p, some, line, ends, inward, next);
    drawn(p, some, line, ends, outward, next);
  }
}

const onSafe = { band: 0.1, passes: 8 } as const;

/** As smooth as the vertices' simplices let it be, near these places: see `safePlaces`. */
export function smoothedSafely(
  wished: Float64Array,
  complex: LabelsComplex,
  { line }: LabelsNet,
): Float64Array {
  const { ends } = complex;
  const all = Uint32Array.from(ends, (_, v) => v);
  const next = new Float64Array(wished.length);
  const outward = -1 / (1 / inward - onSafe.band);
  let safe = safePlaces(wished, complex);
  for (let pass = 0; pass < onSafe.passes; pass++) {
    drawn(safe, all, line, ends, inward, next);
    drawn(safe, all, line, ends, outward, next);
    safe = safePlaces(safe, complex);
  }
  return safe;
}

/**
 * Brings the vertices where the block ends, in their plane, to the middle of those beside them that are moved: what is cut
 * off goes on as it came. Places on the lattice; written to.
 */
export function straightenEnds(
  places: Float64Array,
  ends: Uint8Array,
  { ring: { first, to } }: Pick<LabelsNet, 'ring'>,
): void {
  for (let v = 0; v < ends.length; v++) {
    if (ends[v] === 0) continue;
    const sums = [0, 0, 0];
    let count = 0;
    for (let n = first[v]; n < first[v + 1]; n++) {
      if (ends[to[n]] !== 0) continue;
      for (let d = 0; d < 3; d++) sums[d] += places[3 * to[n] + d];
      count++;
    }
    for (let d = 0; d < 3 && count > 0; d++)
      if (((ends[v] >> d) & 1) === 0) places[3 * v + d] = sums[d] / count;
  }
}
