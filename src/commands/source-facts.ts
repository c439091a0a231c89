// What the report says of the scan that a model was made of.
import type { Identity, SourceFacts } from '../core/facts.js';
import { spacingOf, toPatient, type Vec3 } from '../core/grid.js';
import type { Scan } from '../core/scan.js';
import { sliceFrame } from '../core/slice-frame.js';
import type { ValueCounts } from '../scan/count-values.js';
import { sharpness, unmeasured } from '../scan/sharpness.js';
import { valueHistogram } from '../scan/value-histogram.js';

export interface Named {
  /** The model's name. */
  readonly name: string;
  readonly case: string | null;
  readonly identity: Identity | null;
  readonly sha256: string;
}

/** `measured`: whether the scan's blur and noise are found. */
export function sourceFacts(scan: Scan, counted: ValueCounts, named: Named, measured: boolean): SourceFacts {
  const a = scan.grid.affine;
  const lengths = spacingOf(a);
  const directions = [a[0], a[1], a[2], a[4], a[5], a[6], a[8], a[9], a[10]].map(
    (x, n) => x / lengths[n % 3],
  );
  return {
    name: named.name,
    case: named.case,
    identity: named.identity,
    scan: scan.facts,
    size: scan.grid.size,
    spacing: sliceFrame(scan).spacing,
    directions,
    extent: extentOf(scan),
    range: [counted.min, counted.max],
    histogram: scan.facts.labels ? null : valueHistogram(counted),
    uneven: scan.nodes !== undefined,
    sharpness: measured
      ? sharpness(scan, counted)
      : unmeasured(scan, 'The blur was not measured: this is a draft.'),
    sha256: named.sha256,
  };
}

/** Around the centres of the outermost voxels, slanted stacks too. */
function extentOf({ grid: { affine, size }, nodes }: Scan): SourceFacts['extent'] {
  const last = size.map((n, axis) => (nodes?.axis === axis ? (nodes.at.at(-1) ?? 0) : n - 1));
  const corners = [0, 1, 2, 3, 4, 5, 6, 7].map((c) =>
    toPatient(affine, c & 1 ? last[0] : 0, c & 2 ? last[1] : 0, c & 4 ? last[2] : 0),
  );
  const three = (of: (...values: number[]) => number): Vec3 => [
    of(...corners.map(([x]) => x)),
    of(...corners.map(([, y]) => y)),
    of(...corners.map(([, , z]) => z)),
  ];
  return { min: three(Math.min), max: three(Math.max) };
}
