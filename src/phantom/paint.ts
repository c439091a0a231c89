// Samples painted layers on a fine lattice, their edges softened by a little Gaussian, skipping all that is uniform.
import type { Vec3 } from '../core/grid.js';
import { normalBelow } from '../kernel/elementary.js';
import type { Layer, Solid } from './body.js';

/** A layer reduced to what is near. */
interface Coat {
  readonly valueHU: number;
  readonly solids: readonly Solid[];
}

/** Layers over a base, as far as they matter in some cell. Without coats the cell is uniform. */
export interface Scene {
  readonly baseHU: number;
  readonly coats: readonly Coat[];
}

/** A box of lattice points: point (a, b, c) lies at origin + a·u + b·v + c·w, mm; u, v, w at right angles. */
export interface Lattice {
  readonly origin: Vec3;
  readonly u: Vec3;
  readonly v: Vec3;
  readonly w: Vec3;
  readonly size: Vec3;
}

/** Beyond so many sigmas from a surface a soft edge is flat. */
const reachSigmas = 5;
/** Cells of at most this many points a side are sampled point by point. */
const leaf = 4;

export const sceneOf = (layers: readonly Layer[], surroundHU: number): Scene => ({
  baseHU: surroundHU,
  coats: layers.map((layer) => ({
    valueHU: layer.valueHU,
    solids: layer.bodies,
  })),
});

/** What of the scene matters within `radius` of a point, edges softened by `sigma`: the scene itself where all of it does. */
export function sceneNear(scene: Scene, at: Vec3, radius: number, sigma: number): Scene {
  const reach = radius + reachSigmas * sigma;
  const all = scene.coats;
  let baseHU = scene.baseHU;
  // Millions of cells are asked for: nothing is made anew before something is left out.
  let coats: Coat[] | null = null;
  for (let c = 0; c < all.length; c++) {
    const solids = solidsNear(all[c].solids, at, reach);
    if (solids === null) {
      baseHU = all[c].valueHU;
      coats = [];
    } else if (solids !== all[c].solids || solids.length === 0 || coats !== null) {
      coats ??= all.slice(0, c);
      if (solids.length > 0) coats.push({ valueHU: all[c].valueHU, solids });
    }
  }
  return coats === null ? scene : { baseHU, coats };
}

/** Those of them within reach, each as far as it matters; null where one of them covers all. */
function solidsNear(all: readonly Solid[], at: Vec3, reach: number): readonly Solid[] | null {
  let solids: Solid[] | null = null;
  for (let n = 0; n < all.length; n++) {
    const solid = all[n];
    const d = solid.distance(at[0], at[1], at[2]);
    if (d < -reach) return null;
    const near = d <= reach ? (solid.near?.(at, reach) ?? solid) : null;
    if (near !== solid) solids ??= all.slice(0, n);
    if (near !== null) solids?.push(near);
  }
  return solids ?? all;
}

/** Half the diagonal of a lattice's box and its middle, mm. */
export function middleOf(l: Lattice, from: Vec3, to: Vec3): { readonly at: Vec3; readonly radius: number } {
  const a = (from[0] + to[0] - 1) / 2;
  const b = (from[1] + to[1] - 1) / 2;
  const c = (from[2] + to[2] - 1) / 2;
  const { origin: o, u, v, w } = l;
  const radius = Math.sqrt(
    square(u, (to[0] - from[0] - 1) / 2) +
      square(v, (to[1] - from[1] - 1) / 2) +
      square(w, (to[2] - from[2] - 1) / 2),
  );
  return {
    at: [
      o[0] + a * u[0] + b * v[0] + c * w[0],
      o[1] + a * u[1] + b * v[1] + c * w[1],
      o[2] + a * u[2] + b * v[2] + c * w[2],
    ],
    radius,
  };
}

/** Squared length of n steps. */
const square = (step: Vec3, n: number): number =>
  n * n * (step[0] * step[0] + step[1] * step[1] + step[2] * step[2]);

/** A painted lattice, u fastest, HU. Along w, row b is uniform but for the points from[b] ≤ a < to[b]. */
export interface Canvas {
  readonly values: Float32Array;
  readonly from: Int32Array;
  readonly to: Int32Array;
}

/** Writes the softened scene into the canvas. */
export function paint(canvas: Canvas, lattice: Lattice, scene: Scene, sigma: number): void {
  canvas.from.fill(lattice.size[0]);
  canvas.to.fill(0);
  paintCell(canvas, lattice, scene, sigma, [0, 0, 0], lattice.size);
}

function paintCell(
  canvas: Canvas,
  lattice: Lattice,
  above: Scene,
  sigma: number,
  from: Vec3,
  to: Vec3,
): void {
  const { at, radius } = middleOf(lattice, from, to);
  const scene = sceneNear(above, at, radius, sigma);
  const spans = [to[0] - from[0], to[1] - from[1], to[2] - from[2]];
  const longest = Math.max(spans[0], spans[1], spans[2]);
  if (scene.coats.length === 0) fillCell(canvas, lattice, scene.baseHU, from, to);
  else if (longest <= leaf) paintPoints(canvas, lattice, scene, sigma, from, to);
  else {
    const axis = spans.indexOf(longest);
    const middle = from[axis] + (longest >> 1);
    const cut = (p: Vec3): Vec3 => [
      axis === 0 ? middle : p[0],
      axis === 1 ? middle : p[1],
      axis === 2 ? middle : p[2],
    ];
    paintCell(canvas, lattice, scene, sigma, from, cut(to));
    paintCell(canvas, lattice, scene, sigma, cut(from), to);
  }
}

function fillCell({ values }: Canvas, lattice: Lattice, value: number, from: Vec3, to: Vec3): void {
  const [nu, nv] = lattice.size;
  for (let c = from[2]; c < to[2]; c++)
    for (let b = from[1]; b < to[1]; b++) {
      const row = (c * nv + b) * nu;
      // a loop: most cells are too short for the call of fill() to pay
      for (let a = from[0]; a < to[0]; a++) values[row + a] = value;
    }
}

function paintPoints(
  canvas: Canvas,
  lattice: Lattice,
  scene: Scene,
  sigma: number,
  from: Vec3,
  to: Vec3,
): void {
  const { origin: o, u, v, w, size } = lattice;
  const { baseHU, coats } = scene;
  const { values } = canvas;
  for (let b = from[1]; b < to[1]; b++) {
    canvas.from[b] = Math.min(canvas.from[b], from[0]);
    canvas.to[b] = Math.max(canvas.to[b], to[0]);
  }
  for (let c = from[2]; c < to[2]; c++)
    for (let b = from[1]; b < to[1]; b++) {
      const row = (c * size[1] + b) * size[0];
      const x0 = o[0] + b * v[0] + c * w[0];
      const y0 = o[1] + b * v[1] + c * w[1];
      const z0 = o[2] + b * v[2] + c * w[2];
      for (let a = from[0]; a < to[0]; a++) {
        const x = x0 + a * u[0];
        const y = y0 + a * u[1];
        const z = z0 + a * u[2];
        let value = baseHU;
        for (const coat of coats) {
          const { solids } = coat;
          let d = solids[0].distance(x, y, z);
          for (let n = 1; n < solids.length; n++) d = Math.min(d, solids[n].distance(x, y, z));
          value += (coat.valueHU - value) * softStep(-d / sigma);
        }
        values[row + a] = value;
      }
    }
}

const tableSteps = 512;
const table = Float64Array.from({ length: 2 * reachSigmas * tableSteps + 2 }, (_, n) =>
  normalBelow(n / tableSteps - reachSigmas),
);

/** Area under the standard normal curve left of x, to 1e-7; 0 and 1 beyond five sigmas. */
function softStep(x: number): number {
  if (x <= -reachSigmas) return 0;
  if (x >= reachSigmas) return 1;
  const p = (x + reachSigmas) * tableSteps;
  const n = Math.floor(p);
  return table[n] + (p - n) * (table[n + 1] - table[n]);
}
