// What a vertex sees, against the blur of a ball and of a box by formula and sums over all voxels.
import { describe, expect, it } from 'vitest';
import type { Blur } from '../../src/core/blur.js';
import { type Affine, toPatient, type Vec3 } from '../../src/core/grid.js';
import { type CutPlane, type Mesh, signedVolume } from '../../src/core/mesh.js';
import type { Scan } from '../../src/core/scan.js';
import { dot, minus } from '../../src/core/vec3.js';
import { exp, normalBelow } from '../../src/kernel/elementary.js';
import { locateSlab, Seen, seenNumbers } from '../../src/kernel/locate-slab.js';
import { type ScanLattice, scanLattice } from '../../src/kernel/scan-lattice.js';
import { heightSpans } from '../../src/kernel/surface-points.js';
import { seeded } from '../fixtures/solids.js';
import { scanOf, tilted } from '../volume/scan-of.js';

const sigma = 0.7;
const round: Blur = { inPlane: sigma, throughPlane: sigma, sliceBox: 0 };
/** Share of the structure in a voxel at this place, mm LPS. */
type Share = (p: Vec3) => number;

/** STANDARDS: a ball under a Gaussian of the same width all ways. */
function ballShare(radius: number, r: number): number {
  const at = Math.max(r, 1e-3);
  const bell = (d: number): number => exp((-d * d) / (2 * sigma * sigma));
  return (
    normalBelow((radius - at) / sigma) +
    normalBelow((radius + at) / sigma) -
    1 -
    (sigma / (at * Math.sqrt(2 * Math.PI))) * (bell(radius - at) - bell(radius + at))
  );
}

/** Octahedron, divided; as large as the ball. */
function ballMesh(centre: Vec3, radius: number, halvings: number): Mesh {
  const points: Vec3[] = [];
  const triangles: number[] = [];
  const known = new Map<string, number>();
  const vertex = (p: Vec3): number => {
    const key = p.map((x) => x.toFixed(9)).join();
    const old = known.get(key);
    if (old !== undefined) return old;
    known.set(key, points.length);
    return points.push(p) - 1;
  };
  const n = 2 ** halvings;
  for (const [x, y, z] of [-1, 1].flatMap((a) => [-1, 1].flatMap((b) => [-1, 1].map((c) => [a, b, c])))) {
    const place = (i: number, j: number): number => {
      const p: Vec3 = [(x * i) / n, (y * j) / n, (z * (n - i - j)) / n];
      const length = Math.hypot(...p);
      return vertex([p[0] / length, p[1] / length, p[2] / length]);
    };
    const add = (a: number, b: number, c: number): number =>
      x * y * z > 0 ? triangles.push(a, b, c) : triangles.push(a, c, b);
    for (let i = 0; i < n; i++)
      for (let j = 0; j < n - i; j++) {
        add(place(i, j), place(i + 1, j), place(i, j + 1));
        if (j < n - i - 1) add(place(i + 1, j), place(i + 1, j + 1), place(i, j + 1));
      }
  }
  const unit: Mesh = { positions: Float32Array.from(points.flat()), triangles: Uint32Array.from(triangles) };
  const scale = radius * Math.cbrt((4 * Math.PI) / 3 / signedVolume(unit));
  return { ...unit, positions: unit.positions.map((x, o) => centre[o % 3] + scale * x) };
}

/** A box of 12 triangles about a centre, half sides along unit vectors. */
function boxMesh(centre: Vec3, half: Vec3, axes: readonly Vec3[]): Mesh {
  const corners = Array.from({ length: 8 }, (_, c) =>
    [0, 1, 2].map((d) =>
      axes.reduce((sum, axis, a) => sum + ((c >> a) & 1 ? 1 : -1) * half[a] * axis[d], centre[d]),
    ),
  );
  // biome-ignore format: a face a line
  const triangles = Uint32Array.of(
    0, 2, 3, 0, 3, 1, 4, 5, 7, 4, 7, 6, 0, 1, 5, 0, 5, 4,
    2, 6, 7, 2, 7, 3, 0, 4, 6, 0, 6, 2, 1, 3, 7, 1, 7, 5,
  );
  return { positions: Float32Array.from(corners.flat()), triangles };
}

/** Each triangle in four, its corners its own. */
function divided({ positions, triangles }: Mesh): Mesh {
  const corners = (h: number): number[][] =>
    [...triangles.subarray(h, h + 3)].map((v) => [...positions.subarray(3 * v, 3 * v + 3)]);
  const halfway = (a: number[], b: number[]): number[] => a.map((x, d) => (x + b[d]) / 2);
  const points = Array.from({ length: triangles.length / 3 }, (_, t) => corners(3 * t)).flatMap(
    ([a, b, c]) => {
      const [ab, bc, ca] = [halfway(a, b), halfway(b, c), halfway(c, a)];
      return [a, ab, ca, ab, b, bc, ca, bc, c, ab, bc, ca];
    },
  );
  return { positions: Float32Array.from(points.flat()), triangles: Uint32Array.from(points.keys()) };
}

const boxShare =
  (centre: Vec3, low: Vec3, high: Vec3, axes: readonly Vec3[]): Share =>
  (p) =>
    axes.reduce((product, axis, a) => {
      const d = dot(minus(p, centre), axis);
      return product * (normalBelow((d - low[a]) / sigma) - normalBelow((d - high[a]) / sigma));
    }, 1);

const inFrame = (p: Vec3, { origin, axes }: ScanLattice): Vec3 => {
  const [x, y, z] = axes.map((axis) => dot(minus(p, origin), axis));
  return [x, y, z];
};

/** Runs the kernel on the mesh and on vertices without a triangle at the probes; what these see. */
function seenAt(
  mesh: Mesh,
  probes: readonly Vec3[],
  lattice: ScanLattice,
  blur: Blur,
  cuts: readonly CutPlane[] = [],
  thick = 1e9,
): Float32Array {
  const points = [
    ...Array.from({ length: mesh.positions.length / 3 }, (_, v): Vec3 => {
      const [x, y, z] = mesh.positions.subarray(3 * v, 3 * v + 3);
      return [x, y, z];
    }),
    ...probes,
  ].map((p) => inFrame(p, lattice));
  const positions = Float64Array.from(points.flat());
  const areas = new Float64Array(4 * points.length);
  for (let h = 0; h < mesh.triangles.length; h += 3) {
    const [a, b, c] = [...mesh.triangles.subarray(h, h + 3)].map((v) => points[v]);
    const [u, w] = [minus(b, a), minus(c, a)];
    const n = [u[1] * w[2] - u[2] * w[1], u[2] * w[0] - u[0] * w[2], u[0] * w[1] - u[1] * w[0]];
    for (const v of mesh.triangles.subarray(h, h + 3))
      [...n, Math.hypot(...n)].forEach((x, d) => {
        areas[4 * v + d] += x / 6;
      });
  }
  const seen = new Float32Array(seenNumbers * points.length);
  const { triangles } = mesh;
  const spans = heightSpans(positions, triangles);
  for (let k0 = 0; k0 < lattice.size[2]; k0 += thick) {
    const k1 = Math.min(lattice.size[2], k0 + thick);
    locateSlab({ lattice, blur, cuts, positions, triangles, areas, spans, k0, k1, answers: true, seen });
  }
  return seen.subarray((seenNumbers * mesh.positions.length) / 3);
}

const latticeOf = (scan: Scan): ScanLattice => {
  const lattice = scanLattice(scan);
  if (lattice === null) throw new Error('the scan has slices');
  return lattice;
};

/** The same by its definition, over all voxels of the scan, each at its own place. */
function expectedAt(
  scan: Scan,
  probe: Vec3,
  blur: Blur,
  share: Share,
  answer: Share,
  shown: (p: Vec3) => boolean = () => true,
): Float64Array {
  const lattice = latticeOf(scan);
  const middle = inFrame(probe, lattice);
  const across = Math.sqrt(blur.throughPlane ** 2 + blur.sliceBox ** 2 / 12);
  const [ra, rz] = [3.6 * blur.inPlane, 3.6 * blur.throughPlane + blur.sliceBox / 2];
  const bell = (d: number, s: number): number => exp((-d * d) / (2 * s * s)) / (s * Math.sqrt(2 * Math.PI));
  const high = (d: number): number => {
    const [s, b] = [blur.throughPlane, blur.sliceBox];
    return b > 0 ? (normalBelow((d + b / 2) / s) - normalBelow((d - b / 2) / s)) / b : bell(d, s);
  };
  const sums = new Float64Array(seenNumbers);
  const { grid, nodes, voxels } = scan;
  const at = (axis: number, i: number): number => (nodes?.axis === axis ? nodes.at[i] : i);
  for (let v = 0, k = 0; k < grid.size[2]; k++)
    for (let j = 0; j < grid.size[1]; j++)
      for (let i = 0; i < grid.size[0]; i++, v++) {
        const p = toPatient(grid.affine, at(0, i), at(1, j), at(2, k));
        const [x, y, z] = minus(inFrame(p, lattice), middle);
        if (Math.abs(x) > ra || Math.abs(y) > ra || Math.abs(z) > rz || !shown(p)) continue;
        const g = bell(x, blur.inPlane) * bell(y, blur.inPlane) * high(z);
        const [s, d] = [share(p), voxels[v]];
        const levels = [2.2, 0.5].flatMap((times) => {
          const wide = times * blur.inPlane;
          const u = bell(x, wide) * bell(y, wide) * bell(z, times * across) * (2 * s - 1) ** 32;
          return [u * (1 - s) ** 2, u * (1 - s) * s, u * s * s, u * (1 - s) * d, u * s * d];
        });
        const near = [g, g * d, g * s, g * d * d, g * d * s, g * s * s, g * answer(p)];
        [...near, ...levels].forEach((value, n) => {
          sums[n] += value;
        });
      }
  for (let n = Seen.value; n <= Seen.answer; n++) sums[n] /= sums[Seen.weight];
  return sums;
}

/** Every number within a share of the largest that it takes at any probe, or a number of its kind. */
function expectAlike(seen: Float32Array, expected: readonly Float64Array[], off = 0.006): void {
  // The high power in the levels' sums magnifies every miss.
  const level = 12 * off;
  const largest = (n: number): number => Math.max(...expected.map((numbers) => Math.abs(numbers[n])));
  for (let n = 0; n < seenNumbers; n++) {
    const from = n < Seen.tight ? Seen.outOut : Seen.tight;
    const kind = n < from + 3 ? [from, from + 2] : [from + 3, from + 4];
    const limit = n < Seen.outOut ? off * largest(n) : level * Math.max(...kind.map(largest));
    expected.forEach((numbers, probe) => {
      const miss = Math.abs(seen[seenNumbers * probe + n] - numbers[n]);
      expect(miss, `number ${n} of probe ${probe}`).toBeLessThan(limit + 1e-9);
    });
  }
}

const random = seeded(11);
const noise = (): number => 100 + 400 * random();

/** A cube of about this half side round the origin. */
function middled(affine: Affine, size: Vec3, last?: number): Affine {
  const [x, y, z] = toPatient(affine, (size[0] - 1) / 2, (size[1] - 1) / 2, (last ?? size[2] - 1) / 2);
  const [a, b, c, ox, d, e, f, oy, g, h, i, oz] = affine;
  return [a, b, c, ox - x, d, e, f, oy - y, g, h, i, oz - z];
}

const sheared = ([a, b, c, x, d, e, f, y, g, h, i, z]: Affine, by: number): Affine => [
  a,
  b,
  c + by * a + (by / 2) * b,
  x,
  d,
  e,
  f + by * d + (by / 2) * e,
  y,
  g,
  h,
  i + by * g + (by / 2) * h,
  z,
];

const uneven = Float64Array.of(0, 1, 2.3, 3, 3.6, 4.9, 6, 7, 8.4, 9, 10, 11.2, 12);
const nodes = { axis: 2, at: uneven } as const;
const straight = tilted([0.6, 0.7, 1], 0, 0, [0, 0, 0]);
const turned = tilted([0.6, 0.7, 1], 0.4, 0.3, [0, 0, 0]);
const size: Vec3 = [22, 19, 13];

const scans: readonly (readonly [string, Scan])[] = [
  ['straight', scanOf(size, middled(straight, size), noise)],
  ['turned', scanOf(size, middled(turned, size), noise)],
  ['mirrored', scanOf(size, middled(tilted([0.6, 0.7, 1], 0.4, 0.3, [0, 0, 0], true), size), noise)],
  ['of a tilted gantry', scanOf(size, middled(sheared(turned, 0.4), size), noise)],
  ['of uneven slices', scanOf(size, middled(turned, size, 12), noise, { nodes })],
];

const alongAxis = (axis: 0 | 1 | 2): Scan => {
  const spacing: Vec3 = [axis === 0 ? 1.2 : 0.6, axis === 1 ? 1.2 : 0.65, axis === 2 ? 1.2 : 0.7];
  const count: Vec3 = [axis === 0 ? 11 : 22, axis === 1 ? 11 : 20, axis === 2 ? 11 : 18];
  const storedAxes = ['PSL', 'LSP', 'LPS'][axis];
  const storedSpacing: Vec3 = [0.6, 0.6, 1.2];
  const scan = scanOf(count, middled(tilted(spacing, 0.2, 0.1, [0, 0, 0]), count), noise);
  return { ...scan, facts: { ...scan.facts, format: 'DICOM', storedAxes, storedSpacing } };
};

const centre: Vec3 = [0.3, -0.2, 0.1];
const radius = 4;
const fromCentre = (p: Vec3): number => Math.hypot(...minus(p, centre));
const probes: readonly Vec3[] = Array.from({ length: 14 }, (_, n): Vec3 => {
  const d: Vec3 = [random() - 0.5, random() - 0.5, random() - 0.5];
  const far = (radius + 0.15 * (n - 7)) / Math.hypot(...d);
  return [centre[0] + far * d[0], centre[1] + far * d[1], centre[2] + far * d[2]];
});
const ofBall: Share = (p) => ballShare(radius, fromCentre(p));
/** Of all of the ball's surface together: how its share grows with its radius. */
const answerOfBall: Share = (p) =>
  (ballShare(radius + 1e-3, fromCentre(p)) - ballShare(radius - 1e-3, fromCentre(p))) / 2e-3;
const ball = ballMesh(centre, radius, 4);

describe('locateSlab', () => {
  it.each(scans)('sees a ball as the formula has it, in a scan %s', (_, scan) => {
    const seen = seenAt(ball, probes, latticeOf(scan), round);
    expectAlike(
      seen,
      probes.map((probe) => expectedAt(scan, probe, round, ofBall, answerOfBall)),
    );
  });

  it.each([0, 1, 2] as const)('whichever axis the slices lie across: %s', (axis) => {
    const scan = alongAxis(axis);
    const lattice = latticeOf(scan);
    expect(lattice.size[2]).toBe(11);
    expectAlike(
      seenAt(ball, probes, lattice, round),
      probes.map((probe) => expectedAt(scan, probe, round, ofBall, answerOfBall)),
    );
  });

  it('averages over the box of a slice', () => {
    const [, scan] = scans[1];
    const blur = { ...round, sliceBox: 1.5 };
    const [, , up] = latticeOf(scan).axes;
    const boxed =
      (share: Share): Share =>
      ([x, y, z]) => {
        let sum = 0;
        for (let n = 0; n < 30; n++) {
          const h = blur.sliceBox * ((n + 0.5) / 30 - 0.5);
          sum += share([x + h * up[0], y + h * up[1], z + h * up[2]]) / 30;
        }
        return sum;
      };
    expectAlike(
      seenAt(ball, probes, latticeOf(scan), blur),
      probes.map((probe) => expectedAt(scan, probe, blur, boxed(ofBall), boxed(answerOfBall))),
    );
  });

  it('sees the same whether slabs are thick or thin', () => {
    const [, scan] = scans[3];
    const whole = seenAt(ball, probes, latticeOf(scan), round);
    const sliced = seenAt(ball, probes, latticeOf(scan), round, [], 2);
    for (let o = 0; o < whole.length; o++)
      expect(Math.abs(sliced[o] - whole[o])).toBeLessThan(1e-4 * Math.abs(whole[o]) + 1e-6);
  });

  const [u, v, w] = latticeOf(scans[3][1]).axes;
  const [c, s] = [Math.cos(0.5), Math.sin(0.5)];
  const mixed = (a: Vec3, b: Vec3, p: number, q: number): Vec3 => [
    p * a[0] + q * b[0],
    p * a[1] + q * b[1],
    p * a[2] + q * b[2],
  ];
  const leaning: readonly Vec3[] = [mixed(u, w, c, s), v, mixed(u, w, -s, c)];
  const half: Vec3 = [3, 4, 2];
  const back: Vec3 = [-3, -4, -2];
  const onBox = Array.from({ length: 12 }, (): Vec3 => {
    const [a, b] = [5 * random() - 2.5, 7 * random() - 3.5];
    return mixed(mixed(centre, leaning[0], 1, a), mixed([0, 0, 0], leaning[1], 0, b), 1, 1);
  }).map((p) => mixed(p, leaning[2], 1, 2 * random()));

  it('divides long triangles: a box of twelve', () => {
    const share = boxShare(centre, back, half, leaning);
    const answer: Share = (p) => {
      const grown = (by: number): number => {
        const more: Vec3 = [half[0] + by, half[1] + by, half[2] + by];
        return boxShare(centre, [-more[0], -more[1], -more[2]], more, leaning)(p);
      };
      return (grown(1e-3) - grown(-1e-3)) / 2e-3;
    };
    const [, scan] = scans[3];
    expectAlike(
      seenAt(boxMesh(centre, half, leaning), onBox, latticeOf(scan), round),
      onBox.map((probe) => expectedAt(scan, probe, round, share, answer)),
      0.03,
    );
  });

  it('takes a structure on beyond its cuts, and leaves out the voxels there', () => {
    const [, scan] = scans[3];
    const lattice = latticeOf(scan);
    const cuts = [leaning[0], mixed(leaning[1], leaning[1], 0, -1)].map((normal, n) => ({
      normal,
      at: dot(normal, centre) + half[n],
    }));
    const share = boxShare(centre, [-3, -40, -2], [30, 4, 2], leaning);
    const shown = (p: Vec3): boolean => cuts.every(({ normal, at }) => dot(normal, p) <= at);
    const inLattice = cuts.map(({ normal, at }) => ({
      normal: inFrame(mixed(lattice.origin, normal, 1, 1), lattice),
      at: at - dot(normal, lattice.origin),
    }));
    const corner = mixed(mixed(centre, leaning[0], 1, 2.8), leaning[1], 1, -3.7);
    const at = [...onBox, mixed(corner, leaning[2], 1, 2), mixed(corner, leaning[2], 1, 1.6)];
    const fine = divided(divided(divided(boxMesh(centre, half, leaning))));
    const seen = seenAt(fine, at, lattice, round, inLattice);
    const expected = at.map((probe) => expectedAt(scan, probe, round, share, () => 0, shown));
    // How strongly a voxel answers is not mended at cuts.
    for (const [probe, numbers] of expected.entries())
      numbers[Seen.answer] = seen[seenNumbers * probe + Seen.answer];
    expectAlike(seen, expected);
  });

  it('sees nothing where the scan has no voxels', () => {
    const [, scan] = scans[1];
    const away: Vec3 = [60, 0, 0];
    expect([...seenAt(ball, [away], latticeOf(scan), round)]).toEqual(Array(seenNumbers).fill(0));
  });
});
