// Points that stand for a triangle: the middles of pieces whose edges are short enough.

/** Takes the middle of a piece and its area, mm². */
export type TakeSample = (x: number, y: number, z: number, area: number) => void;

/** A piece waits as nine numbers. */
const waiting = new Float64Array(9 * 64);

/**
 * Halves the triangle (nine numbers of `c` from `o` on) at its longest edge until no piece has an edge beyond `longest`, mm,
 * and gives the middle of each. A needle of L times
 * that length gets some L^1.6 of them. Order and places depend on the
 * triangle alone.
 */
export function sampleTriangle(c: Float32Array, o: number, longest: number, take: TakeSample): void {
  for (let k = 0; k < 9; k++) waiting[k] = c[o + k];
  const most = longest * longest;
  let top = 1;
  while (top > 0) {
    const at = 9 * --top;
    const w = waiting;
    const [ax, ay, az] = [w[at], w[at + 1], w[at + 2]];
    const [bx, by, bz] = [w[at + 3], w[at + 4], w[at + 5]];
    const [dx, dy, dz] = [w[at + 6], w[at + 7], w[at + 8]];
    const ab = square(bx - ax, by - ay, bz - az);
    const bd = square(dx - bx, dy - by, dz - bz);
    const da = square(ax - dx, ay - dy, az - dz);
    const edge = Math.max(ab, bd, da);
    if (edge <= most || top + 2 > 64) {
      const area = areaOf(bx - ax, by - ay, bz - az, dx - ax, dy - ay, dz - az);
      take((ax + bx + dx) / 3, (ay + by + dy) / 3, (az + bz + dz) / 3, area);
      continue;
    }
    // Turned so that the longest edge runs from p to q, with r across.
    if (edge === ab) halve(top, ax, ay, az, bx, by, bz, dx, dy, dz);
    else if (edge === bd) halve(top, bx, by, bz, dx, dy, dz, ax, ay, az);
    else halve(top, dx, dy, dz, ax, ay, az, bx, by, bz);
    top += 2;
  }
}

const square = (x: number, y: number, z: number): number => x * x + y * y + z * z;

const areaOf = (ux: number, uy: number, uz: number, vx: number, vy: number, vz: number): number =>
  Math.sqrt(square(uy * vz - uz * vy, uz * vx - ux * vz, ux * vy - uy * vx)) / 2;

function halve(
  top: number,
  px: number,
  py: number,
  pz: number,
  qx: number,
  qy: number,
  qz: number,
  rx: number,
  ry: number,
  rz: number,
): void {
  const [mx, my, mz] = [(px + qx) / 2, (py + qy) / 2, (pz + qz) / 2];
  waiting.set([px, py, pz, mx, my, mz, rx, ry, rz], 9 * top);
  waiting.set([mx, my, mz, qx, qy, qz, rx, ry, rz], 9 * top + 9);
}
