// What fairing a label's surface brings: bodies of the field phantom one by one, as masks of a scan at half its maximum.
// node bench/labels.mjs [bodies] [voxel, mm] [grid of the surface, mm] [noise of the scan, HU]
import { quietContext } from '../dist/core/context.js';
import { regrid } from '../dist/core/grid.js';
import { signedVolume } from '../dist/core/mesh.js';
import { selfIntersections } from '../dist/kernel/self-intersections.js';
import { whiteNoise } from '../dist/phantom/noise.js';
import { phantomOf } from '../dist/phantom/phantom-of.js';
import { renderLayers } from '../dist/phantom/render-layers.js';
import { scannerGrid } from '../dist/phantom/scanner-grid.js';
import { finishScan } from '../dist/scan/finish-scan.js';
import { threshold } from '../dist/segment/index.js';
import { decimate } from '../dist/surface/decimate.js';
import { fair } from '../dist/surface/fair.js';
import { marchingCubes } from '../dist/surface/marching-cubes.js';
import { smooth } from '../dist/surface/smooth.js';
import { occupancy } from '../dist/volume/occupancy.js';
import { resample } from '../dist/volume/resample.js';

const wanted = (process.argv[2] ?? 'ball,shell,rod,cube,ring,plate,coil').split(',');
const voxel = (process.argv[3] ?? '0.5,0.5,1').split(',').map(Number);
const spacing = Number(process.argv[4] ?? 0.5);
const noise = Number(process.argv[5] ?? 20);
const bone = 1200;
const soft = 40;
const margin = 5;
const field = phantomOf('field');
const lattice = scannerGrid(field.extent, voxel, [0, 0, 0], [0.13, -0.21, 0.17], null);

/** The body alone, on that part of the whole phantom's grid. */
function maskOf(body) {
  const index = (at, axis) => (at - lattice.affine[4 * axis + 3]) / voxel[axis];
  const low = [0, 1, 2].map((axis) => Math.floor(index(body.bounds.min[axis] - margin, axis)));
  const high = [0, 1, 2].map((axis) => Math.ceil(index(body.bounds.max[axis] + margin, axis)));
  const size = high.map((last, axis) => last - low[axis] + 1);
  const grid = { size, affine: regrid(lattice.affine, low, [1, 1, 1]) };
  const voxels = new Int16Array(new SharedArrayBuffer(2 * size[0] * size[1] * size[2]));
  const normal = whiteNoise(1);
  const layers = [{ material: 'bone', valueHU: bone, bodies: [body] }];
  const blur = { inPlane: 0.35, throughPlane: 0.5, sliceProfile: voxel[2] };
  renderLayers(layers, soft, grid, blur, ({ from, to, values }) => {
    let n = 0;
    for (let k = from[2]; k < to[2]; k++)
      for (let j = from[1]; j < to[1]; j++)
        for (let i = from[0]; i < to[0]; i++, n++) {
          const v = i + size[0] * (j + size[1] * k);
          voxels[v] = Math.round(values[n] + noise * normal(v)) >= (bone + soft) / 2 ? 1 : 0;
        }
  });
  const plain = {
    format: 'NIfTI-1',
    modality: null,
    sliceThickness: null,
    reconstructionKernel: null,
    tubeVoltageKV: null,
    manufacturer: null,
    scannerModel: null,
    bodyPart: null,
    labelNames: [],
    slices: null,
    remarks: [],
  };
  const { facts } = finishScan({ grid, voxels, saysLabels: true, facts: plain });
  return { grid, voxels, facts: { ...facts, labels: true } };
}

/** [distance from the true surface, area] at places no more than half a millimetre apart. */
function missesOf({ positions: p, triangles: t }, distance) {
  const found = [];
  for (let h = 0; h < t.length; h += 3) {
    const [a, b, c] = [0, 1, 2].map((k) => p.subarray(3 * t[h + k], 3 * t[h + k] + 3));
    const [u, v] = [b, c].map((q) => [q[0] - a[0], q[1] - a[1], q[2] - a[2]]);
    const area =
      Math.hypot(u[1] * v[2] - u[2] * v[1], u[2] * v[0] - u[0] * v[2], u[0] * v[1] - u[1] * v[0]) / 2;
    const longest = Math.max(
      Math.hypot(...u),
      Math.hypot(...v),
      Math.hypot(u[0] - v[0], u[1] - v[1], u[2] - v[2]),
    );
    const n = Math.max(1, Math.ceil(longest / 0.7));
    for (let i = 0; i < n; i++)
      for (let j = 0; j < n - i; j++)
        for (const share of i + j < n - 1 ? [1 / 3, 2 / 3] : [1 / 3]) {
          const [r, s] = [(i + share) / n, (j + share) / n];
          const at = [0, 1, 2].map((d) => a[d] + r * u[d] + s * v[d]);
          found.push([distance(...at), area / n ** 2]);
        }
  }
  return found;
}

function summary(found) {
  const sorted = found.map(([d, area]) => [Math.abs(d), area]).sort((x, y) => x[0] - y[0]);
  const whole = sorted.reduce((sum, [, area]) => sum + area, 0);
  const quantile = (share) => {
    let met = 0;
    return sorted.find(([, area]) => {
      met += area;
      return met >= share * whole;
    })[0];
  };
  const mean = sorted.reduce((sum, [d, area]) => sum + d * area, 0) / whole;
  const rms = Math.sqrt(sorted.reduce((sum, [d, area]) => sum + d * d * area, 0) / whole);
  const bias = found.reduce((sum, [d, area]) => sum + d * area, 0) / whole;
  return [mean, rms, quantile(0.95), quantile(0.99), bias].map((d) => d.toFixed(4)).join(' ');
}

console.log('mm from the true surface: mean, rms, 95 %, 99 %, signed mean');
const stages = ['marching cubes', 'fair', 'smooth', 'decimate'];
const all = stages.map(() => []);
for (const body of field.layers[1].bodies.filter(({ name }) => wanted.includes(name))) {
  const map = maskOf(body);
  const found = await marchingCubes(await threshold(await resample(await occupancy(map), { spacing })));
  const start = process.cpuUsage();
  const faired = await fair({ surface: found, scan: map }, {}, quietContext);
  const { user, system } = process.cpuUsage(start);
  const smoothed = await smooth(faired);
  const surfaces = [found, faired, smoothed, await decimate(smoothed)];
  for (const [n, { mesh }] of surfaces.entries()) {
    const misses = missesOf(mesh, body.distance);
    for (const miss of misses) all[n].push(miss);
    const crossings = selfIntersections(mesh).length / 2;
    console.log(
      `${body.name.padEnd(6)}${stages[n].padEnd(15)}${summary(misses)}  ` +
        `${String(mesh.triangles.length / 3).padStart(6)} triangles, volume ${(100 * (signedVolume(mesh) / body.volume - 1)).toFixed(2)} %` +
        `${n === 1 ? `, ${((user + system) / 1e6).toFixed(1)} s` : ''}${crossings ? ` ${crossings} CROSSINGS` : ''}`,
    );
  }
}
for (const [n, stage] of stages.entries()) console.log(`all   ${stage.padEnd(15)}${summary(all[n])}`);
