// Takes slices apart that lie at the same places: the phases, echoes or passes of a 4D series, one volume each.
import type { DicomSlice } from './dicom-series.js';
import { type Mark, type MarkValue, marks } from './frame-marks.js';
import { alongNormal, ONE_PLACE, planeOf } from './slice-plane.js';

/** One of several volumes at the same places. */
export interface Phase {
  /** From 1. */
  readonly index: number;
  readonly count: number;
  /** What tells them apart, with its value where that may be told: 'cardiac phase 30 %'. */
  readonly by: string;
}

export interface PhaseSlices {
  readonly slices: readonly DicomSlice[];
  readonly phase: Phase | null;
}

/** A part that covers less than this share of the places is no volume of its own. */
const LEAST_COVERED = 0.4;
/** Of the places that lie among those of several parts, such a share holds several pictures, or the parts are mixed. */
const LEAST_SHARED = 0.5;
/** Marks within marks, and how many are tried of each. */
const DEEPEST = 3;
const MOST_TRIED = 4;

interface Part {
  readonly slices: readonly DicomSlice[];
  readonly by: readonly string[];
}

/**
 * One stack for each phase, by the first mark that separates them cleanly: no two pictures of a part at one place, but
 * for copies of the same one. Together where nothing separates them: they may be copies, which whoever reads them sees.
 */
export function splitPhases(slices: readonly DicomSlice[]): PhaseSlices[] {
  const parts = separated(slices, DEEPEST) ?? [{ slices, by: [] }];
  if (parts.length === 1) return [{ slices, phase: null }];
  return parts.map((part, n) => ({
    slices: part.slices,
    phase: { index: n + 1, count: parts.length, by: part.by.join(', ') },
  }));
}

/** Null where no mark separates them. */
function separated(slices: readonly DicomSlice[], depth: number): Part[] | null {
  const places = placesOf(slices);
  const most = mostAtOne(places);
  if (most === 1 || places.length < 2) return [{ slices, by: [] }];
  const partial: Part[][] = [];
  for (const mark of marks) {
    const classes = classesBy(slices, mark);
    if (classes.length < 2 || classes.length > slices.length / 2) continue;
    const inside = classes.map((one) => placesOf(one.slices));
    if (inside.some((one) => one.length < LEAST_COVERED * places.length)) continue;
    if (!lieTogether(inside, places)) continue;
    const left = Math.max(...inside.map(mostAtOne));
    if (left === 1) return classes;
    if (left < most) partial.push(classes);
  }
  return nested(partial.slice(0, MOST_TRIED), depth - 1) ?? ranked(places, slices.length);
}

/** Parts follow each other, or share their places; parts between whose places those of another lie are none. */
function lieTogether(parts: readonly Places[], places: Places): boolean {
  const ends = parts.map((part) => [part[0].at, part[part.length - 1].at]);
  const among = places.filter(
    ({ at }) => ends.filter(([from, to]) => at > from - ONE_PLACE && at < to + ONE_PLACE).length > 1,
  );
  return among.filter(({ slices }) => slices.length > 1).length >= LEAST_SHARED * among.length;
}

/** Several echoes at several times: by one mark, then each part by another. */
function nested(partial: readonly Part[][], depth: number): Part[] | null {
  if (depth === 0) return null;
  for (const classes of partial) {
    const parts = classes.map(({ slices, by }) =>
      separated(slices, depth)?.map((part) => ({ ...part, by: [...by, ...part.by] })),
    );
    if (parts.every((part) => part !== undefined)) return parts.flat();
  }
  return null;
}

/** The first of each place, the second of each place, … where every place holds the same number. */
function ranked(places: Places, all: number): Part[] | null {
  const count = places[0].slices.length;
  if (places.some(({ slices }) => slices.length !== count) || count * places.length !== all) return null;
  for (const mark of marks) {
    const sorted = places.map(({ slices }) =>
      [...slices].sort((a, b) => compared(markOf(a, mark), markOf(b, mark))),
    );
    const strict = sorted.every((place) =>
      place.every((slice, n) => n === 0 || compared(markOf(place[n - 1], mark), markOf(slice, mark)) < 0),
    );
    if (strict)
      return Array.from({ length: count }, (_, n) => ({
        slices: sorted.map((place) => place[n]),
        by: [mark.name],
      }));
  }
  return null;
}

function classesBy(slices: readonly DicomSlice[], mark: Mark): Part[] {
  const classes = new Map<MarkValue, DicomSlice[]>();
  for (const slice of slices) {
    const value = markOf(slice, mark);
    const kin = classes.get(value) ?? [];
    classes.set(value, kin);
    kin.push(slice);
  }
  return [...classes]
    .sort(([a], [b]) => compared(a, b))
    .map(([value, one]) => ({ slices: one, by: [told(mark, value)] }));
}

function told({ name, unit }: Mark, value: MarkValue): string {
  if (unit === null || typeof value !== 'number') return name;
  return `${name} ${Number(value.toPrecision(6))}${unit === '' || unit === '°' ? unit : ` ${unit}`}`;
}

const markOf = ({ frame }: DicomSlice, mark: Mark): MarkValue => frame.marks[marks.indexOf(mark)];

function compared(a: MarkValue, b: MarkValue): number {
  if (a === null || b === null) return Number(a !== null) - Number(b !== null);
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Along the normal, ascending, mm; of copies of one picture the first alone. */
type Places = readonly { readonly at: number; readonly slices: readonly DicomSlice[] }[];

function placesOf(slices: readonly DicomSlice[]): Places {
  const at = alongNormal(planeOf(slices));
  const order = slices.map((_, n) => n).sort((a, b) => at[a] - at[b]);
  const places: { readonly at: number; readonly slices: DicomSlice[] }[] = [];
  for (const n of order) {
    const last = places[places.length - 1];
    if (last === undefined || at[n] - last.at > ONE_PLACE) places.push({ at: at[n], slices: [slices[n]] });
    else last.slices.push(slices[n]);
  }
  return places.map((place) => ({ ...place, slices: withoutCopies(place.slices) }));
}

function withoutCopies(slices: readonly DicomSlice[]): readonly DicomSlice[] {
  if (slices.length === 1) return slices;
  return [...new Map(slices.map((slice, n) => [copyKey(slice, n), slice])).values()];
}

/** The same for copies of one picture, that of no other one. */
const copyKey = ({ image, frame, index }: DicomSlice, n: number): string =>
  image.instance === null ? String(n) : JSON.stringify([image.instance, index, frame.marks]);

const mostAtOne = (places: Places): number =>
  places.reduce((most, { slices }) => Math.max(most, slices.length), 0);
