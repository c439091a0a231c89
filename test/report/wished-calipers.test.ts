// Lengths that a person chose: put onto the surface of the body that they are nearest to, with their nominal values.
import { describe, expect, it } from 'vitest';
import { UserError } from '../../src/core/errors.js';
import { calipersFor } from '../../src/report/wished-calipers.js';
import { boxMesh } from '../fixtures/shapes.js';

const bodies = [
  { name: 'right', mesh: boxMesh([-50, 0, 0], [-40, 10, 10]) },
  { name: 'left', mesh: boxMesh([40, 0, 0], [70, 10, 10]) },
];

describe('wished lengths', () => {
  it('lie on the surface, and come before those of the program', () => {
    const wish = { name: 'shaft', from: [39.5, 5, 5], to: [71, 5, 5] } as const;
    const { calipers, findings } = calipersFor(bodies, [wish]);
    expect(calipers[0]).toMatchObject({ name: 'shaft', body: 'left', kind: 'chosen', along: null });
    expect(calipers[0].from).toEqual([40, 5, 5]);
    expect(calipers[0].to).toEqual([70, 5, 5]);
    expect(calipers[0].nominal).toBe(30);
    expect(calipers.length).toBeGreaterThan(6);
    expect(findings).toEqual([]);
  });

  it('stand alone where they are three, and are doubted where they lie far off', () => {
    const at = (x: number, name: string) => ({ name, from: [x, 0, 0], to: [x, 10, 10] }) as const;
    const { calipers, findings } = calipersFor(bodies, [at(-45, 'a'), at(-44, 'b'), at(80, 'c')]);
    expect(calipers.map(({ name }) => name)).toEqual(['a', 'b', 'c']);
    expect(findings.map(({ code }) => code)).toEqual(['caliper-off-surface']);
    expect(findings[0].message).toContain("'c' lay 10.0 mm");
  });

  it('need a model', () => {
    const wish = { name: 'a', from: [0, 0, 0], to: [1, 0, 0] } as const;
    expect(() => calipersFor([], [wish])).toThrow(UserError);
  });
});
