// A skull-like phantom of our own making: the hollows, arches, thin walls and rows that a real skull is hard for.
import type { Vec3 } from '../core/grid.js';
import type { Body, Densities, Phantom } from './body.js';
import { cosDeg, sinDeg } from './elementary.js';
import { letterR } from './letter-r.js';
import { ball, box, capsule, carved, cylinder, ellipsoid, torus } from './shapes.js';

/** About the size of an infant's. Symmetric but for the R, the nasal septum and the air of the sinuses. */
export function skullPhantom(densities: Densities): Phantom {
  const bone = densities.bodyHU ?? 1000;
  const soft = densities.softHU ?? 40;
  const air = densities.airHU ?? -1000;
  return {
    name: 'skull',
    about:
      'Skull-like: braincase, orbits, nose, sinuses, cheek arches, teeth, a separate jaw, an R on the right.',
    surround: { material: 'air', valueHU: air },
    layers: [
      { material: 'soft tissue', valueHU: soft, bodies: head },
      { material: 'bone', valueHU: bone, bodies: bones },
      { material: 'soft tissue', valueHU: soft, bodies: openings },
      { material: 'air', valueHU: air, bodies: hollows },
      { material: 'bone', valueHU: bone, bodies: [septum] },
    ],
    structure: { material: 'bone', valueHU: bone, againstHU: soft },
    disjoint: false,
    extent: { min: [-71, -94, -117], max: [71, 86, 69] },
    landmarks,
    laterality:
      'The letter R stands on the right side of the braincase (−x in LPS) and reads as R from outside; the larger maxillary sinus is the left one.',
    defaults: { spacing: [0.9, 0.9, 1.5], noise: 10 },
  };
}

/** Once for the left, once for the right. */
const both = (make: (side: 1 | -1, word: string) => readonly Body[]): readonly Body[] => [
  ...make(1, 'left'),
  ...make(-1, 'right'),
];

/** Rods through a list of points. */
const chain = (name: string, radius: number, points: readonly Vec3[]): readonly Body[] =>
  points.slice(1).map((point, n) => capsule(`${name} ${n + 1}`, points[n], point, radius));

/** A row of teeth on half an ellipse, from a to b in height. */
const teeth = (name: string, rx: number, ry: number, a: number, b: number, radius: number): readonly Body[] =>
  Array.from({ length: 12 }, (_, n) => {
    const angle = -77 + 14 * n;
    const [x, y] = [rx * sinDeg(angle), -44 - ry * cosDeg(angle)];
    return capsule(`${name} ${n + 1}`, [x, y, a], [x, y, b], radius);
  });

const head: readonly Body[] = [
  ellipsoid('scalp', [0, 0, 0], [66, 82, 65]),
  ellipsoid('face', [0, -34, -70], [64, 56, 62]),
  ...both((s, word) => [ellipsoid(`cheek, ${word}`, [s * 46, -20, -46], [19, 40, 36])]),
  capsule('nose', [0, -80, -40], [0, -86, -60], 6),
  cylinder('neck', [0, 14, -110], 46, 120),
];

const bones: readonly Body[] = [
  carved(ellipsoid('braincase', [0, 0, 0], [60, 75, 58]), [
    ellipsoid('brain', [0, -0.8, 1], [55.4, 69, 53.2]),
  ]),
  ball('occipital bump', [0, 73.5, -10], 5),
  ellipsoid('brow', [0, -69, -19], [17, 8.5, 9]),
  box('upper jaw', [0, -53, -62], [43, 33, 34]),
  ...both((s, word) => [
    ellipsoid(`orbit wall, ${word}`, [s * 24, -61, -33], [18.5, 24, 17]),
    torus(`orbit rim, ${word}`, [s * 25, -66, -34], 17, 3, [80, 0, s * 14]),
    ellipsoid(`cheek bone, ${word}`, [s * 37, -53, -50], [10, 9, 8.5]),
    ...chain(`cheek arch, ${word}`, 3.2, [
      [s * 38, -53, -49],
      [s * 50, -38, -45],
      [s * 55, -16, -40],
      [s * 51, 6, -29],
    ]),
    ellipsoid(`mastoid, ${word}`, [s * 46, 24, -42], [8, 10, 15]),
  ]),
  capsule('nasal bone', [0, -74, -30], [0, -82, -44], 3.4),
  ...teeth('upper tooth', 19.5, 24, -77, -85.4, 2.5),
  ...teeth('lower tooth', 18.5, 23, -92.4, -100, 2.3),
  ...chain('jaw, left', 5, jaw(1)),
  ...chain('jaw, right', 5, jaw(-1)),
  ...chain(
    'jaw, left, upper edge',
    4,
    jaw(1)
      .slice(0, 5)
      .map(([x, y, z]) => [x, y, z + 7]),
  ),
  ...chain(
    'jaw, right, upper edge',
    4,
    jaw(-1)
      .slice(0, 5)
      .map(([x, y, z]) => [x, y, z + 7]),
  ),
  letterR('R', [-59.6, 4, 4], { height: 20, width: 14, stroke: 3.6, depth: 6 }),
];

function jaw(side: 1 | -1): readonly Vec3[] {
  return [
    [0, -68, -106],
    [side * 11, -64.5, -106],
    [side * 18, -56, -105],
    [side * 24, -43, -103],
    [side * 34, -22, -98],
    [side * 42, -8, -91],
    [side * 44, -5, -62],
    [side * 44.5, -3, -47],
  ];
}

const openings: readonly Body[] = [
  ...both((s, word) => [
    ellipsoid(`orbit, ${word}`, [s * 24.5, -67, -34], [16, 28, 14.5]),
    cylinder(`ear canal, ${word}`, [s * 50, 10, -26], 3, 30, [0, 90, 0]),
  ]),
  cylinder('foramen magnum', [0, 24, -52], 13, 24, [12, 0, 0]),
];

const hollows: readonly Body[] = [
  ellipsoid('nasal cavity', [0, -66, -57], [9.5, 24, 13]),
  ellipsoid('maxillary sinus, left', [16.5, -52, -59], [5.2, 9.5, 9]),
  ellipsoid('maxillary sinus, right', [-16, -52, -59], [4.2, 7.5, 7]),
  ellipsoid('frontal sinus', [3, -70, -17.5], [9, 4, 4.5]),
];

const septum = box('nasal septum', [1.5, -62, -57], [1.6, 26, 30], [0, 0, 3]);

const landmarks = [
  { name: 'brain', at: [0, 0, 0], inside: false },
  { name: 'stem of the R, low', at: [-61.5, 9.2, -3.5], inside: true },
  { name: 'leg of the R', at: [-61.5, -0.4, -3.5], inside: true },
  { name: 'between stem and leg of the R', at: [-62, 4.6, -3.5], inside: false },
  { name: 'no R (left)', at: [61.8, 9.2, -3.5], inside: false },
  { name: 'orbit, left', at: [24.5, -67, -34], inside: false },
  { name: 'orbit, right', at: [-24.5, -67, -34], inside: false },
  { name: 'foramen magnum', at: [0, 24, -54], inside: false },
  { name: 'cheek arch, left', at: [52.5, -27, -42.5], inside: true },
  { name: 'cheek arch, right', at: [-52.5, -27, -42.5], inside: true },
  { name: 'chin', at: [0, -68, -106], inside: true },
] as const;
