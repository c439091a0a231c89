// What a reader of a comparison must know: files that are the same, open, of another unit, in another frame, or mirrored.
import type { AlignmentFacts, PairFacts } from '../core/comparison.js';
import type { Finding } from '../core/errors.js';
import { bodiesOverlap } from '../kernel/bodies-overlap.js';
import { handedness } from '../kernel/fit-surfaces.js';
import { type ComparedSide, hasInside } from './compared-side.js';
import type { ComparedWish } from './measure-comparison.js';

interface Seen {
  readonly whole: PairFacts;
  readonly parts: readonly PairFacts[];
  readonly alignment: AlignmentFacts | null;
  readonly wish: ComparedWish;
  readonly signal: AbortSignal;
}

const failure = (code: string, message: string): Finding => ({ severity: 'failure', code, message });
const warning = (code: string, message: string): Finding => ({ severity: 'warning', code, message });

/** In the order of their weight. */
export function comparedFindings(a: ComparedSide, b: ComparedSide, seen: Seen): readonly Finding[] {
  // What is of another size can't be laid upon the other.
  const units = otherUnit(seen.whole);
  return [
    ...sameFile(a, b),
    ...(units.length > 0 ? units : otherHand(a, b, seen)),
    ...unsettled(seen.alignment),
    ...[a, b].flatMap(noInside),
    ...[a, b].flatMap((side) => overlapping(side, seen.signal)),
    ...notMeasured(seen),
    ...leftOut(a, b, seen.wish),
  ];
}

const sameFile = (a: ComparedSide, b: ComparedSide): readonly Finding[] =>
  a.facts.sha256 === b.facts.sha256
    ? [warning('same-file', 'Both files hold the same bytes: this says nothing but that.')]
    : [];

const ratiosOfUnits = [
  [25.4, 'inches and millimetres'],
  [10, 'centimetres and millimetres'],
  [1000, 'metres and millimetres'],
] as const;

/** All three sizes differ by the ratio of two units. */
function otherUnit({ size }: PairFacts): readonly Finding[] {
  const ratios = size.a.map((x, d) => size.b[d] / x);
  const found = ratiosOfUnits.flatMap(([ratio, names]) =>
    [ratio, 1 / ratio]
      .filter((one) => ratios.every((r) => Math.abs(r / one - 1) < 0.02))
      .map((one) =>
        warning(
          'other-unit',
          `b is ${one > 1 ? 'larger' : 'smaller'} than a by ${ratio}: perhaps one is in ${names.replace(' and ', ', the other in ')}.`,
        ),
      ),
  );
  return found;
}

/** Of the longest side, root mean square: what lies nearer is not looked at again. */
const near = 0.0005;
/** By how much another fit must be nearer to be worth a word. */
const better = 0.5;

function otherHand(a: ComparedSide, b: ComparedSide, { whole, alignment, signal }: Seen): readonly Finding[] {
  const longest = Math.max(...whole.size.b);
  const rms = Math.max(whole.aToB.rms, whole.bToA.rms);
  if (!(rms > near * longest)) return [];
  const { proper, mirrored } = handedness(a.mesh, b.mesh, () => signal.throwIfAborted());
  if (mirrored < better * Math.min(proper, whole.aToB.rms))
    return [
      failure(
        'looks-mirrored',
        `a looks like the mirror image of b: mirrored, it could be laid onto b within ${mm(mirrored)} mm (root mean square); as it is, within ${mm(proper)} mm at best. Check left and right.`,
      ),
    ];
  if (proper >= better * whole.aToB.rms) return [];
  return [
    warning(
      'other-frame',
      alignment === null
        ? `The files may not share a frame: as they lie, a is ${mm(whole.aToB.rms)} mm from b (root mean square); turned and shifted, it would be ${mm(proper)} mm. If that is so, compare with --align principal.`
        : `A better fit was seen: ${mm(proper)} mm (root mean square) where this one leaves ${mm(whole.aToB.rms)} mm. Try --align principal.`,
    ),
  ];
}

const mm = (length: number): string =>
  length < 0.0001 ? 'less than 0.0001' : length.toFixed(length < 0.1 ? 4 : 2);

const unsettled = (alignment: AlignmentFacts | null): readonly Finding[] =>
  alignment === null || alignment.converged
    ? []
    : [
        warning(
          'not-converged',
          `The alignment had not settled after ${alignment.iterations} steps: a may not lie as near to b as it could.`,
        ),
      ];

function noInside({ facts: { name, mesh } }: ComparedSide): readonly Finding[] {
  if (hasInside(mesh)) return [];
  const why = !mesh.closed
    ? `is not closed (${mesh.openEdges} open edges)`
    : 'does not face outward all over';
  return [
    warning(
      'no-inside',
      `${name} ${why}: it has no inside, so distances to it have no sign, and its volume is not told.`,
    ),
  ];
}

/** Of so many bodies, every two are looked at. */
const mostBodies = 100;

function overlapping({ facts, bodies }: ComparedSide, signal: AbortSignal): readonly Finding[] {
  if (bodies.length > mostBodies || !facts.bodies.every(({ mesh }) => hasInside(mesh))) return [];
  for (let one = 0; one < bodies.length; one++)
    for (let other = 0; other < one; other++) {
      signal.throwIfAborted();
      if (!bodiesOverlap(bodies[other].mesh, bodies[one].mesh)) continue;
      const names = `${facts.bodies[other].name} and ${facts.bodies[one].name}`;
      return [
        warning(
          'bodies-overlap',
          `Bodies of ${facts.name} overlap, such as ${names}: surfaces that lie inside another body are measured, too, with the sign of their own body, and what both fill counts twice in the volume.`,
        ),
      ];
    }
  return [];
}

const notMeasured = ({ whole, parts, wish }: Seen): readonly Finding[] =>
  wish.overlap && [whole, ...parts].some(({ overlap }) => overlap === null)
    ? [
        warning(
          'no-overlap',
          'What both have in common was not measured everywhere: that takes closed, manifold solids.',
        ),
      ]
    : [];

function leftOut(a: ComparedSide, b: ComparedSide, { parts }: ComparedWish): readonly Finding[] {
  if (!parts) return [];
  const lone = [
    [a, b],
    [b, a],
  ].flatMap(([one, other]) =>
    one.bodies
      .filter(({ name }) => !other.bodies.some((body) => body.name === name))
      .map(({ name }) => `${name} (in ${one.facts.name})`),
  );
  const twice = [a, b].flatMap(({ bodies, facts }) =>
    bodies
      .filter(({ name }, n) => bodies.findIndex((body) => body.name === name) < n)
      .map(({ name }) => `${name} (in ${facts.name})`),
  );
  return [
    ...(lone.length > 0 ? [warning('lone-part', `In one file only: ${listed(lone)}.`)] : []),
    ...(twice.length > 0
      ? [warning('name-twice', `Of several bodies with one name, the first was compared: ${listed(twice)}.`)]
      : []),
  ];
}

const listed = (names: readonly string[]): string =>
  names.length <= 6 ? names.join(', ') : `${names.slice(0, 6).join(', ')} and ${names.length - 6} more`;
