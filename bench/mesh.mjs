// Speed of the judges of meshes: topology, self-intersections, checks, deviation both ways. Seeded, one thread.
// node bench/mesh.mjs            a bumpy ball of 1.3 million triangles against one of 0.3 million
// node bench/mesh.mjs a.stl b.stl  meshes of yours: the first checked, and measured against the second
import { quietContext } from '../dist/core/context.js';
import { readMesh } from '../dist/files/read-mesh.js';
import { exceeding } from '../dist/kernel/exceeding.js';
import { selfIntersections } from '../dist/kernel/self-intersections.js';
import { measureDeviation } from '../dist/kernel/surface-distance.js';
import { targetSurface } from '../dist/kernel/target-surface.js';
import { topologyOf } from '../dist/kernel/topology.js';
import { triangleTree } from '../dist/kernel/triangle-tree.js';
import { checkMesh } from '../dist/solid/check-mesh.js';

/** A ball of about 100 mm, 20 · n² triangles, with bumps of some millimetres and a roughness of some micrometres. */
function bumpyBall(n) {
  const g = (1 + Math.sqrt(5)) / 2;
  const base = [
    -1,
    g,
    0,
    1,
    g,
    0,
    -1,
    -g,
    0,
    1,
    -g,
    0,
    0,
    -1,
    g,
    0,
    1,
    g,
    0,
    -1,
    -g,
    0,
    1,
    -g,
    g,
    0,
    -1,
    g,
    0,
    1,
    -g,
    0,
    -1,
    -g,
    0,
    1,
  ];
  const faces = [
    0, 11, 5, 0, 5, 1, 0, 1, 7, 0, 7, 10, 0, 10, 11, 1, 5, 9, 5, 11, 4, 11, 10, 2, 10, 7, 6, 7, 1, 8, 3, 9, 4,
    3, 4, 2, 3, 2, 6, 3, 6, 8, 3, 8, 9, 4, 9, 5, 2, 4, 11, 6, 2, 10, 8, 6, 7, 9, 8, 1,
  ];
  const positions = [];
  const triangles = [];
  const known = new Map();
  let seed = 1;
  const vertex = (corners, weights) => {
    const key = corners
      .map((c, k) => [c, weights[k]])
      .filter(([, w]) => w > 0)
      .sort((a, b) => a[0] - b[0])
      .join();
    const found = known.get(key);
    if (found !== undefined) return found;
    const p = [0, 1, 2].map((x) => corners.reduce((sum, c, k) => sum + base[3 * c + x] * weights[k], 0));
    const length = Math.hypot(...p);
    const [x, y, z] = p.map((q) => q / length);
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    const r = 50 + 2 * Math.sin(9 * x + 5 * y) * Math.cos(7 * z - 3 * x) + 0.01 * (seed / 2 ** 32 - 0.5);
    positions.push(r * x, r * y, r * z);
    known.set(key, positions.length / 3 - 1);
    return positions.length / 3 - 1;
  };
  for (let f = 0; f < faces.length; f += 3) {
    const corners = faces.slice(f, f + 3);
    const at = (i, j) => vertex(corners, [n - i - j, i, j]);
    for (let i = 0; i < n; i++)
      for (let j = 0; i + j < n; j++) {
        triangles.push(at(i, j), at(i + 1, j), at(i, j + 1));
        if (i + j < n - 1) triangles.push(at(i + 1, j), at(i + 1, j + 1), at(i, j + 1));
      }
  }
  return { positions: Float32Array.from(positions), triangles: Uint32Array.from(triangles) };
}

const files = process.argv.slice(2);
const read = async (path) => (await readMesh(path)).meshes[0].mesh;
const fine = files.length > 0 ? await read(files[0]) : bumpyBall(256);
const coarse = files.length > 1 ? await read(files[1]) : bumpyBall(128);
const millions = fine.triangles.length / 3e6;
console.log(`${(1e6 * millions).toFixed(0)} triangles, against ${coarse.triangles.length / 3}`);

async function time(name, work) {
  const seconds = [];
  let sink;
  for (let round = 0; round < 4; round++) {
    const start = performance.now();
    sink = await work();
    if (round > 0) seconds.push((performance.now() - start) / 1000);
  }
  seconds.sort((a, b) => a - b);
  const shown = seconds.map((s) => s.toFixed(2));
  console.log(
    `${name.padEnd(34)} ${shown[0]} s (median ${shown[1]}, most ${shown[2]})  ${JSON.stringify(sink)}`,
  );
}

await time('topology', () => topologyOf(fine).genus);
await time('tree', () => triangleTree(fine).leaves);
await time('self-intersections, tree included', () => selfIntersections(fine).length / 2);
await time('check', () => checkMesh(fine).parts);
await time('target surface', () => targetSurface(fine).tree.leaves);
await time('exceeding 0.05 mm', () => exceeding(coarse, 0.05, targetSurface(fine)).length);
await time(
  'deviation, fine from coarse',
  async () => (await measureDeviation(fine, coarse, quietContext)).bound,
);
await time(
  'deviation, coarse from fine',
  async () => (await measureDeviation(coarse, fine, quietContext)).bound,
);
