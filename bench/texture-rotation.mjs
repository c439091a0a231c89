// One texture, scanned in two directions: what its values are on the scanner's own voxels, and on isotropic ones.
// node bench/texture-rotation.mjs            the table; --json: the figures alone. Needs `npm run build`.
//
// The grain is the same in the patient, and so is the region (a ball of 40 mm). Axial: 1 × 1 mm in the slice, slices every
// 3 mm from foot to head. Sagittal: the same scanner, the patient's right-left axis across the slices. `point`: voxels
// hold the value at their centre; `slice`: its mean over the 3 mm of the slice, as a scanner's do.
import { toPatient } from '../dist/core/grid.js';
import { grain } from '../dist/phantom/grain.js';
import { coOccurrence } from '../dist/texture/co-occurrence.js';
import { discretise } from '../dist/texture/discretise.js';
import { matrixFeatures } from '../dist/texture/matrix-features.js';
import { texture } from '../dist/texture/texture.js';
import { resample } from '../dist/volume/resample.js';
import { store } from '../dist/volume/store.js';

const slice = 3;
const extent = 66;
const radius = 20;
/** Grey levels of 20 HU from one fixed place, the same for all. */
const settings = { range: '-1000:1000', binWidth: 20 };
const bins = { by: 'width', width: 20, from: -1000 };
const facts = { modality: null, labels: false, storedAxes: 'LPS', remarks: [] };

function gridOf(spacing) {
  const size = spacing.map((s) => Math.round(extent / s));
  const start = spacing.map((s, axis) => (-s * (size[axis] - 1)) / 2);
  const [x, y, z] = spacing;
  return { size, affine: [x, 0, 0, start[0], 0, y, 0, start[1], 0, 0, z, start[2]] };
}

function filled(grid, value) {
  const [nx, ny, nz] = grid.size;
  const voxels = new Float32Array(new SharedArrayBuffer(4 * nx * ny * nz));
  for (let k = 0, v = 0; k < nz; k++)
    for (let j = 0; j < ny; j++)
      for (let i = 0; i < nx; i++) voxels[v++] = value(toPatient(grid.affine, i, j, k));
  return { grid, voxels, facts };
}

/** `profile`: where within the slice the scanner looks, mm. */
function scanned(value, across, profile) {
  const spacing = [1, 1, 1];
  spacing[across] = slice;
  const seen = (p) => {
    const sum = profile.reduce(
      (total, d) => total + value(p.map((x, axis) => (axis === across ? x + d : x))),
      0,
    );
    return sum / profile.length;
  };
  return filled(gridOf(spacing), seen);
}

const inBall = (p) => (Math.hypot(...p) < radius ? 1 : 0);

async function valuesOf(image) {
  const mask = filled(image.grid, inBall);
  const { features } = await texture({ image, mask }, settings);
  const levels = discretise(image.voxels, Uint8Array.from(mask.voxels), bins);
  const towards = (name, direction) => {
    const { contrast } = matrixFeatures(coOccurrence(levels, image.grid.size, direction), levels.count);
    return [`contrast of neighbours towards the ${name}`, contrast];
  };
  return {
    ...features,
    ...Object.fromEntries([
      towards('left', [1, 0, 0]),
      towards('back', [0, 1, 0]),
      towards('head', [0, 0, 1]),
    ]),
  };
}

const isotropic = async (scan, kernel) =>
  store(await resample(scan, { spacing: 1, kernel, antiAlias: 'none' }), { rounding: 'none' });

const slicesOf = { point: [0], slice: Array.from({ length: 9 }, (_, n) => (slice * (n - 4)) / 9) };
const shown = [
  'contrast of neighbours towards the left',
  'contrast of neighbours towards the back',
  'contrast of neighbours towards the head',
  'cm_contrast_3D_avg',
  'cm_contrast_3D_comb',
  'cm_joint_entr_3D_avg',
  'cm_inv_diff_3D_avg',
  'cm_corr_3D_avg',
  'cm_clust_tend_3D_avg',
  'cm_energy_3D_avg',
  'cm_info_corr1_3D_avg',
  'stat_mean',
  'stat_var',
];

const value = grain(1, 80);
const rows = [];
for (const profile of ['point', 'slice']) {
  const [axial, sagittal] = [2, 0].map((axis) => scanned(value, axis, slicesOf[profile]));
  const ways = [
    ['scanner’s voxels', (scan) => scan],
    ['1 mm, trilinear', (scan) => isotropic(scan, 'linear')],
    ['1 mm, cubic B-spline', (scan) => isotropic(scan, 'bspline3')],
  ];
  for (const [name, way] of ways) {
    const [a, b] = [await valuesOf(await way(axial)), await valuesOf(await way(sagittal))];
    for (const tag of shown) rows.push({ voxels: profile, grid: name, tag, axial: a[tag], sagittal: b[tag] });
  }
}
const truth = await valuesOf(filled(gridOf([1, 1, 1]), value));

const off = ({ axial, sagittal }) =>
  (200 * Math.abs(axial - sagittal)) / (Math.abs(axial) + Math.abs(sagittal));
if (process.argv.includes('--json')) console.log(JSON.stringify({ rows, truth }, null, 2));
else {
  console.log(
    '| voxels hold | grid | value | axial | sagittal | apart | true, 1 mm |\n|---|---|---|---|---|---|---|',
  );
  for (const row of rows) {
    const cells = [row.voxels, row.grid, row.tag, row.axial.toPrecision(4), row.sagittal.toPrecision(4)];
    const apart = row.tag === 'stat_mean' ? '' : `${off(row).toFixed(1)} %`;
    console.log(`| ${[...cells, apart, truth[row.tag].toPrecision(4)].join(' | ')} |`);
  }
}
