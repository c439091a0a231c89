// Brings the vertices between the samples of a distance field to where it is what it should be.
// M. Dowell, P. Jarratt, "A Modified Regula Falsi Method for Computing the Root of an Equation", 1971 (Illinois).
import type { Vec3 } from '../core/grid.js';

/** A grid along x, y and z. */
export interface DistanceGrid {
  /** mm of the first sample. */
  readonly origin: Vec3;
  /** Between neighbours, mm. */
  readonly step: number;
  /** Samples along each axis. */
  readonly size: Vec3;
}

/** A vertex this near to the level is left there, mm. */
const near = 0.001;
const mostLooks = 4;
/** Share of an edge that its vertices keep from its ends: as in marching. */
const clearance = 0.001;

/**
 * Moves each vertex (x, y, z, mm) along the grid's edge on which it lies to where `heightAt` is 0, to 1 µm unless four
 * looks don't tell. `heights`: that of the samples, as exact as marching needs them.
 */
export function settleOnLevel(
  places: Float32Array,
  heightAt: (x: number, y: number, z: number) => number,
  heights: Float32Array,
  { origin, step, size }: DistanceGrid,
): void {
  const at = [0, 0, 0];
  const jump = [1, size[0], size[0] * size[1]];
  for (let v = 0; v < places.length; v += 3) {
    let axis = 0;
    let most = -1;
    let beyond = false;
    for (let d = 0; d < 3; d++) {
      at[d] = (places[v + d] - origin[d]) / step;
      const off = Math.abs(at[d] - Math.round(at[d]));
      if (off > most) [axis, most] = [d, off];
      beyond ||= at[d] < -0.1 || at[d] > size[d] - 0.9;
    }
    // Where the grid ends, the surface is closed half a step beyond it.
    if (beyond) continue;
    const start = Math.floor(at[axis]);
    const first = [0, 1, 2].reduce((sum, d) => sum + jump[d] * (d === axis ? start : Math.round(at[d])), 0);
    let [a, b] = [0, 1];
    let [fa, fb] = [heights[first], heights[first + jump[axis]]];
    let t = at[axis] - start;
    let last = 0;
    for (let look = 0; look < mostLooks; look++) {
      places[v + axis] = origin[axis] + step * (start + t);
      const f = heightAt(places[v], places[v + 1], places[v + 2]);
      if (Math.abs(f) < near || fa * fb >= 0) break;
      // The end that stays a second time counts half.
      if (f * fa > 0) {
        if (last > 0) fb /= 2;
        [a, fa, last] = [t, f, 1];
      } else {
        if (last < 0) fa /= 2;
        [b, fb, last] = [t, f, -1];
      }
      t = Math.min(1 - clearance, Math.max(clearance, a + ((b - a) * fa) / (fa - fb)));
    }
  }
}
