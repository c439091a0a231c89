// Takes slices of one orientation apart where they lie on several lines: two knees, two stations of a table.
import type { DicomSlice } from './dicom-series.js';
import { alongNormal, planeOf } from './slice-plane.js';

/** Slices of one line lie aside of it by less than this, mm. */
const ASIDE = 1;
/** Lines through so many pairs of slices are tried. */
const MOST_TRIED = 24;
/** More lines than this are disorder. */
const MOST_LINES = 64;
/** No gantry leans farther, mm aside per mm along. */
const MOST_LEAN = 1.2;

type Pair = readonly [number, number];

interface Placed {
  readonly slice: DicomSlice;
  /** Along the normal, and aside of it in the plane (along rows, along columns), mm. */
  readonly at: number;
  readonly aside: Pair;
}

/**
 * One stack for each line, its slices in ascending order along the normal. The lines are parallel; they lean where the
 * gantry was tilted. Slices in disorder stay together, for whoever reads them to refuse them.
 */
export function splitStations(slices: readonly DicomSlice[]): DicomSlice[][] {
  const placed = placesOf(slices).sort((a, b) => a.at - b.at || a.aside[0] - b.aside[0]);
  let best: readonly Placed[][] = [];
  for (const lean of leans(placed)) {
    const lines = linesOf(placed, lean, best.length === 0 ? MOST_LINES : best.length - 1);
    if (lines.length > 0) best = lines;
    if (lines.length === 1) break;
  }
  const sound = best.length > 0 && (best.length === 1 || best.every((line) => line.length > 1));
  return (sound ? best : [placed]).map((line) => line.map(({ slice }) => slice));
}

function placesOf(slices: readonly DicomSlice[]): Placed[] {
  const plane = planeOf(slices);
  const at = alongNormal(plane);
  const [row, column] = plane.orientation;
  return slices.map((slice, n) => {
    const [x, y, z] = plane.positions[n];
    const along = (v: readonly number[]): number => x * v[0] + y * v[1] + z * v[2];
    return { slice, at: at[n], aside: [along(row), along(column)] };
  });
}

/** How the lines may lean (mm aside per mm along): not at all, or as pairs of slices do. */
function leans(placed: readonly Placed[]): Pair[] {
  const every = Math.max(1, Math.floor(placed.length / MOST_TRIED));
  const tried: Pair[] = [[0, 0]];
  for (let n = 0; n < placed.length; n += every) {
    const one = placed[n];
    const next = placed.slice(n + 1).filter(({ at }) => at - one.at > 0.01);
    for (const other of [next[0], next[1], next[next.length - 1]]) {
      if (other === undefined) continue;
      const rise = other.at - one.at;
      const lean: Pair = [(other.aside[0] - one.aside[0]) / rise, (other.aside[1] - one.aside[1]) / rise];
      if (Math.hypot(...lean) < MOST_LEAN) tried.push(lean);
    }
  }
  return tried;
}

/** Slices by where their line meets the plane of the first; none where they lie on more lines than `most`. */
function linesOf(placed: readonly Placed[], lean: Pair, most: number): Placed[][] {
  const lines: { readonly foot: Pair; readonly slices: Placed[] }[] = [];
  const [{ at: origin }] = placed;
  for (const one of placed) {
    const rise = one.at - origin;
    const foot: Pair = [one.aside[0] - lean[0] * rise, one.aside[1] - lean[1] * rise];
    const line = lines.find((known) => Math.hypot(known.foot[0] - foot[0], known.foot[1] - foot[1]) < ASIDE);
    if (line === undefined) lines.push({ foot, slices: [one] });
    else line.slices.push(one);
    if (lines.length > most) return [];
  }
  return lines.map(({ slices }) => slices);
}
