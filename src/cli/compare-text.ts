// What compare says on the terminal: both files, distances both ways, and what differs in size.
import type {
  AlignmentFacts,
  Comparison,
  OverlapFacts,
  PairFacts,
  SideFacts,
  WayFacts,
} from '../core/comparison.js';
import { visible } from './visible.js';

const verdicts = {
  pass: 'PASS',
  review: 'REVIEW: within the tolerance, but read the warnings',
  fail: 'FAIL',
};

const row = (name: string, value: string): string => `${name.padEnd(18)} ${value}`;
const thousands = (n: number): string => n.toLocaleString('en-US');
/** What is rounded to nothing has no sign. */
function signed(x: number, digits: number): string {
  const size = Math.abs(x).toFixed(digits);
  return Number(size) === 0 ? size : `${x > 0 ? '+' : '−'}${size}`;
}

export function compareText(facts: Comparison): string {
  const { a, b, alignment, whole, parts, tolerance, limit, verdict } = facts;
  return [
    row('a', sideText(a)),
    row('b', sideText(b)),
    row('frame', alignment === null ? 'as the files have it (not aligned)' : alignmentText(alignment)),
    ...pairLines(whole),
    ...parts.flatMap((part) => ['', `part ${visible(part.name)}`, ...pairLines(part)]),
    ...(verdict === null
      ? []
      : [
          row(
            'verdict',
            `${verdicts[verdict]} (${limit === 'max' ? 'largest distance' : '95 % of the area'} against ${tolerance} mm)`,
          ),
        ]),
  ].join('\n');
}

function sideText({ name, sha256, format, bodies, mesh }: SideFacts): string {
  const size = mesh.size.map((s) => s.toFixed(1)).join(' × ');
  const listed =
    bodies.length > 1
      ? `, ${bodies.length} bodies: ${bodies.map((body) => visible(body.name)).join(', ')}`
      : '';
  return `${name.length > 1 ? `${visible(name)}, ` : ''}${format}, ${thousands(mesh.triangles)} triangles, ${size} mm, sha256 ${sha256.slice(0, 12)}…${listed}`;
}

const alignmentText = ({
  angleDeg,
  shiftLength,
  before,
  residual,
  iterations,
  converged,
  matrix,
}: AlignmentFacts): string =>
  [
    `a laid onto b: turned by ${angleDeg.toFixed(3)}°, shifted by ${shiftLength.toFixed(3)} mm (its centre)`,
    `root mean square ${before.toFixed(4)} mm before, ${residual.toFixed(4)} mm after ${iterations} steps${converged ? '' : ' (NOT settled)'}`,
    ...[0, 4, 8, 12].map((n) =>
      matrix
        .slice(n, n + 4)
        .map((x) => x.toFixed(6).padStart(12))
        .join(' '),
    ),
  ].join('\n'.padEnd(20));

const columns = ['mean', 'mean abs', 'rms', '95 %', '99 %', 'max', 'proven'];

function pairLines({ aToB, bToA, hausdorff, hausdorff95, volume, area, size, overlap }: PairFacts): string[] {
  return [
    row('distances, mm', columns.map((name) => name.padStart(9)).join('')),
    row('  a to b', wayText(aToB)),
    row('  b to a', wayText(bToA)),
    row('Hausdorff', `${hausdorff.toFixed(4)} mm, 95 %: ${hausdorff95.toFixed(4)} mm`),
    row('area within, mm', aToB.within.map(({ mm }) => String(mm).padStart(9)).join('')),
    row('  a to b', sharesText(aToB)),
    row('  b to a', sharesText(bToA)),
    row('volume', volumeText(volume)),
    row('area', `${area.a.toFixed(2)} and ${area.b.toFixed(2)} mm², ${changeText(area.difference, area.a)}`),
    row('size', `b less a: ${size.difference.map((x) => signed(x, 3)).join(', ')} mm`),
    ...(overlap === null ? [] : [row('in common', overlapText(overlap))]),
  ];
}

const wayText = ({ mean, meanAbsolute, rms, p95, p99, max, bound, worstPlace }: WayFacts): string => {
  const numbers = [mean, meanAbsolute, rms, p95, p99, max, bound];
  const cells = numbers.map((x) => (x === null ? '–' : x.toFixed(4)).padStart(9)).join('');
  return max > 0 ? `${cells}  worst near (${worstPlace.map((x) => x.toFixed(1)).join(', ')})` : cells;
};

/** What is not all is never rounded up to all. */
const sharesText = ({ within }: WayFacts): string =>
  within
    .map(({ share }) => `${share === 1 ? '100' : Math.min(99.99, 100 * share).toFixed(2)} %`.padStart(9))
    .join('');

function volumeText({ a, b, difference }: PairFacts['volume']): string {
  if (a === null || b === null || difference === null) return 'not told: not both are closed solids';
  return `${a.toFixed(2)} and ${b.toFixed(2)} mm³, ${changeText(difference, a)}`;
}

const changeText = (difference: number, of: number): string =>
  `${signed(difference, 2)}${of > 0 ? ` (${signed((100 * difference) / of, 3)} %)` : ''}`;

const overlapText = ({ dice, jaccard, both }: OverlapFacts): string =>
  `${both.toFixed(1)} mm³, Dice ${dice.toFixed(5)}, Jaccard ${jaccard.toFixed(5)}`;
