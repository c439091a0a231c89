// Where the objects of a 3MF model stand in the build, and how they go back to the patient.
import { type Affine, determinant, invert } from '../core/grid.js';
import { boundsOf, type Part } from '../core/mesh.js';
import { floatTextLimit, writeFloat } from './float-text.js';

export interface BuildItem {
  /** Twelve numbers of 3MF: the point as a row, times the matrix, plus the shift. */
  readonly transform: string;
  /** The way back. */
  readonly back: string;
}

/** All parts together by one shift into the positive octant, as the specification asks. */
export function shiftedBuild(parts: readonly Part[]): BuildItem {
  const corner = lowestCorner(parts);
  const by = (shift: readonly number[]): string => `1 0 0 0 1 0 0 0 1 ${shift.map(floatText).join(' ')}`;
  return { transform: by(corner.map((c) => -c)), back: by(corner) };
}

/** Throws a RangeError where a placement is no rotation and shift: it would print something else. */
export function placedBuild(placements: readonly Affine[]): readonly BuildItem[] {
  return placements.map((placement) => {
    if (!isRigid(placement)) throw new RangeError('a part is placed by a rotation and a shift');
    return { transform: affineText(placement), back: affineText(invert(placement)) };
  });
}

const close = 1e-6;

function isRigid(a: Affine): boolean {
  const column = (c: number): number[] => [a[c], a[4 + c], a[8 + c]];
  const along = (b: number, c: number): number => column(b).reduce((sum, x, r) => sum + x * column(c)[r], 0);
  const pairs = [0, 1, 2].flatMap((b) => [0, 1, 2].map((c) => Math.abs(along(b, c) - (b === c ? 1 : 0))));
  return Math.max(...pairs) < close && determinant(a) > 0;
}

/** In double precision, so that the way back ends where it began. */
function affineText(a: Affine): string {
  const columns = [0, 1, 2, 3].flatMap((c) => [a[c], a[4 + c], a[8 + c]]);
  return columns.map((value) => String(value === 0 ? 0 : value)).join(' ');
}

function lowestCorner(parts: readonly Part[]): readonly number[] {
  const low = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (const { mesh } of parts) {
    if (mesh.positions.length === 0) continue;
    const { min } = boundsOf(mesh);
    for (let c = 0; c < 3; c++) low[c] = Math.min(low[c], min[c]);
  }
  return low.map((c) => (Number.isFinite(c) ? c : 0));
}

function floatText(value: number): string {
  const bytes = new Uint8Array(floatTextLimit);
  return new TextDecoder().decode(bytes.subarray(0, writeFloat(value === 0 ? 0 : value, bytes, 0)));
}
