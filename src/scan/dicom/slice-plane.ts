// Where the slices of a stack lie: one orientation and pixel spacing for all, and how far from that each one is.
import type { Vec3 } from '../../core/grid.js';
import { cross, dot, lengthOf, minus, plus, scaled, unit } from '../../core/vec3.js';
import type { DicomSlice } from './dicom-series.js';

/** Slices nearer than this lie at one place, mm. */
export const ONE_PLACE = 0.01;

export interface SlicePlane {
  /** Centre of the first pixel of each slice, LPS mm. */
  readonly positions: readonly Vec3[];
  readonly orientation: readonly [Vec3, Vec3];
  /** mm between rows, then between columns. */
  readonly pixelSpacing: readonly [number, number];
  /** How far the corners of each slice are from where these put them, mm: 0 where all slices are alike. */
  readonly apart?: readonly number[];
  readonly columns?: number;
  readonly rows?: number;
}

/** One slice by its own numbers. */
interface Own {
  readonly position: Vec3;
  readonly orientation: readonly [Vec3, Vec3];
  readonly pixelSpacing: readonly [number, number];
}

/**
 * Where slices lie that are known to have a place. Scanners round directions and spacings, slice by slice: where these
 * differ, their mean holds, each slice stays where its middle is, and `apart` tells what that costs.
 */
export function planeOf(slices: readonly DicomSlice[]): SlicePlane {
  const own = slices.map(({ frame: { position, orientation, pixelSpacing } }): Own => {
    if (position === null || orientation === null || pixelSpacing === null)
      throw new Error('a slice without a place was taken for one of a stack');
    return { position, orientation, pixelSpacing };
  });
  const [{ orientation, pixelSpacing }] = own;
  const { columns, rows } = slices[0].image;
  const size = { columns, rows };
  const positions = own.map(({ position }) => position);
  if (own.every((slice) => sameNumbers(slice, own[0])))
    return { positions, orientation, pixelSpacing, ...size };
  const mean = meanOf(own);
  const half = [(columns - 1) / 2, (rows - 1) / 2] as const;
  const moved = own.map((slice) => minus(plus(slice.position, acrossTo(slice, half)), acrossTo(mean, half)));
  return { positions: moved, ...mean, apart: own.map((slice) => apartBy(slice, mean, half)), ...size };
}

/** Distance of each slice along the normal (row × column direction) from the origin, mm. */
export function alongNormal(plane: SlicePlane): number[] {
  const normal = unit(cross(plane.orientation[0], plane.orientation[1]));
  return plane.positions.map((position) => dot(position, normal));
}

const numbersIn = ({ orientation, pixelSpacing }: Own): number[] => [
  ...orientation[0],
  ...orientation[1],
  ...pixelSpacing,
];
const sameNumbers = (a: Own, b: Own): boolean => {
  const others = numbersIn(b);
  return numbersIn(a).every((value, n) => value === others[n]);
};

type Across = Pick<Own, 'orientation' | 'pixelSpacing'>;

function meanOf(own: readonly Own[]): Across {
  const mean = (of: (slice: Own) => Vec3): Vec3 => unit(own.map(of).reduce(plus));
  const spacing = (side: 0 | 1): number =>
    own.reduce((sum, { pixelSpacing }) => sum + pixelSpacing[side], 0) / own.length;
  return {
    orientation: [mean(({ orientation }) => orientation[0]), mean(({ orientation }) => orientation[1])],
    pixelSpacing: [spacing(0), spacing(1)],
  };
}

/** From the first pixel's centre to this (column, row). */
const acrossTo = ({ orientation, pixelSpacing }: Across, [column, row]: readonly [number, number]): Vec3 =>
  plus(scaled(orientation[0], column * pixelSpacing[1]), scaled(orientation[1], row * pixelSpacing[0]));

/** From the slice's middle to its corners the two ways part; the same at opposite ones. */
function apartBy(slice: Across, mean: Across, [column, row]: readonly [number, number]): number {
  const corners = [[column, row] as const, [column, -row] as const];
  return Math.max(...corners.map((to) => lengthOf(minus(acrossTo(slice, to), acrossTo(mean, to)))));
}
