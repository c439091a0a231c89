// Which of several stacks of slices is to be read where nobody says: the rule, in the order of its parts.
import type { DicomStack } from './dicom-series.js';

/** A stack of fewer slices is no volume where there is a longer one. */
const FEW = 5;
const ONLY = 'the only stack of slices that is a scan';

/** The rule in words, for help and remarks. */
export const choosingRule =
  'stacks of at least 5 slices before shorter ones, then CT before other kinds, originals before reformats, then the stack with most slices, then the thinnest slices, then the first phase';

interface Part {
  /** The smaller one wins. */
  readonly of: (stack: DicomStack) => number;
  /** Why a stack that wins by this part is taken, and one that loses by it is not. */
  readonly won: string;
  readonly lost: string;
}

const rule: readonly Part[] = [
  { of: ({ unfit }) => Number(unfit !== null), won: ONLY, lost: 'it is no scan' },
  {
    of: ({ places }) => Number(places < FEW),
    won: `the only stack of at least ${FEW} slices`,
    lost: `it has fewer than ${FEW} slices`,
  },
  {
    of: ({ slices }) => Number(slices[0].image.modality !== 'CT'),
    won: 'CT goes before other kinds',
    lost: 'a CT goes before it',
  },
  {
    of: ({ derived }) => Number(derived),
    won: 'an original goes before what is derived from it',
    lost: 'an original goes before what is derived from it',
  },
  {
    of: ({ places }) => -places,
    won: 'the stack with most slices',
    lost: 'another stack has more slices',
  },
  {
    of: ({ slices }) => slices[0].image.sliceThickness ?? Number.POSITIVE_INFINITY,
    won: 'the stack with the thinnest slices, of those with most',
    lost: 'another stack has thinner slices',
  },
  { of: ({ phase }) => phase?.index ?? 0, won: 'the first phase', lost: 'the first phase goes before it' },
];

/** Ascending: what comes first is taken. The rule alone; 0 where it leaves the choice open. */
export function byRule(a: DicomStack, b: DicomStack): number {
  const part = rule.find(({ of }) => of(a) !== of(b));
  return part === undefined ? 0 : compared(part.of(a), part.of(b));
}

/** Why a stack is not taken, but the one that is. */
export const whyNot = (stack: DicomStack, taken: DicomStack): string =>
  rule.find(({ of }) => of(stack) > of(taken))?.lost ??
  'nothing tells it from the one that is taken: choose by --series';

/** Why the first of `stacks` is taken, by the second best. */
export function whyChosen([first, second]: readonly DicomStack[]): string {
  if (second === undefined) return ONLY;
  const part = rule.find(({ of }) => of(first) < of(second));
  return part?.won ?? 'nothing tells it from the next one: choose by --series';
}

/** By the rule, then by what the pictures themselves say, so that the order is the same whatever files are called. */
export function comparedStacks(a: DicomStack, b: DicomStack): number {
  const ruled = byRule(a, b);
  if (ruled !== 0) return ruled;
  const [p, q] = [keyOf(a), keyOf(b)];
  const n = p.findIndex((_, m) => p[m] !== q[m]);
  return n < 0 ? 0 : compared(p[n], q[n]);
}

const compared = (p: string | number, q: string | number): number => (p < q ? -1 : p > q ? 1 : 0);

/** What tells stacks apart that the rule does not, none of it shown. */
function keyOf({ slices, unfit, phase }: DicomStack): readonly (string | number)[] {
  const places = slices.map(({ frame }) => (frame.position ?? []).join(' ')).sort();
  const [{ image, frame }] = slices;
  return [
    image.modality ?? '',
    image.kernel ?? '',
    image.rows,
    image.columns,
    unfit ?? '',
    (frame.orientation ?? []).flat().join(' '),
    (frame.pixelSpacing ?? []).join(' '),
    places[0],
    places[places.length - 1],
    image.series,
    image.frameOfReference ?? '',
    frame.imageType.join(' '),
    phase?.index ?? 0,
    slices.map((slice) => slice.image.instance ?? '').sort()[0],
  ];
}
