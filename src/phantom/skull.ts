// A skull-like phantom of our own making: the hollows, arches, thin walls and rows that a real skull is hard for.
import type { Vec3 } from '../core/grid.js';
import { cosDeg, sinDeg } from '../kernel/elementary.js';
import type { Body, Densities, Landmark, Phantom } from './body.js';
import { carved, joined, melted } from './compound.js';
import { letterR } from './letter-r.js';
import { ball, box, capsule, cylinder, ellipsoid, roundedBox, torus } from './shapes.js';

/** About the size of a newborn's, but with teeth. Alike on both sides but for the R, the nasal septum and the air of the sinuses. */
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
    structure: { material: 'bone', materials: ['bone'], valueHU: bone, againstHU: soft },
    disjoint: false,
    extent: { min: [-56.8, -73.6, -92.8], max: [56.8, 68.8, 54.4] },
    landmarks,
    laterality:
      'The letter R stands on the right side of the braincase (−x in LPS) and reads as R from outside; the larger maxillary sinus is the left one.',
    defaults: { spacing: [0.9, 0.9, 1.5], noise: 10 },
  };
}

type Side = 1 | -1;

/** Once for the left, once for the right. */
const both = (make: (side: Side) => readonly Body[]): readonly Body[] => [...make(1), ...make(-1)];

const word = (side: Side): string => (side === 1 ? 'left' : 'right');

/** A bent rod through a list of points. */
const chain = (name: string, radius: number, points: readonly Vec3[]): Body =>
  joined(
    name,
    points.slice(1).map((point, n) => capsule(name, points[n], point, radius)),
  );

/** A row of teeth on half an ellipse, from a to b in height. */
const teeth = (name: string, rx: number, ry: number, a: number, b: number, radius: number): readonly Body[] =>
  Array.from({ length: 12 }, (_, n) => {
    const angle = -77 + 14 * n;
    const [x, y] = [rx * sinDeg(angle), -34.4 - ry * cosDeg(angle)];
    return capsule(`${name} ${n + 1}`, [x, y, a], [x, y, b], radius);
  });

const head: readonly Body[] = [
  ellipsoid('scalp', [0, 0, 0], [52.8, 65.6, 52]),
  ellipsoid('face', [0, -27.2, -56], [51.2, 44.8, 49.6]),
  ...both((s) => [ellipsoid(`cheek, ${word(s)}`, [s * 36.8, -16, -36.8], [15.2, 32, 28.8])]),
  capsule('nose', [0, -60.8, -30.4], [0, -67.2, -46.4], 4.8),
  cylinder('neck', [0, 11.2, -88], 36.8, 96),
];

/** The brain lies a little back and up, so that the wall is 3 mm thick at the top, 3.7 at the sides, 5 at the brow. */
const brain = ellipsoid('brain', [0, 0.64, 0.8], [44.3, 55.2, 42.6]);

const orbitWall = (side: Side): Body =>
  ellipsoid(`orbit wall, ${word(side)}`, [side * 19.2, -44, -26.4], [14.8, 18.4, 13.2]);

const cranium = melted(
  'braincase and face',
  [
    ellipsoid('braincase', [0, 0, 0], [48, 60, 46.4]),
    ball('occipital bump', [0, 58.4, -9.6], 4),
    ellipsoid('glabella', [0, -55.2, -17.6], [8, 5.6, 7.2]),
    roundedBox('upper jaw', [0, -41.6, -49.6], [33.6, 27.2, 30.4], 7.2, [0, 0, 0]),
    capsule('nasal bone', [0, -56.8, -22.4], [0, -62.4, -34.4], 2.56),
    ...both((s) => [
      ellipsoid('brow', [s * 19.2, -50.4, -13.6], [13.6, 6.4, 4.4]),
      orbitWall(s),
      torus('orbit rim', [s * 20, -50.4, -27.2], 13.2, 2.08, [82, 0, s * 16]),
      ellipsoid('cheek bone', [s * 29.6, -41.6, -40.8], [8.8, 7.2, 7.2]),
      chain('cheek arch', 2.4, [
        [s * 30.4, -41.6, -40],
        [s * 39.2, -32, -37.6],
        [s * 43.6, -19.2, -33.6],
        [s * 44.4, -6.4, -28.8],
        [s * 40.8, 6.4, -24],
      ]),
      ellipsoid('mastoid', [s * 36, 20, -33.6], [7.2, 8.8, 12]),
      ellipsoid('occipital condyle', [s * 12, 15.2, -44], [4.8, 8, 5.6]),
    ]),
  ],
  4.8,
);

const jaw = melted(
  'lower jaw',
  [
    roundedBox('chin', [0, -52.8, -85.6], [13.6, 7.2, 8], 3.2, [0, 0, 0]),
    ...both((s) => [
      chain('lower edge', 3.7, [
        [0, -51.2, -84.8],
        [s * 8.8, -49.2, -84.8],
        [s * 14.4, -43.2, -84],
        [s * 20, -33.6, -82.4],
        [s * 27.2, -17.6, -78.4],
        [s * 32.8, -6.4, -72.8],
      ]),
      chain('upper edge', 2.88, [
        [0, -52, -78.4],
        [s * 8.8, -50, -78.4],
        [s * 14, -44, -78],
        [s * 18.4, -34.4, -76.8],
        [s * 25.6, -19.2, -72.8],
        [s * 30.4, -13.6, -67.2],
      ]),
      chain('ramus, back', 3, [
        [s * 32.8, -6.4, -72.8],
        [s * 34.8, -3.2, -52.8],
        [s * 36, -2.4, -44],
      ]),
      chain('ramus, front', 2.4, [
        [s * 30.4, -13.6, -67.2],
        [s * 33.6, -12.8, -52.8],
        [s * 35.6, -14.4, -46.4],
      ]),
      ellipsoid('condyle', [s * 36.4, -2.4, -43], [4.6, 3.6, 3.4]),
      box('ramus', [s * 33.6, -8.4, -62.4], [2.72, 8.8, 17.6], [0, s * 8, 0]),
    ]),
  ],
  4,
);

const bones: readonly Body[] = [
  carved(cranium, [brain]),
  // the brain cut the back of the orbits open
  ...both((s) => [orbitWall(s)]),
  jaw,
  ...teeth('upper tooth', 14.8, 18.4, -60.8, -68.3, 2),
  ...teeth('lower tooth', 14, 17.6, -75.2, -79.2, 1.84),
  letterR('R', [-47.8, 3.2, 3.2], { height: 16, width: 11.2, stroke: 2.88, depth: 4.8 }),
];

const openings: readonly Body[] = [
  ...both((s) => [
    ellipsoid(`orbit, ${word(s)}`, [s * 19.6, -49.6, -27.2], [12.4, 21.6, 11.2]),
    cylinder(`ear canal, ${word(s)}`, [s * 40, 11.2, -21.6], 2.4, 24, [0, 90, 0]),
  ]),
  cylinder('foramen magnum', [0, 20, -43.2], 10.4, 20.8, [12, 0, 0]),
];

const hollows: readonly Body[] = [
  ellipsoid('nasal cavity', [0, -51.2, -46.4], [6.8, 20.8, 10.4]),
  ellipsoid('maxillary sinus, left', [12.4, -40.8, -48], [3.7, 7.2, 7.2]),
  ellipsoid('maxillary sinus, right', [-12, -40.8, -48], [3, 5.6, 5.6]),
  ellipsoid('frontal sinus', [2.4, -55.6, -16], [5.2, 2.56, 3.6]),
];

const septum = box('nasal septum', [1.2, -48, -46.4], [1.28, 19.2, 24], [0, 0, 3]);

const landmarks: readonly Landmark[] = [
  { name: 'brain', at: [0, 0, 0], inside: false },
  { name: 'stem of the R, low', at: [-49.2, 7.4, -2.8], inside: true },
  { name: 'leg of the R', at: [-49.2, -0.32, -2.8], inside: true },
  { name: 'between stem and leg of the R', at: [-49.9, 3.7, -2.8], inside: false },
  { name: 'no R (left)', at: [49.8, 7.4, -2.8], inside: false },
  { name: 'orbit, left', at: [19.6, -51.2, -27.2], inside: false },
  { name: 'orbit, right', at: [-19.6, -51.2, -27.2], inside: false },
  { name: 'foramen magnum', at: [0, 20, -43.2], inside: false },
  { name: 'cheek arch, left', at: [44, -12.8, -31.2], inside: true },
  { name: 'cheek arch, right', at: [-44, -12.8, -31.2], inside: true },
  { name: 'chin', at: [0, -52.8, -84.8], inside: true },
];
