// The reader's measurements: the list, what is being taken, and the page's address, which keeps them.
import type { Vec3 } from '../core/grid.js';
import { longestName, measureAddress, mostMeasurements, readMeasureAddress } from './measure-address.js';
import { type MeasureKind, type Measurement, measuredValue, pointsNeeded, toldPoint } from './measurement.js';
import type { PageState } from './page-state.js';

const key = 'm';

/** Words for the buttons and for names. */
export const kindWords: Readonly<Record<MeasureKind, string>> = {
  distance: 'Distance',
  angle: 'Angle',
  'right-left': 'Right–left',
  'front-back': 'Front–back',
  'foot-head': 'Foot–head',
};

export interface Measurements {
  list(): readonly Measurement[];
  /** The points of the one that is being taken. */
  draft(): readonly Vec3[];
  /** What came of the point: it completes a measurement, more are needed, or it can't be taken. */
  add(kind: MeasureKind, point: Vec3): 'done' | 'more' | 'same' | 'full';
  dropDraft(): void;
  change(index: number, change: Partial<Pick<Measurement, 'name' | 'shown'>>): void;
  remove(index: number): void;
  clear(): void;
  /** False where the address can't hold them all. */
  told(): boolean;
}

/** `changed` is called after each change of the list or of the draft. */
export function measurements(state: PageState, changed: () => void): Measurements {
  let list = readMeasureAddress(state.get(key) ?? '') ?? [];
  let draft: readonly Vec3[] = [];
  let told = true;
  const set = (next: readonly Measurement[]): void => {
    list = next;
    try {
      state.set(key, measureAddress(list));
      told = true;
    } catch {
      told = false;
    }
    changed();
  };
  const setDraft = (next: readonly Vec3[]): void => {
    draft = next;
    changed();
  };
  const freeName = (kind: MeasureKind): string => {
    const names = new Set(list.map(({ name }) => name));
    let n = 1;
    while (names.has(`${kindWords[kind]} ${n}`)) n++;
    return `${kindWords[kind]} ${n}`;
  };
  return {
    list: () => list,
    draft: () => draft,
    add: (kind, point) => {
      if (list.length >= mostMeasurements) return 'full';
      const points = [...draft, toldPoint(point)];
      const last = draft[draft.length - 1];
      if (last !== undefined && measuredValue('distance', [last, points[points.length - 1]]) === 0)
        return 'same';
      if (points.length < pointsNeeded(kind)) {
        setDraft(points);
        return 'more';
      }
      draft = [];
      set([...list, { kind, name: freeName(kind), points, shown: true }]);
      return 'done';
    },
    dropDraft: () => {
      if (draft.length > 0) setDraft([]);
    },
    change: (index, change) => {
      const name = change.name?.slice(0, longestName);
      set(list.map((one, n) => (n === index ? { ...one, ...change, name: name ?? one.name } : one)));
    },
    remove: (index) => set(list.filter((_, n) => n !== index)),
    clear: () => set([]),
    told: () => told,
  };
}
