// The colours of a picture from which triangle each of its samples shows: lit from the left above, darker in the hollows.
// Luft, Colditz, Deussen, Image enhancement by unsharp masking the depth buffer (2006).
import type { DrawnMesh } from './draw-mesh.js';

export interface FilledSamples {
  readonly width: number;
  readonly height: number;
  /** Samples along each side of a pixel; odd, so that one lies in its middle. */
  readonly fine: number;
  /** As `fillTriangles` leaves them, row by row from below. */
  readonly depth: Float32Array;
  readonly nearest: Uint32Array;
  /** mm. */
  readonly pixel: number;
}

/** Right, up, towards the eye; of length 1. */
const key = [-0.4, 0.5, Math.sqrt(1 - 0.41)] as const;
const fill = [0.6, -0.2, Math.sqrt(1 - 0.4)] as const;
const [ambient, fromKey, fromFill] = [0.3, 0.62, 0.2];
/** Share of the light that a hollow may take. */
const deepest = 0.6;

/** Four bytes a pixel, row by row from the top; `axes`: the picture's right, up, and towards the eye, nine numbers. */
export function shadeSamples(
  samples: FilledSamples,
  meshes: readonly DrawnMesh[],
  axes: Float64Array,
): Uint8Array {
  const { width, height, fine, nearest } = samples;
  const litAt = lightOf(meshes, axes);
  const hollow = hollows(samples);
  const rgba = new Uint8Array(4 * width * height);
  const lit = new Float64Array(3);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const pixel = y * width + x;
      let seen = 0;
      lit.fill(0);
      for (let r = 0; r < fine; r++) {
        const row = ((height - 1 - y) * fine + r) * width * fine + fine * x;
        for (let s = row; s < row + fine; s++) {
          if (nearest[s] === 0) continue;
          litAt(nearest[s] - 1, lit);
          seen++;
        }
      }
      if (seen === 0) continue;
      const light = (255 * (1 - deepest * hollow[pixel])) / seen;
      for (let c = 0; c < 3; c++) rgba[4 * pixel + c] = Math.min(255, Math.round(lit[c] * light));
      rgba[4 * pixel + 3] = Math.round((255 * seen) / (fine * fine));
    }
  }
  return rgba;
}

/** Adds the colour of a triangle, lit, to a sum. Triangles are numbered through all meshes. */
function lightOf(
  meshes: readonly DrawnMesh[],
  axes: Float64Array,
): (triangle: number, sum: Float64Array) => void {
  const firsts = [0];
  for (const { mesh } of meshes) firsts.push(firsts[firsts.length - 1] + mesh.triangles.length / 3);
  // Neighbours are mostly of one mesh, and often of one triangle.
  let m = 0;
  let last = -1;
  const lit = new Float64Array(3);
  return (triangle, sum) => {
    if (triangle !== last) light(triangle);
    for (let k = 0; k < 3; k++) sum[k] += lit[k];
  };

  function light(triangle: number): void {
    last = triangle;
    while (triangle < firsts[m]) m--;
    while (triangle >= firsts[m + 1]) m++;
    const { mesh, colours, which } = meshes[m];
    const { positions: p, triangles: t } = mesh;
    const f = triangle - firsts[m];
    const [a, b, c] = [3 * t[3 * f], 3 * t[3 * f + 1], 3 * t[3 * f + 2]];
    const [ux, uy, uz] = [p[b] - p[a], p[b + 1] - p[a + 1], p[b + 2] - p[a + 2]];
    const [vx, vy, vz] = [p[c] - p[a], p[c + 1] - p[a + 1], p[c + 2] - p[a + 2]];
    const [x, y, z] = [uy * vz - uz * vy, uz * vx - ux * vz, ux * vy - uy * vx];
    const length = Math.sqrt(x * x + y * y + z * z);
    const right = (axes[0] * x + axes[1] * y + axes[2] * z) / length;
    const up = (axes[3] * x + axes[4] * y + axes[5] * z) / length;
    const toward = (axes[6] * x + axes[7] * y + axes[8] * z) / length;
    const share =
      ambient +
      fromKey * Math.max(0, key[0] * right + key[1] * up + key[2] * toward) +
      fromFill * Math.max(0, fill[0] * right + fill[1] * up + fill[2] * toward);
    const colour = colours[which === undefined ? 0 : which[f]];
    for (let k = 0; k < 3; k++) lit[k] = share * colour[k];
  }
}

/** Half of the directions; each stands for its opposite too. */
const directions = [
  [1, 0],
  [1, 1],
  [0, 1],
  [-1, 1],
] as const;
/** Of the picture's shorter side. */
const reaches = [0.004, 0.01, 0.025];

/** How far each pixel lies in a hollow, 0…1: how much nearer to the eye the surface is on both sides of it together. */
function hollows(samples: FilledSamples): Float32Array {
  const { width, height, pixel } = samples;
  const margin = Math.max(1, Math.round(Math.max(...reaches) * Math.min(width, height)));
  const wide = width + 2 * margin;
  const deep = depths(samples, margin);
  const taps = reaches.flatMap((reach) => {
    const far = Math.max(1, Math.round(reach * Math.min(width, height)));
    return directions.map(([dx, dy]) => {
      const [x, y] = [far * dx, far * dy];
      return { off: x + wide * y, mm: pixel * Math.sqrt(x * x + y * y) };
    });
  });
  const hollow = new Float32Array(width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = x + margin + wide * (y + margin);
      const here = deep[at];
      if (here === Number.NEGATIVE_INFINITY) continue;
      let sum = 0;
      for (const tap of taps) {
        const one = Math.max(-2, Math.min(2, (deep[at + tap.off] - here) / tap.mm));
        const other = Math.max(-2, Math.min(2, (deep[at - tap.off] - here) / tap.mm));
        if (one + other > 0) sum += one + other;
      }
      hollow[y * width + x] = Math.min(1, (1.2 * sum) / taps.length);
    }
  }
  return hollow;
}

/** In the middles of the pixels, with so many around them where nothing is. */
function depths({ width, height, fine, depth }: FilledSamples, margin: number): Float32Array {
  const wide = width + 2 * margin;
  const deep = new Float32Array(wide * (height + 2 * margin)).fill(Number.NEGATIVE_INFINITY);
  const middle = (fine - 1) / 2;
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      deep[x + margin + wide * (y + margin)] =
        depth[((height - 1 - y) * fine + middle) * width * fine + fine * x + middle];
  return deep;
}
