// Holds a mesh against what is expected of it: measures each thing, and says whether it is within its tolerance.
import type {
  Expected,
  ExpectedBody,
  ExpectedCount,
  ExpectedFacts,
  ExpectedLength,
  ExpectedRow,
  ExpectedValue,
} from '../core/expected.js';
import type { MeshFacts } from '../core/facts.js';
import type { Vec3 } from '../core/grid.js';
import type { Mesh } from '../core/mesh.js';
import { unit } from '../core/vec3.js';
import { extentAlong } from '../kernel/extent-along.js';
import { mergedMesh } from '../kernel/merged-mesh.js';
import { nearestTriangle } from '../kernel/nearest-triangle.js';
import { type Foot, pointToTriangle } from '../kernel/point-to-triangle.js';
import { trees } from '../kernel/trees.js';
import { wholeModel } from '../report/whole-model.js';

export interface CheckedBody {
  readonly name: string;
  readonly mesh: Mesh;
  readonly facts: MeshFacts;
}

/** mm, unless the file says otherwise. */
const usualSnap = 0.5;
/** What numbers that are written in decimals may miss by. */
const rounding = 1e-6;

/** `sha256`: of the file. Rows stand in the order of the schema, those of single bodies last. */
export function checkExpected(
  expected: Expected,
  bodies: readonly CheckedBody[],
  sha256: string,
): ExpectedFacts {
  const mesh = mergedMesh(bodies.map((body) => body.mesh));
  const facts = wholeModel({ parts: bodies.map((body) => ({ mesh: body.facts })), shape: null });
  const rows = [
    ...(expected.sha256 === undefined ? [] : [hashRow(expected.sha256, sha256)]),
    ...(expected.bodies === undefined ? [] : [countRow(null, 'bodies', bodies.length, expected.bodies)]),
    ...(facts === null ? [] : rowsOf(null, expected, { mesh, facts })),
    ...Object.entries(expected.parts ?? {}).flatMap(([name, part]) => partRows(name, part, bodies)),
  ];
  const failed = rows.filter(({ holds }) => !holds).length;
  return { verdict: failed > 0 ? 'fail' : 'pass', failed, rows };
}

type Measured = Pick<CheckedBody, 'mesh' | 'facts'>;

function partRows(name: string, expected: ExpectedBody, bodies: readonly CheckedBody[]): ExpectedRow[] {
  const found = bodies.find((body) => body.name === name);
  if (found !== undefined) return rowsOf(name, expected, found);
  return [
    {
      part: name,
      name: 'body',
      measured: null,
      expected: true,
      difference: null,
      tolerance: null,
      unit: '',
      holds: false,
      note: 'no body of the file has this name',
    },
  ];
}

function rowsOf(part: string | null, expected: ExpectedBody, { mesh, facts }: Measured): ExpectedRow[] {
  const { volume, area, size, closed, lengths = [], widths = [], landmarks = [] } = expected;
  const counts = (['triangles', 'vertices', 'pieces', 'genus'] as const).flatMap((name) => {
    const wanted = expected[name];
    return wanted === undefined
      ? []
      : [countRow(part, name, facts[name === 'pieces' ? 'parts' : name], wanted)];
  });
  const place = placeFinder(mesh);
  return [
    ...(volume === undefined
      ? []
      : [
          valueRow(
            part,
            'volume',
            facts.closed ? facts.volume / (volumeUnits[volume.unit ?? 'mm3'] ?? 1) : null,
            volume,
            volume.unit ?? 'mm3',
          ),
        ]),
    ...(area === undefined
      ? []
      : [
          valueRow(part, 'area', facts.area / (areaUnits[area.unit ?? 'mm2'] ?? 1), area, area.unit ?? 'mm2'),
        ]),
    ...(size === undefined
      ? []
      : sizeNames.map((name, d) =>
          valueRow(part, name, facts.size[d], { value: size.value[d], tolerance: size.tolerance }),
        )),
    ...counts,
    ...(closed === undefined ? [] : [plainRow(part, 'closed', facts.closed, closed)]),
    ...lengths.map((length) => lengthRow(part, length, place)),
    ...widths.map(({ name, along, ...wanted }) => {
      const [low, high] = extentAlong(mesh.positions, unit(along));
      return valueRow(part, name, high - low, wanted);
    }),
    ...landmarks.map(({ name, at, tolerance }) =>
      valueRow(part, name, place(at).away, { value: 0, tolerance }),
    ),
  ];
}

const volumeUnits: Readonly<Record<string, number>> = { mm3: 1, cm3: 1000, ml: 1000 };
const areaUnits: Readonly<Record<string, number>> = { mm2: 1, cm2: 100 };
const sizeNames = ['size, right to left', 'size, front to back', 'size, foot to head'];

function valueRow(
  part: string | null,
  name: string,
  measured: number | null,
  { value, tolerance }: ExpectedValue,
  of = 'mm',
  note: string | null = null,
): ExpectedRow {
  const difference = measured === null ? null : measured - value;
  const holds = difference !== null && Math.abs(difference) <= tolerance + rounding;
  const open = measured === null ? 'not defined: the surface is not closed' : note;
  return { part, name, measured, expected: value, difference, tolerance, unit: of, holds, note: open };
}

function countRow(
  part: string | null,
  name: string,
  measured: number | null,
  wanted: ExpectedCount,
): ExpectedRow {
  const { value, tolerance = 0 } = typeof wanted === 'number' ? { value: wanted } : wanted;
  return valueRow(part, name, measured, { value, tolerance }, '');
}

const plainRow = (part: string | null, name: string, measured: boolean, expected: boolean): ExpectedRow => ({
  ...{ part, name, measured, expected, difference: null, tolerance: null, unit: '', note: null },
  holds: measured === expected,
});

const hashRow = (expected: string, measured: string): ExpectedRow => ({
  ...{
    part: null,
    name: 'sha256',
    measured,
    expected,
    difference: null,
    tolerance: null,
    unit: '',
    note: null,
  },
  holds: measured === expected.toLowerCase(),
});

interface Place {
  readonly at: Vec3;
  /** mm from the point that was given. */
  readonly away: number;
}

function lengthRow(part: string | null, length: ExpectedLength, place: (at: Vec3) => Place): ExpectedRow {
  const { name, from, to, snap = usualSnap } = length;
  const [a, b] = [place(from), place(to)];
  const measured = Math.hypot(a.at[0] - b.at[0], a.at[1] - b.at[1], a.at[2] - b.at[2]);
  const [first, second] = [a, b].map(({ away }) => away);
  const off = Math.max(first, second) > snap + rounding;
  const ends = `its ends were given ${first.toFixed(3)} and ${second.toFixed(3)} mm from the surface`;
  const row = valueRow(part, name, measured, length, 'mm', off ? `${ends}; ${snap} mm is allowed` : ends);
  return { ...row, holds: row.holds && !off };
}

/** The tree is made when first asked. */
function placeFinder(mesh: Mesh): (at: Vec3) => Place {
  return ([x, y, z]) => {
    const tree = trees.of(mesh);
    const nearest = nearestTriangle(tree);
    const h = 3 * tree.order[nearest.slotAt(x, y, z, -1)];
    const foot: Foot = { second: 0, third: 0 };
    pointToTriangle(mesh.positions, mesh.triangles, h, x, y, z, foot);
    const corner = (k: number, d: number): number => mesh.positions[3 * mesh.triangles[h + k] + d];
    const along = (d: number): number =>
      corner(0, d) + foot.second * (corner(1, d) - corner(0, d)) + foot.third * (corner(2, d) - corner(0, d));
    return { at: [along(0), along(1), along(2)], away: nearest.distance() };
  };
}
