// What grows into its neighbour is told; what only touches it, or was cut from it, is not.
import { expect, it } from 'vitest';
import { overlapFindings } from '../../src/commands/overlap-findings.js';
import { printPart } from '../../src/core/print-model.js';
import type { OperationFacts } from '../../src/core/shape-facts.js';
import { boxMesh } from '../fixtures/shapes.js';

const effect = { volumeBefore: 1, volumeAfter: 2, removed: 0, anatomyBefore: 1, anatomyAfter: 1 };
const done = (added: number): OperationFacts => ({
  name: 'thicken',
  does: '',
  options: {},
  says: '',
  notes: [],
  effect: { ...effect, added },
});
const box = (name: string, low: number, high: number) =>
  printPart({ name, mesh: boxMesh([low, 0, 0], [high, 2, 3]), colour: [1, 1, 1] });

it('names the pairs that have room in common', () => {
  const parts = [box('a', 0, 2), box('b', 1.5, 4), box('c', 4, 6)];
  const [finding, ...more] = overlapFindings(parts, [done(5)]);
  expect(more).toEqual([]);
  expect(finding.code).toBe('parts-overlap');
  expect(finding.message).toMatch(/^'a' and 'b' have room/);
});

it('is silent where nothing was added, or the pieces are of one part', () => {
  const parts = [box('a', 0, 2), box('b', 1.5, 4)];
  expect(overlapFindings(parts, [done(0)])).toEqual([]);
  expect(overlapFindings([parts[0], { ...parts[1], of: 'a' }], [done(5)])).toEqual([]);
  expect(overlapFindings([box('a', 0, 2), box('b', 2, 4)], [done(5)])).toEqual([]);
});
