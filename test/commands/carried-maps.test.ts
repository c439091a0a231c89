// What is known of vertices follows the vertices that operations left, and only these.
import { describe, expect, it } from 'vitest';
import { carriedMaps } from '../../src/commands/carried-maps.js';
import type { MadePart } from '../../src/commands/made-part.js';
import { printPart } from '../../src/core/print-model.js';
import { runOf } from '../fixtures/report.js';
import { boxMesh } from '../fixtures/shapes.js';

const mesh = boxMesh([1, 2, 3], [4, 6, 8]);
const part = { name: 'box', mesh, colour: [1, 1, 1] as const };
const made: MadePart = {
  part,
  facts: runOf([part]).parts[0],
  grid: { size: [2, 2, 2], affine: [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0] },
  maps: { deviation: Float32Array.from([0, 1, 2, 3, 4, 5, 6, 7]) },
  times: [],
};
const as = { mirrored: null, scale: 1 } as const;

describe('maps of a body', () => {
  it('are those of the part, where it is that', () => {
    expect(carriedMaps(printPart(part), [made], as)).toBe(made.maps);
  });

  it('are known of the vertices that are left alone', () => {
    const cut = { ...part, mesh: boxMesh([1, 2, 3], [4, 6, 5]) };
    const found = carriedMaps(printPart(cut), [made], as);
    expect([...(found.deviation ?? [])]).toEqual([
      0,
      1,
      2,
      3,
      Number.NaN,
      Number.NaN,
      Number.NaN,
      Number.NaN,
    ]);
  });

  it('go along when the whole frame is mirrored and scaled', () => {
    const away = { ...mesh, positions: mesh.positions.map((x, n) => (n % 3 === 0 ? -x : x) * 0.3) };
    const found = carriedMaps(printPart({ ...part, mesh: away }), [made], {
      mirrored: 'left-right',
      scale: 0.3,
    });
    expect([...(found.deviation ?? [])]).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  });

  it('are not known where nobody asked', () => {
    expect(carriedMaps(printPart(part), [{ ...made, maps: null }], as)).toEqual({});
    expect(carriedMaps(printPart({ ...part, name: 'plinth' }), [made], as)).toEqual({});
  });
});
