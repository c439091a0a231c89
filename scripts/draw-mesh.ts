// Draws a mesh into a picture without a browser or a graphics card: orthographic, a depth buffer, one colour a triangle.
import type { Vec3 } from '../src/core/grid.js';
import type { Mesh } from '../src/core/mesh.js';

/** RGB, 0…255, three bytes a pixel, row by row from the top. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly rgb: Uint8Array;
}

/** Where the eye is: unit vectors of the picture's right and up, in the mesh's own frame; `span` mm fill the height. */
export interface View {
  readonly centre: Vec3;
  readonly right: Vec3;
  readonly up: Vec3;
  readonly span: number;
}

const dot = (a: Vec3, b: Vec3): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
const cross = (a: Vec3, b: Vec3): Vec3 => [
  a[1] * b[2] - a[2] * b[1],
  a[2] * b[0] - a[0] * b[2],
  a[0] * b[1] - a[1] * b[0],
];
const minus = (a: Vec3, b: Vec3): Vec3 => [a[0] - b[0], a[1] - b[1], a[2] - b[2]];

export const blank = (width: number, height: number): Picture => ({
  width,
  height,
  rgb: new Uint8Array(width * height * 3).fill(255),
});

/** `colourAt` gives a triangle's colour (0…255) from the middle of it, mm. */
export function drawMesh(
  picture: Picture,
  { positions, triangles }: Mesh,
  view: View,
  colourAt: (place: Vec3) => Vec3,
): void {
  const { width, height, rgb } = picture;
  const toward = cross(view.right, view.up);
  const scale = height / view.span;
  const depth = new Float32Array(width * height).fill(Number.NEGATIVE_INFINITY);
  const corner = (v: number): Vec3 => [positions[3 * v], positions[3 * v + 1], positions[3 * v + 2]];
  const onScreen = (p: Vec3): Vec3 => {
    const q = minus(p, view.centre);
    return [width / 2 + scale * dot(q, view.right), height / 2 - scale * dot(q, view.up), dot(q, toward)];
  };
  for (let t = 0; t < triangles.length; t += 3) {
    const [a, b, c] = [corner(triangles[t]), corner(triangles[t + 1]), corner(triangles[t + 2])];
    const normal = cross(minus(b, a), minus(c, a));
    const facing = dot(normal, toward) / Math.hypot(...normal);
    if (!(facing > 0)) continue;
    const light =
      0.45 + 0.55 * Math.max(0, facing * 0.8 + (dot(normal, view.up) / Math.hypot(...normal)) * 0.35);
    const middle: Vec3 = [(a[0] + b[0] + c[0]) / 3, (a[1] + b[1] + c[1]) / 3, (a[2] + b[2] + c[2]) / 3];
    const colour = colourAt(middle).map((x) => Math.round(Math.min(255, x * light)));
    fill([onScreen(a), onScreen(b), onScreen(c)], (x, y, z) => {
      const p = y * width + x;
      if (x < 0 || y < 0 || x >= width || y >= height || z <= depth[p]) return;
      depth[p] = z;
      rgb.set(colour, 3 * p);
    });
  }
}

/** Calls `set` for each pixel whose middle lies in the triangle. */
function fill([a, b, c]: readonly [Vec3, Vec3, Vec3], set: (x: number, y: number, z: number) => void): void {
  const area = (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);
  if (area === 0) return;
  const [left, right] = [Math.min(a[0], b[0], c[0]), Math.max(a[0], b[0], c[0])];
  const [top, bottom] = [Math.min(a[1], b[1], c[1]), Math.max(a[1], b[1], c[1])];
  for (let y = Math.floor(top); y <= bottom; y++)
    for (let x = Math.floor(left); x <= right; x++) {
      const [px, py] = [x + 0.5, y + 0.5];
      const u = ((b[0] - px) * (c[1] - py) - (b[1] - py) * (c[0] - px)) / area;
      const v = ((c[0] - px) * (a[1] - py) - (c[1] - py) * (a[0] - px)) / area;
      const w = 1 - u - v;
      if (u >= 0 && v >= 0 && w >= 0) set(x, y, u * a[2] + v * b[2] + w * c[2]);
    }
}
