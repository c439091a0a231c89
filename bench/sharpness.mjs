// Estimates the blur of rendered phantoms and prints it beside the truth: node bench/sharpness.mjs [bodies] [noises]

import { renderPhantom } from '../dist/phantom/render-phantom.js';
import { finishScan } from '../dist/scan/finish-scan.js';
import { sharpness } from '../dist/scan/sharpness.js';

const bodies = (process.argv[2] ?? 'ball,torus,spheres,asymmetric,skull').split(',');
const noises = (process.argv[3] ?? '0,20,50').split(',').map(Number);
const sigmas = [
  [0.2, 0.3],
  [0.35, 0.5],
  [0.5, 0.8],
  [0.8, 1.2],
];
const grids = [
  { spacing: [0.5, 0.5, 1] },
  { spacing: [0.5, 0.5, 2] },
  { spacing: [0.7, 0.7, 3] },
  { spacing: [0.4, 0.4, 0.4] },
  { spacing: [0.5, 0.5, 1], tiltDeg: [12, -7, 20] },
  { spacing: [0.5, 0.5, 1], axes: 'RAI' },
  { spacing: [0.4, 0.4, 0.4], axes: 'IPL' },
];

function scanOf({ voxels, size, affine }) {
  const shared = new Int16Array(new SharedArrayBuffer(2 * voxels.length));
  shared.set(voxels);
  const facts = {
    format: 'NIfTI-1',
    modality: null,
    sliceThickness: null,
    reconstructionKernel: null,
    tubeVoltageKV: null,
    manufacturer: null,
    scannerModel: null,
    remarks: [],
  };
  return finishScan({ grid: { size, affine }, voxels: shared, saysLabels: false, facts });
}

const text = (x, digits = 3) => (typeof x === 'number' ? x.toFixed(digits) : '–').padStart(6);
console.log(
  'sigma in mm: rendered, estimated ± standard error, ratio; in the slices | across them without the slice box | with it',
);
const off = { inPlane: [], across: [], whole: [] };
for (const body of bodies)
  for (const grid of grids)
    for (const [psfInPlane, psfThroughPlane] of sigmas)
      for (const noise of noises) {
        const scan = scanOf(renderPhantom(body, { ...grid, psfInPlane, psfThroughPlane, noise }));
        const start = performance.now();
        const { inPlane, throughPlane, noise: measured, sliceAxisBy } = sharpness(scan);
        const ms = performance.now() - start;
        const whole = Math.hypot(psfThroughPlane, grid.spacing[2] / Math.sqrt(12));
        const ratios = [
          inPlane && inPlane.sigma / psfInPlane,
          throughPlane?.gaussianSigma && throughPlane.gaussianSigma / psfThroughPlane,
          throughPlane && throughPlane.sigma / whole,
        ];
        for (const [n, list] of Object.values(off).entries()) list.push(ratios[n] ?? Number.NaN);
        console.log(
          `${body.padEnd(11)}${grid.spacing.join('×').padEnd(12)}${(grid.axes ?? (grid.tiltDeg ? 'tilt' : '')).padEnd(5)}noise ${String(noise).padEnd(3)}` +
            ` ${psfInPlane.toFixed(2)} ${text(inPlane?.sigma)} ± ${text(inPlane?.standardError)} ${text(ratios[0])}` +
            ` | ${psfThroughPlane.toFixed(2)} ${text(throughPlane?.gaussianSigma)} ± ${text(throughPlane?.gaussianError)} ${text(ratios[1])}` +
            ` | ${whole.toFixed(2)} ${text(throughPlane?.sigma)} ± ${text(throughPlane?.standardError)} ${text(ratios[2])}` +
            ` | noise ${text(measured?.sd, 1)} | ${sliceAxisBy} | ${ms.toFixed(0)} ms`,
        );
      }
for (const [what, list] of Object.entries(off)) {
  const known = list.filter((ratio) => !Number.isNaN(ratio)).map((ratio) => Math.abs(ratio - 1));
  const within = known.filter((error) => error <= 0.1).length;
  console.log(
    `${what}: ${within} of ${list.length} within 10 %, ${list.length - known.length} not told; worst ${(100 * Math.max(...known)).toFixed(1)} %`,
  );
}
