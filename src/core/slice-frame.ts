// The right-angled frame in which a scan's slices lie: the scan's own axes, or what comes nearest where these are slanted.
import { type Affine, spacingOf, type Vec3 } from './grid.js';
import { isSheared } from './is-sheared.js';
import type { Scan } from './scan.js';
import { sliceAxis } from './slice-axis.js';
import { cross, dot, lengthOf, minus, scaled, unit } from './vec3.js';

type Axis = 0 | 1 | 2;

export interface SliceFrame {
  /** Unit vectors at right angles, mm LPS, each nearest to that axis of the scan. */
  readonly axes: readonly [Vec3, Vec3, Vec3];
  /** Distance along these from one plane of voxels to the next, mm: across slanted slices the perpendicular one. */
  readonly spacing: Vec3;
  /** Are the scan's axes slanted against each other? */
  readonly sheared: boolean;
  /** The axis that slanted slices lie across; in the others the scan's own axes keep their direction. */
  readonly across: Axis;
  /** Are the two axes in the slices at right angles? */
  readonly square: boolean;
}

const columnOf = (a: Affine, c: Axis): Vec3 => [a[c], a[4 + c], a[8 + c]];

/** At right angles to 0.1°. */
const isSquare = (u: Vec3, v: Vec3): boolean => Math.abs(dot(unit(u), unit(v))) <= 1.75e-3;

/**
 * Of the three axes those of a slice keep their direction, and the third stands upright on them. Slices are what the
 * file says (DICOM), or its spacing, if the other two axes are at right angles; else the first two axes that are (left,
 * back, head, in this order); else the finest axis keeps its direction, the next finest its plane.
 */
export function sliceFrame({
  grid: { affine, size },
  nodes,
  facts,
}: Pick<Scan, 'grid' | 'nodes' | 'facts'>): SliceFrame {
  const columns = [columnOf(affine, 0), columnOf(affine, 1), columnOf(affine, 2)] as const;
  const lastOf = (axis: Axis): number => (nodes?.axis === axis ? (nodes.at.at(-1) ?? 0) : size[axis] - 1);
  const spacing = spacingOf(affine);
  if (!isSheared(affine, [lastOf(0), lastOf(1), lastOf(2)])) {
    const axes = [unit(columns[0]), unit(columns[1]), unit(columns[2])] as const;
    return { axes, spacing, sheared: false, across: sliceAxis(facts).axis, square: true };
  }
  const [first, second, across] = orderOf(columns, sliceAxis(facts));
  const u = unit(columns[first]);
  const v = unit(minus(columns[second], scaled(u, dot(u, columns[second]))));
  const normal = cross(u, v);
  const w = dot(normal, columns[across]) < 0 ? scaled(normal, -1) : normal;
  const three = <T>(a: T, b: T, c: T): [T, T, T] => {
    const of = (axis: Axis): T => (axis === first ? a : axis === second ? b : c);
    return [of(0), of(1), of(2)];
  };
  return {
    axes: three(u, v, w),
    spacing: three(spacing[first], dot(v, columns[second]), dot(w, columns[across])),
    sheared: true,
    across,
    square: isSquare(columns[first], columns[second]),
  };
}

/** Which axis keeps its direction, which its plane, and which stands upright on both. */
function orderOf(
  columns: readonly [Vec3, Vec3, Vec3],
  judged: ReturnType<typeof sliceAxis>,
): readonly [Axis, Axis, Axis] {
  const orders: readonly (readonly [Axis, Axis, Axis])[] = [
    [0, 1, 2],
    [0, 2, 1],
    [1, 2, 0],
  ];
  const flat = ([p, q]: readonly [Axis, Axis, Axis]): boolean => isSquare(columns[p], columns[q]);
  const known = judged.by === 'assumption' ? undefined : orders.find(([, , axis]) => axis === judged.axis);
  if (known !== undefined && (judged.by === 'file' || flat(known))) return known;
  const found = orders.find(flat);
  if (found !== undefined) return found;
  const lengths = columns.map(lengthOf);
  const axes: Axis[] = [0, 1, 2];
  const [a, b, c] = axes.sort((p, q) => lengths[p] - lengths[q] || p - q);
  return [a, b, c];
}
