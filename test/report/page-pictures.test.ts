// Pictures and plots of the page: what they say, and that they are there without a script.
import { describe, expect, it } from 'vitest';
import type { ShownScan } from '../../src/core/shown-scan.js';
import { barLength } from '../../src/report/bar-length.js';
import { barPlot } from '../../src/report/bar-plot.js';
import { makeReport } from '../../src/report/make-report.js';
import { slicesPart } from '../../src/report/page-slices.js';
import { spreadPart } from '../../src/report/page-spread.js';
import { stillsOf, stillsPart } from '../../src/report/page-stills.js';
import { valuesPart } from '../../src/report/page-values.js';
import { slicePictures } from '../../src/report/slice-pictures.js';
import { markedBall, runOf } from '../fixtures/report.js';

const parts = markedBall();
const report = makeReport(runOf(parts));
const text = (part: { readonly markup: string } | false): string => (part === false ? '' : part.markup);

const scan: ShownScan = {
  size: [20, 20, 20],
  origin: [-48, -78, -28],
  spacing: [6, 6, 6],
  values: Int16Array.from({ length: 8000 }, (_, p) => (p % 20) * 50),
  unit: 'HU',
  window: [0, 1000],
};

describe('slices', () => {
  it('are pictures with words for those who see none', () => {
    const markup = text(slicesPart(report, slicePictures(parts, scan)));
    expect(markup.match(/<img data-picture="slice-/g)).toHaveLength(3);
    expect(markup).toMatch(/alt="Axial, z = [^"]+ mm: slice of the scan with the outline of the model"/);
  });

  it('say why there are none', () => {
    expect(text(slicesPart(report, []))).toContain('left out');
    const labels = { ...report, source: { ...report.source, scan: { ...report.source.scan, labels: true } } };
    expect(text(slicesPart(labels, []))).toContain('A label map has no grey values');
    const mirrored = {
      ...report,
      shape: { operations: [], pieces: [], mirrored: 'left-right', scale: 1 } as const,
    };
    expect(text(slicesPart(mirrored, []))).toContain('mirrored');
  });
});

describe('six views', () => {
  it('have the letters of the patient, and a length', () => {
    const stills = stillsOf(parts);
    const markup = text(stillsPart(report, stills));
    expect(stills).toHaveLength(6);
    expect(stills.every(({ source }) => source.length < 60_000)).toBe(true);
    const letters = [...markup.matchAll(/>([RLAPSI])<\/text>/g)].map(([, l]) => l).join('');
    // Left, right, top, bottom of the views from the front, the back, the left, the right, above, below.
    expect(letters).toBe(['RLSI', 'LRSI', 'APSI', 'PASI', 'LRAP', 'RLAP'].join(''));
    expect(markup).toMatch(/\d+ mm<\/text>/);
    expect(stillsPart(report, [])).toBe(false);
  });
});

describe('histograms', () => {
  it('mark the threshold among the values, and are none of a label map', () => {
    const marked = {
      ...report,
      parts: report.parts.map((part) => ({
        ...part,
        steps: part.steps.map((step) =>
          step.name === 'threshold'
            ? { ...step, notes: [...step.notes, { name: 'range', value: '226 and more' }] }
            : step,
        ),
      })),
    };
    const markup = text(valuesPart(marked));
    expect(markup).toContain('threshold at 226 HU');
    expect(markup.match(/class="mark-line"/g)).toHaveLength(1);
    expect(valuesPart({ ...report, source: { ...report.source, histogram: null } })).toBe(false);
  });

  it('tell how deviations are spread, of every step and of each part', () => {
    const markup = text(spreadPart(report.parts, report.tolerance));
    expect(markup.match(/<figure/g)).toHaveLength(2);
    expect(markup).toContain('Area within');
    const two = [...report.parts, { ...report.parts[0], name: '<other>' }];
    const several = text(spreadPart(two, report.tolerance));
    expect(several).toContain('&lt;other&gt;, to the reference');
    expect(several.match(/<figure/g)).toHaveLength(2);
    expect(spreadPart([{ ...report.parts[0], ledger: [] }], 0.1)).toBe(false);
  });

  it('draw every bar between the ends, and ticks that are round', () => {
    const plot = { said: 's', across: 'mm', low: -3, width: 1, heights: [1, 4, 2, 0, 0, 1], caption: '' };
    const markup = text(
      barPlot({
        ...plot,
        marks: [
          { at: 2, label: 'here' },
          { at: 9, label: 'beyond' },
        ],
      }),
    );
    expect(markup).toContain('here');
    expect(markup).not.toContain('beyond');
    expect([...markup.matchAll(/text-anchor="middle">([−\d.]+)</g)].map(([, tick]) => tick)).toEqual([
      '−2',
      '−1',
      '0',
      '1',
      '2',
    ]);
    expect(text(barPlot({ ...plot, heights: [0], marks: [] }))).not.toMatch(/NaN|Infinity/);
  });

  it('have scale bars of 1, 2 or 5', () => {
    expect([3, 8, 21, 100, 399, 401].map(barLength)).toEqual([0.5, 2, 5, 20, 50, 100]);
  });
});
