import { describe, expect, it } from 'vitest';
import { mostMeasurements } from '../../src/preview/measure-address.js';
import { measurements } from '../../src/preview/measurements.js';
import { stateText } from '../../src/preview/page-state.js';

/** A page's state without a page: refuses what the page refuses. */
function state(first = '') {
  let said = first;
  return {
    get: () => said,
    set: (name: string, next: string | null) => {
      if (next) stateText(new Map([[name, next]]));
      said = next ?? '';
    },
    address: () => said,
  };
}

const quiet = (): void => undefined;

describe('measurements', () => {
  it('asks for as many points as the kind needs, and names each', () => {
    let changes = 0;
    const taken = measurements(state(), () => changes++);
    expect(taken.add('distance', [0, 0, 0])).toBe('more');
    expect(taken.add('distance', [0, 0, 0.000_01])).toBe('same');
    expect(taken.add('distance', [3, 4, 0])).toBe('done');
    expect(['more', 'more', 'done'].map((_, n) => taken.add('angle', [n, n * n, 0]))).toEqual([
      'more',
      'more',
      'done',
    ]);
    taken.add('distance', [1, 0, 0]);
    taken.dropDraft();
    expect(taken.draft()).toEqual([]);
    expect(taken.list().map(({ name }) => name)).toEqual(['Distance 1', 'Angle 1']);
    expect(changes).toBe(7);
  });

  it('are in the address after every change', () => {
    const kept = state();
    const taken = measurements(kept, quiet);
    for (const x of [0, 1, 2, 4]) taken.add('right-left', [x, 0, 0]);
    taken.change(0, { name: 'w'.repeat(99) });
    taken.change(1, { shown: false });
    expect(measurements(state(kept.get()), quiet).list()).toEqual(taken.list());
    expect(taken.list()[0].name).toHaveLength(60);
    taken.remove(0);
    expect(measurements(state(kept.get()), quiet).list()).toEqual(taken.list());
    taken.clear();
    expect(kept.get()).toBe('');
  });

  it('begins with none where the address is somebody’s joke', () => {
    expect(measurements(state('d:1,2,3:evil'), quiet).list()).toEqual([]);
  });

  it('says when the address can’t hold them, and when the list is full', () => {
    const kept = state();
    const taken = measurements(kept, quiet);
    for (let n = 0; n < mostMeasurements; n++) {
      taken.add('distance', [0, 0, n]);
      expect(taken.add('distance', [1000.1234, -1000.1234, n])).toBe('done');
      taken.change(n, { name: '長'.repeat(60) });
    }
    expect(taken.told()).toBe(false);
    expect(taken.add('distance', [0, 0, 0])).toBe('full');
    for (let n = mostMeasurements - 1; n >= 3; n--) taken.remove(n);
    expect(taken.told()).toBe(true);
    expect(measurements(state(kept.get()), quiet).list()).toEqual(taken.list());
  });
});
