// Every value that the IBSI has published for what Isocast computes, beside ours: C, D, E, the digital phantom, filters.
// node bench/ibsi.mjs [data folder] [reference folder]   default ../shared/data and ../shared/reference beside the project
// Add --brief for the values that are out of tolerance alone, --threads n for the number of threads (default: all).
// Exits 3 if any value is out of tolerance. Needs `npm run build`.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { filterScan, measureTexture, readScan } from '../dist/index.js';

const args = process.argv.slice(2);
const take = (flag) => {
  const at = args.indexOf(flag);
  return at < 0 ? undefined : args.splice(at, 2)[1];
};
const threads = Number(take('--threads') ?? availableParallelism());
const brief = args.includes('--brief');
const folders = args.filter((arg) => arg !== '--brief');
const beside = (path) => fileURLToPath(new URL(`../../shared/${path}`, import.meta.url));
const data = resolve(folders[0] ?? beside('data'));
const reference = resolve(folders[1] ?? beside('reference'));

const lung = join(data, 'ibsi1-lungct/nifti/image/phantom.nii.gz');
const lungMask = join(data, 'ibsi1-lungct/nifti/mask/mask.nii.gz');
const digital = join(data, 'ibsi1-digital/nifti/image/phantom.nii.gz');
const digitalMask = join(data, 'ibsi1-digital/nifti/mask/mask.nii.gz');
const phantom = (name) => join(data, `ibsi2-digital/nifti/${name}/image/${name}.nii.gz`);
const map = (id) => join(reference, `ref_2_${id}.nii.gz`);
const table = join(reference, 'ibsi_reference.csv');
const verifiedFile = join(reference, 'ibsi_verified_values.json');

const needed = [
  table,
  lung,
  lungMask,
  digital,
  digitalMask,
  phantom('impulse'),
  phantom('checkerboard'),
  ...['a', 'b', 'c'].map(map),
];
const missing = needed.filter((path) => !existsSync(path));
if (missing.length > 0) {
  console.error(`This bench compares with data that is not part of the project. Missing:\n  ${missing.join('\n  ')}
The scans are those of https://github.com/theibsi/data_sets, the response maps those of
https://github.com/theibsi/ibsi_2_reference_data, the values those of the IBSI's compliance sheets as one CSV
(standard,configuration,processing,feature_tag,reference,tolerance,…).
Give the two folders: npm run bench -- ibsi <data> <reference>`);
  process.exit(2);
}

/** Fields of a line; quoted ones may hold commas. */
const fieldsOf = (line) =>
  [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)].map(([, field]) => field.replace(/^"|"$/g, ''));

const [head, ...lines] = readFileSync(table, 'utf8').trim().split(/\r?\n/);
const columns = fieldsOf(head);
const rows = lines.map((line) => {
  const fields = fieldsOf(line);
  return Object.fromEntries(columns.map((name, n) => [name, fields[n]]));
});

/** What of the compliance sheets Isocast computes. */
const ours =
  /^(img_dim|vox_dim|mean_int|min_int|max_int|int_mask|morph_mask|stat_|ih_|cm_.*_3D_(avg|comb)$|morph_volume$|morph_vol_approx$|morph_area_mesh$)/;
const expectedOf = (standard, configuration) =>
  rows.filter(
    (row) =>
      row.standard === standard &&
      row.configuration === configuration &&
      ours.test(row.feature_tag) &&
      row.tolerance !== '',
  );

/** Digits that a published number states, three at least: 367000 → 3, 125256 → 6. */
const digitsOf = (text) => {
  const digits = text.replace(/e.*$/i, '').replace(/[-+.]/g, '').replace(/^0+/, '').replace(/0+$/, '');
  return Math.max(3, digits.length);
};

/** The IBSI 1 compares after rounding as published (three digits, or all where more are stated); the IBSI 2 at once. */
function within(standard, value, { reference: stated, tolerance }) {
  const rounded = standard === 'IBSI-1' ? Number(value.toPrecision(digitsOf(stated))) : value;
  return Math.abs(rounded - Number(stated)) <= Number(tolerance) * (1 + 1e-9) + 1e-12;
}

const three = (x) => Number(x.toPrecision(3));
const counts = { values: 0, out: 0, equal: 0 };
/** What the README's table has a row for. */
const subjects = [
  ['configuration C (2 mm, trilinear)', /^config_c$/],
  ['configuration D (2 mm, trilinear, 3σ)', /^config_d$/],
  ['configuration E (2 mm, cubic B-spline)', /^config_e$/],
  ['digital phantom', /^dig_phantom$/],
  ['statistics of the unfiltered lung (1.A, 1.B)', /^1/],
  ['statistics of the Laplacian of a Gaussian (3.A, 3.B)', /^3/],
  ['its response maps (2.a, 2.b, 2.c)', /^2/],
].map(([name, pattern]) => ({ name, pattern, values: 0, out: 0, equal: 0 }));
const verified = existsSync(verifiedFile) ? JSON.parse(readFileSync(verifiedFile, 'utf8')) : {};
const listed = { values: 0, reference: 0, verified: 0 };

function print(cells, out) {
  if (out || !brief) console.log(`| ${cells.join(' | ')} |`);
}

function count(configuration, ok, equal) {
  for (const sum of [counts, ...subjects.filter(({ pattern }) => pattern.test(configuration))]) {
    sum.values++;
    if (!ok) sum.out++;
    if (equal) sum.equal++;
  }
}

function judge(standard, configuration, values) {
  const expected = expectedOf(standard, configuration);
  const known = verified[configuration] ?? {};
  for (const row of expected) {
    const tag = row.feature_tag;
    const value = values[tag] ?? Number.NaN;
    const ok = within(standard, value, row);
    const equal = three(value) === three(Number(row.reference));
    count(configuration, ok, equal);
    if (known[tag] !== undefined) {
      listed.values++;
      if (equal) listed.reference++;
      if (three(value) === three(known[tag])) listed.verified++;
    }
    const shown = Number.isNaN(value) ? 'none' : Number(value.toPrecision(7));
    const verdict = ok ? 'within' : 'OUT';
    print([configuration, tag, row.reference, row.tolerance, shown, verdict, equal ? 'yes' : ''], !ok);
  }
}

const measure = async (image, mask, options) => {
  const { made } = await measureTexture(image, { mask, threads, ...options });
  return { ...made.diagnostics, ...made.features };
};

console.log('| configuration | value | reference | tolerance | ours | verdict | equal at 3 digits |');
console.log('|---|---|---|---|---|---|---|');

// Grey levels as they are: bins of 1 from 1.
judge(
  'IBSI-1',
  'dig_phantom',
  await measure(digital, digitalMask, { given: { texture: { range: '1:', binWidth: 1 } } }),
);
for (const letter of ['c', 'd', 'e'])
  judge('IBSI-1', `config_${letter}`, await measure(lung, lungMask, { preset: `ibsi-${letter}` }));

const range = '-1000:400';
const asScanned = { spacing: [0.977, 0.977, 3] };
const fine = { spacing: 1, kernel: 'bspline3', antiAlias: 'none' };
const filters = [
  ['1.A', { resample: asScanned }],
  ['1.B', { resample: fine, store: { rounding: 'whole' } }],
  ['3.A', { resample: asScanned, laplacian: { sigma: 1.5, dimensions: 2 } }],
  ['3.B', { resample: fine, store: { rounding: 'whole' }, laplacian: { sigma: 1.5 } }],
];
for (const [id, given] of filters)
  judge('IBSI-2', id, await measure(lung, lungMask, { given: { ...given, texture: { range } } }));

const folder = mkdtempSync(join(tmpdir(), 'isocast-ibsi-'));
try {
  for (const [id, name, laplacian] of [
    ['a', 'impulse', { sigma: 3, boundary: 'zero' }],
    ['b', 'checkerboard', { sigma: 5, boundary: 'mirror' }],
    ['c', 'checkerboard', { sigma: 5, boundary: 'mirror', dimensions: 2 }],
  ]) {
    const out = join(folder, `${id}.nii.gz`);
    await filterScan(phantom(name), { out, given: { laplacian }, threads });
    const [{ scan: got }, { scan: expected }] = [await readScan(out), await readScan(map(id))];
    let [low, high, off] = [Infinity, -Infinity, 0];
    expected.voxels.forEach((value, v) => {
      [low, high] = [Math.min(low, value), Math.max(high, value)];
      off = Math.max(off, Math.abs(value - got.voxels[v]));
    });
    const share = off / (high - low);
    const ok = share <= 0.01;
    count(`2.${id}`, ok, false);
    const cells = [`2.${id}`, 'response map, greatest difference / range', 0, 0.01, share.toExponential(2)];
    print([...cells, ok ? 'within' : 'OUT', ''], !ok);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

console.log('\n| subject | values | out of tolerance | equal at 3 digits |\n|---|---|---|---|');
for (const { name, values, out, equal } of subjects)
  console.log(`| ${name} | ${values} | ${out} | ${name.includes('maps') ? '' : equal} |`);
console.log(
  `\n${counts.values} values: ${counts.out} out of tolerance, ${counts.equal} equal to the reference at 3 significant digits.`,
);
if (listed.values > 0)
  console.log(
    `Of the ${listed.values} values verified independently: ${listed.reference} equal to the reference at 3 significant digits, ${listed.verified} to the independent values.`,
  );
if (counts.out > 0) process.exitCode = 3;
