// Speed of the resampling kernels on one thread: ns per voxel, min and median. Needs `npm run build`; node bench/kernels.mjs

import { emptyBits } from '../dist/core/bits.js';
import { classify } from '../dist/kernel/classify.js';
import { evaluate } from '../dist/kernel/evaluate.js';
import { filterColumns } from '../dist/kernel/filter-columns.js';
import { filterPlanes } from '../dist/kernel/filter-planes.js';
import { eachPiece } from '../dist/kernel/pieces.js';
import { slabsOf } from '../dist/kernel/slabs.js';
import { splineFactors } from '../dist/kernel/spline-factors.js';
import { storeSlices } from '../dist/kernel/store-slices.js';
import { resample } from '../dist/volume/resample.js';

const size = [512, 512, 128];
const plane = size[0] * size[1];

/** A bowl of bone-like values with noise, seeded. */
function synthetic() {
  const voxels = new Int16Array(new SharedArrayBuffer(plane * size[2] * 2));
  let s = 1;
  for (let k = 0, v = 0; k < size[2]; k++)
    for (let j = 0; j < size[1]; j++)
      for (let i = 0; i < size[0]; i++, v++) {
        s = (Math.imul(s, 1664525) + 1013904223) >>> 0;
        const r = Math.hypot(i - 255.3, j - 249.1, 2 * (k - 60.2));
        voxels[v] = (r < 180 ? (r > 165 ? 900 : 40) : -1000) + (s >>> 26) - 32;
      }
  return voxels;
}

const affine = [0.7, 0, 0, 0, 0, 0.7, 0, 0, 0, 0, 1, 0];
const voxels = synthetic();
const facts = { labels: false, storedAxes: 'LPS', storedSpacing: [0.7, 0.7, 1] };
const scan = { grid: { size, affine }, voxels, facts };
let sink = 0;

/** Runs `work` some times and prints ns per unit. */
function time(name, units, work, rounds = 7) {
  const ns = [];
  for (let r = 0; r < rounds + 1; r++) {
    const start = process.hrtime.bigint();
    work();
    if (r > 0) ns.push(Number(process.hrtime.bigint() - start) / units);
  }
  ns.sort((a, b) => a - b);
  console.log(
    `| ${name} | ${ns[0].toFixed(2)} | ${ns[rounds >> 1].toFixed(2)} | ${ns[rounds - 1].toFixed(2)} |`,
  );
}

console.log(
  `Source 512×512×128 int16 @ 0.7×0.7×1 mm → 0.5 mm; Node ${process.version}; one thread; ns per voxel`,
);
console.log('| kernel | min | median | max |\n| --- | --- | --- | --- |');

const coefficients = new Float32Array(new SharedArrayBuffer(voxels.length * 4));
const [x, y, z] = size.map((n) => splineFactors(n));
time('prefilter x and y, per source voxel', voxels.length, () => {
  for (let k = 0; k < size[2]; k += 16)
    filterPlanes({ from: voxels, to: coefficients, size, x, y, k0: k, k1: k + 16 });
});
time('prefilter x alone', voxels.length, () => {
  for (let k = 0; k < size[2]; k += 16)
    filterPlanes({ from: voxels, to: coefficients, size, x, y: null, k0: k, k1: k + 16 });
});
time('prefilter z, in place', voxels.length, () => {
  for (let c = 0; c < plane; c += 32768)
    filterColumns({ from: coefficients, to: coefficients, size, z, c0: c, c1: c + 32768 });
});
time('prefilter z, from int16', voxels.length, () => {
  for (let c = 0; c < plane; c += 32768)
    filterColumns({ from: voxels, to: coefficients, size, z, c0: c, c1: c + 32768 });
});

for (const kernel of ['nearest', 'linear', 'bspline3', 'catmull-rom', 'lanczos3']) {
  const volume = await resample(scan, { spacing: 0.5, kernel });
  const [nx, ny, nz] = volume.grid.size;
  const slabs = slabsOf(volume.grid);
  const n = nx * ny * nz;
  time(`${kernel}, values left in place`, n, () => {
    for (const { k0, k1 } of slabs) eachPiece(volume, k0, k1, ({ k }) => (sink += k));
  });
  if (kernel !== 'bspline3') continue;
  const out = new Float32Array(nx * ny * 32);
  time(`${kernel}, evaluate into an array`, n, () => {
    for (const { k0, k1 } of slabs) sink += evaluate(volume, k0, k1, out)[5];
  });
  const inside = emptyBits(volume.grid.size);
  time(`${kernel}, evaluate and classify`, n, () => {
    for (const slab of slabs)
      sink += classify({ volume, range: { from: 226, to: Infinity }, inside, ...slab }).count;
  });
}
{
  const kept = { ...scan, grid: { size, affine: [0.5, 0, 0, 0, 0, 0.5, 0, 0, 0, 0, 1, 0] } };
  const volume = await resample(kept, { spacing: 0.5 });
  time(
    'bspline3, z alone (x and y as scanned)',
    volume.grid.size.reduce((a, b) => a * b),
    () => {
      for (const { k0, k1 } of slabsOf(volume.grid)) eachPiece(volume, k0, k1, ({ k }) => (sink += k));
    },
  );
}
{
  const volume = await resample(scan, { spacing: 0.5 });
  const faces = [0, 1, 2].map((a) => [-0.5, size[a] - 0.5]);
  const to = new Int16Array(volume.grid.size.reduce((a, b) => a * b));
  const finish = { threshold: null, clamp: null, whole: true, outside: -1024 };
  time('bspline3, store as int16', to.length, () => {
    for (const slab of slabsOf(volume.grid))
      sink += storeSlices({ volume, to, finish, faces, ...slab }).outside;
  });
}
// Turned by 20 and 12 degrees about the middle; one voxel in eight lies outside the scan.
const turned = [0.47, -0.17, 0.02, 60, 0.16, 0.45, -0.13, 20, 0.03, 0.12, 0.48, -15];
for (const kernel of ['nearest', 'linear', 'bspline3', 'catmull-rom', 'lanczos3']) {
  const volume = await resample(scan, {
    grid: { size: [512, 512, 24], affine: turned },
    kernel,
    antiAlias: 'none',
  });
  const out = new Float32Array(512 * 512 * 24);
  time(`${kernel}, on a grid askew`, out.length, () => (sink += evaluate(volume, 0, 24, out)[5]), 3);
}
if (sink === 0.5) console.log(sink);
