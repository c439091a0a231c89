// Patients on a scanner's table, by formula: what of a scan is the body and what is not is known at every place.
import type { Affine, Vec3 } from '../../src/core/grid.js';
import { toPatient } from '../../src/core/grid.js';
import type { Scan, ScanFacts } from '../../src/core/scan.js';
import { whiteNoise } from '../../src/phantom/noise.js';
import { box, capsule, cylinder, ellipsoid } from '../../src/phantom/shapes.js';
import { scanFacts } from '../fixtures/scan-facts.js';

type Distance = (p: Vec3) => number;

/** Painted one over the other. `body`: of the patient, or a foreign thing, or neither (air, foam). */
export interface Thing {
  readonly of: 'body' | 'foreign' | 'air';
  readonly value: number;
  readonly distance: Distance;
}

const solid =
  ({ distance }: { distance(x: number, y: number, z: number): number }): Distance =>
  (p) =>
    distance(...p);
const body = (value: number, ...shapes: Parameters<typeof solid>[0][]): Thing => ({
  of: 'body',
  value,
  distance: (p) => Math.min(...shapes.map((shape) => solid(shape)(p))),
});
const thing = (of: Thing['of'], value: number, distance: Distance): Thing => ({ of, value, distance });
const foreign = (value: number, distance: Distance): Thing => thing('foreign', value, distance);

/** A wall of this thickness about the border of a shape. */
const wall =
  (distance: Distance, thick: number): Distance =>
  (p) =>
    Math.abs(distance(p)) - thick / 2;
const cut =
  (distance: Distance, by: Distance): Distance =>
  (p) =>
    Math.max(distance(p), by(p));

/** A head with ears and nose, its air in the nose, on a U-shaped headrest that touches it at the back, a strap over the brow. */
export function head(): readonly Thing[] {
  const rest: Distance = ([x, y]) => Math.hypot(x, y - 12) - 96;
  const below: Distance = ([, y]) => 20 - y;
  const trough = cut(cut(wall(rest, 4), below), ([, , z]) => z - 70);
  const skull = solid(ellipsoid('skull', [0, 0, 5], [70, 88, 74]));
  return [
    foreign(
      -930,
      cut(cut(rest, below), ([, , z]) => z - 70),
    ),
    foreign(60, trough),
    foreign(
      -80,
      cut(
        wall(([x, y]) => Math.hypot(x / 84, y / 102) * 84 - 84, 3),
        ([, y, z]) => Math.max(Math.abs(z - 45) - 15, y - 40),
      ),
    ),
    body(
      30,
      ellipsoid('head', [0, 0, 5], [78, 97, 82]),
      cylinder('neck', [0, 30, -90], 55, 100),
      ellipsoid('nose', [0, -98, -20], [14, 16, 22]),
      ellipsoid('left ear', [84, 8, -15], [12, 4, 30]),
      ellipsoid('right ear', [-86, 10, -12], [14, 3.5, 32]),
    ),
    thing('body', 900, wall(skull, 6)),
    thing('body', -1000, solid(ellipsoid('nasal cavity', [3, -75, -25], [12, 30, 18]))),
    thing('body', 200, wall(solid(box('septum', [2, -70, -25], [1, 40, 24])), 2)),
  ];
}

/** A chest with lungs, both arms beside it, on the two shells of a table with foam between and rails within; a wavy blanket. */
export function chest(): readonly Thing[] {
  const slab: Distance = ([x, y]) => Math.max(Math.abs(x) - 190, Math.abs(y - 118 - (x * x) / 1500) - 14);
  const blanket: Distance = ([x, y, z]) =>
    Math.max(Math.abs(Math.hypot(x / 150, y / 98) * 98 - 104 - 3 * Math.sin(x / 9 + z / 7)) - 2, y - 20);
  const arm = (name: string, x: number): Parameters<typeof solid>[0] =>
    capsule(name, [x, 30, -200], [x * 1.06, 50, 200], 34);
  return [
    foreign(-950, slab),
    foreign(-20, wall(slab, 4)),
    foreign(400, ([x, y]) => Math.max(Math.abs(Math.abs(x) - 150) - 9, Math.abs(y - 132) - 9)),
    foreign(-100, blanket),
    body(40, ellipsoid('chest', [0, 0, 20], [140, 95, 400]), arm('left arm', 182), arm('right arm', -178)),
    thing('body', -850, solid(ellipsoid('left lung', [60, -5, 20], [50, 65, 95]))),
    thing('body', 20, solid(capsule('vessel', [50, -30, -40], [70, 30, 60], 4))),
    thing('body', -850, solid(ellipsoid('right lung', [-62, -5, 40], [55, 68, 300]))),
    thing('body', 700, solid(capsule('left humerus', [182, 32, -200], [193, 52, 200], 11))),
    thing('body', 700, solid(capsule('right humerus', [-178, 32, -200], [-189, 52, 200], 11))),
    thing('body', 600, solid(cylinder('spine', [0, 60, 0], 18, 900))),
  ];
}

/** Two legs, unlike, on a table with a mat of rubber, a cable between them. */
export function legs(): readonly Thing[] {
  const plate: Distance = ([, y]) => Math.abs(y - 88) - 2;
  return [
    foreign(-30, plate),
    foreign(-30, ([, y]) => Math.abs(y - 130) - 2),
    foreign(300, solid(capsule('cable', [0, 60, -200], [25, 40, 200], 3))),
    body(
      20,
      capsule('left leg', [88, 10, -200], [80, 0, 200], 62),
      capsule('right leg', [-85, 25, -200], [-95, 15, 200], 55),
    ),
    thing('body', 1000, solid(capsule('left bone', [88, 5, -200], [80, -5, 200], 14))),
    thing('body', 1000, solid(capsule('right bone', [-85, 20, -200], [-95, 10, 200], 13))),
    thing('body', 30, solid(capsule('left marrow', [88, 5, -200], [80, -5, 200], 7))),
  ];
}

/** The same things with front and back exchanged. */
export const prone = (things: readonly Thing[]): readonly Thing[] =>
  things.map((one) => ({ ...one, distance: ([x, y, z]) => one.distance([x, -y, z]) }));

/** What a scanner of soft edges would measure, HU. */
function measuredAt(things: readonly Thing[], p: Vec3, softness: number): number {
  let value = -1000;
  for (const { value: own, distance } of things) {
    const share = Math.min(1, Math.max(0, 0.5 - distance(p) / softness));
    value += share * (own - value);
  }
  return value;
}

/** What is at a place: 'body' wherever the body was painted last, or nothing after it that isn't air. */
export function whatIs(things: readonly Thing[], p: Vec3): Thing['of'] {
  let of: Thing['of'] = 'air';
  for (const one of things)
    if (one.distance(p) <= 0) of = one.value > -900 || one.of === 'body' ? one.of : of;
  return of;
}

/** mm from the body: less than 0 inside. */
export const fromBody = (things: readonly Thing[], p: Vec3): number =>
  Math.min(...things.filter(({ of }) => of === 'body').map(({ distance }) => distance(p)));

export interface Scanner {
  readonly size: Vec3;
  readonly affine: Affine;
  /** Added to every value. */
  readonly offset?: number;
  /** Width of an edge, mm. */
  readonly softness?: number;
  /** Where the slices lie, if not evenly: as indices of the grid. */
  readonly at?: Float64Array;
  readonly facts?: Partial<ScanFacts>;
}

/** Scans the things, with a little noise. */
export function scanned(things: readonly Thing[], scanner: Scanner): Scan {
  const { size, affine, offset = 0, softness = 1.5, at, facts = {} } = scanner;
  const voxels = new Int16Array(new SharedArrayBuffer(2 * size[0] * size[1] * size[2]));
  const noise = whiteNoise(1);
  for (let v = 0, k = 0; k < size[2]; k++)
    for (let j = 0; j < size[1]; j++)
      for (let i = 0; i < size[0]; i++, v++) {
        const value = measuredAt(things, toPatient(affine, i, j, at ? at[k] : k), softness);
        voxels[v] = Math.round(value + 12 * noise(v) + offset);
      }
  const nodes = at && { nodes: { axis: 2, at } as const };
  return { grid: { size, affine }, voxels, facts: { ...scanFacts, modality: 'CT', ...facts }, ...nodes };
}
