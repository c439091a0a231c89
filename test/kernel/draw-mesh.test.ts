import { describe, expect, it } from 'vitest';
import type { Colour } from '../../src/core/colour.js';
import type { Vec3 } from '../../src/core/grid.js';
import { standardViews, threeQuarterView, type ViewName, viewNames } from '../../src/core/standard-views.js';
import { cross, dot, lengthOf } from '../../src/core/vec3.js';
import { type DrawnMesh, drawMesh, type Picture } from '../../src/kernel/draw-mesh.js';
import { ballMesh, boxMesh, movedMesh, together, turnedOver } from '../fixtures/shapes.js';

const red: Colour = [1, 0, 0];
const green: Colour = [0, 1, 0];
const blue: Colour = [0, 0, 1];
const box = (low: Vec3, high: Vec3, colour: Colour): DrawnMesh => ({
  mesh: boxMesh(low, high),
  colours: [colour],
});

/** Red at the patient's left (x), green in front (−y), blue on top (z), white in their middle and at two corners. */
const phantom = [
  box([10, -2, -2], [30, 2, 2], red),
  box([-2, -30, -2], [2, -10, 2], green),
  box([-2, -2, 10], [2, 2, 30], blue),
  box([-3, -3, -3], [3, 3, 3], [1, 1, 1]),
  box([-40, -40, -40], [-39, -39, -39], [1, 1, 1]),
  box([39, 39, 39], [40, 40, 40], [1, 1, 1]),
];

/** r, g or b where only that channel is lit, '.' where nothing is, '?' else. */
function at({ width, rgba }: Picture, x: number, y: number): string {
  const [r, g, b, a] = rgba.subarray(4 * (y * width + x));
  if (a === 0) return '.';
  if (r > 60 && g === 0 && b === 0) return 'r';
  if (g > 60 && r === 0 && b === 0) return 'g';
  return b > 60 && r === 0 && g === 0 ? 'b' : '?';
}

/** The middle of the picture and the places a quarter of it to the right, left, top and bottom. */
const cross5 = (picture: Picture): string =>
  [
    [50, 50],
    [75, 50],
    [25, 50],
    [50, 25],
    [50, 75],
  ]
    .map(([x, y]) => at(picture, x, y))
    .join('');

const size = { width: 101, height: 101 };

describe('drawMesh', () => {
  it.each<[ViewName, string]>([
    ['anterior', 'gr.b.'],
    ['posterior', '?.rb.'],
    ['left', 'r.gb.'],
    ['right', '?g.b.'],
    ['superior', 'b.rg.'],
    ['inferior', '?r.g.'],
  ])('%s: left stays left, and what is in front hides what is behind', (name, expected) => {
    expect(cross5(drawMesh(phantom, standardViews[name], size))).toBe(expected);
  });

  it('has views of length 1, at right angles', () => {
    for (const { from, up } of [...viewNames.map((name) => standardViews[name]), threeQuarterView]) {
      for (const axis of [from, up, cross(up, from)]) expect(lengthOf(axis)).toBeCloseTo(1, 14);
      expect(dot(from, up)).toBeCloseTo(0, 14);
    }
    expect(threeQuarterView.up[2]).toBeGreaterThan(0.8);
  });

  it('draws a disc of the area of the ball, with soft edges and no gap between its triangles', () => {
    const { width, rgba } = drawMesh(
      [{ mesh: movedMesh(ballMesh(10, 96), [3, -70, 200.5]), colours: [[1, 1, 1]] }],
      standardViews.left,
      { width: 200, height: 120, pixel: 0.2 },
    );
    let covered = 0;
    let soft = 0;
    for (let p = 0; p < width * 120; p++) {
      const alpha = rgba[4 * p + 3];
      covered += alpha / 255;
      if (alpha > 0 && alpha < 255) soft++;
      const off = Math.hypot((p % width) + 0.5 - 100, Math.floor(p / width) + 0.5 - 60);
      if (off < 48.5) expect(alpha).toBe(255);
      if (off > 51) expect(alpha).toBe(0);
    }
    expect(covered * 0.04).toBeCloseTo(Math.PI * 100, -0.5);
    expect(Math.abs((covered * 0.04) / (Math.PI * 100) - 1)).toBeLessThan(0.004);
    expect(soft).toBeGreaterThan(100);
  });

  it('gives each triangle its own colour, and the same bytes for the same meshes', () => {
    const mesh = together(boxMesh([0, 0, 0], [10, 10, 10]), boxMesh([20, 0, 0], [30, 10, 10]));
    const which = Uint8Array.from({ length: 24 }, (_, f) => (f < 12 ? 1 : 0));
    const before = [mesh.positions.slice(), mesh.triangles.slice()];
    const draw = (): Picture =>
      drawMesh([{ mesh, colours: [red, green], which }], standardViews.anterior, size);
    const picture = draw();
    expect([at(picture, 15, 50), at(picture, 50, 50), at(picture, 85, 50)].join('')).toBe('g.r');
    expect(draw().rgba).toEqual(picture.rgba);
    expect([mesh.positions, mesh.triangles]).toEqual(before);
  });

  it('is brighter on top than below, and dark where a groove is', () => {
    const tilted = (mesh: DrawnMesh): Picture =>
      drawMesh([mesh], threeQuarterView, { width: 90, height: 90 });
    const ball = tilted({ mesh: ballMesh(20), colours: [[0.8, 0.8, 0.8]] });
    const grey = (x: number, y: number): number => ball.rgba[4 * (y * 90 + x)];
    expect(grey(35, 20)).toBeGreaterThan(grey(55, 75));
    const wall = [-30, 0].map((x) => boxMesh([x + 1, 0, 0], [x + 29, 30, 30]));
    const floor = boxMesh([-40, 20, -10], [40, 40, 40]);
    const grooved = drawMesh(
      [{ mesh: together(...wall, floor), colours: [[0.8, 0.8, 0.8]] }],
      standardViews.anterior,
      { width: 160, height: 100, pixel: 0.5 },
    );
    const along = (x: number): number => grooved.rgba[4 * (50 * 160 + x)];
    expect(along(80)).toBeLessThan(0.75 * along(50));
  });

  it('leaves out what faces away and what has no area, and copes with nothing', () => {
    const empty = drawMesh([], standardViews.left, { width: 3, height: 2 });
    expect([...empty.rgba]).toEqual(new Array(24).fill(0));
    const none = { positions: new Float32Array(0), triangles: new Uint32Array(0) };
    expect(
      drawMesh([{ mesh: none, colours: [red] }], standardViews.left, size).rgba.every((b) => b === 0),
    ).toBe(true);
    const point = { positions: new Float32Array(9).fill(5), triangles: Uint32Array.of(0, 1, 2) };
    expect(
      drawMesh([{ mesh: point, colours: [red] }], standardViews.left, size).rgba.every((b) => b === 0),
    ).toBe(true);
    // Its far walls alone are seen, from within.
    const inside = turnedOver(boxMesh([0, 0, 0], [10, 10, 10]));
    const seen = drawMesh([{ mesh: inside, colours: [red] }], standardViews.left, { ...size, pixel: 0.2 });
    expect(at(seen, 50, 50)).toBe('r');
  });
});
