import { expect, it } from 'vitest';
import { scanAround } from '../../src/commands/scan-around.js';
import { printModel } from '../../src/core/print-model.js';
import type { ShownScan } from '../../src/core/shown-scan.js';
import { boxMesh } from '../fixtures/shapes.js';

const whole: ShownScan = {
  size: [50, 50, 50],
  origin: [0, 0, 0],
  spacing: [2, 2, 2],
  values: new Int16Array(125_000),
  unit: 'HU',
  window: [0, 1],
};
const model = printModel([{ name: 'box', mesh: boxMesh([40, 40, 40], [60, 60, 60]), colour: [1, 1, 1] }]);
const found = (range: string): Parameters<typeof scanAround>[2] => ({
  labels: null,
  steps: [{ name: 'threshold', does: '', options: {}, says: '', notes: [{ name: 'range', value: range }] }],
});

it('cuts the scan to the model, and shows what its tissue is looked at with', () => {
  const shown = scanAround(whole, model, found('226 and more'));
  expect(shown).toMatchObject({ size: [19, 19, 19], origin: [32, 32, 32], window: [-300, 1300] });
  const windows = ['from -700 to 225', '-5 and more', 'from 1553 to 2850', '-200 and less'].map(
    (range) => scanAround(whole, model, found(range))?.window,
  );
  expect(windows).toEqual([
    [-1000, 300],
    [-160, 240],
    [-300, 3000],
    [-1000, 300],
  ]);
  expect(scanAround(whole, model, { labels: [1], steps: found('0.5 and more').steps })?.window).toEqual([
    0, 1,
  ]);
  expect(scanAround({ ...whole, unit: '' }, model, found('226 and more'))?.window).toEqual([0, 1]);
});

it('shows nothing of a model that lies in the scan no more, or is none', () => {
  expect(scanAround(whole, { ...model, mirrored: 'left-right' }, found('1 and more'))).toBeNull();
  expect(scanAround(whole, { ...model, scale: 0.5 }, found('1 and more'))).toBeNull();
  expect(scanAround(whole, { ...model, parts: [] }, found('1 and more'))).toBeNull();
});
