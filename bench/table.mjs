// What --remove-table does to patients on a table, by formula and in scans of yours: node bench/table.mjs [ct …]
// Without a scan: the time that it takes for a head and for a whole body, by the size of the scan.
import { quietContext } from '../dist/core/context.js';
import { readScan } from '../dist/scan/read-scan.js';
import { removeTable } from '../dist/segment/remove-table.js';
import { threshold } from '../dist/segment/threshold.js';
import { resample } from '../dist/volume/resample.js';

/** A trunk with lungs on the two shells of a table, and two arms; HU at (x, y, z) mm. */
function valueAt(x, y, z) {
  if ((x / 150) ** 2 + (y / 100) ** 2 < 1) {
    if (z > 0 && ((Math.abs(x) - 65) / 50) ** 2 + (y / 60) ** 2 < 1) return -850;
    return Math.hypot(x, y - 60) < 18 ? 700 : 40;
  }
  if (Math.hypot(Math.abs(x) - 200, y - 30 - z / 20) < 35)
    return Math.hypot(Math.abs(x) - 200, y - 30) < 10 ? 900 : 30;
  if (Math.abs(x) < 220 && (Math.abs(y - 112) < 2 || Math.abs(y - 150) < 2)) return -50;
  return Math.abs(x) < 220 && y > 112 && y < 150 ? -950 : -1000;
}

function patient(size, spacing) {
  const [nx, ny, nz] = size;
  const voxels = new Int16Array(new SharedArrayBuffer(2 * nx * ny * nz));
  const start = size.map((n, c) => -((n - 1) / 2) * spacing[c]);
  let v = 0;
  for (let k = 0; k < nz; k++)
    for (let j = 0; j < ny; j++)
      for (let i = 0; i < nx; i++)
        voxels[v++] = valueAt(
          start[0] + i * spacing[0],
          start[1] + j * spacing[1],
          start[2] + k * spacing[2],
        );
  const affine = [spacing[0], 0, 0, start[0], 0, spacing[1], 0, start[1], 0, 0, spacing[2], start[2]];
  const stored = { storedAxes: 'LPS', storedSize: size, storedSpacing: spacing };
  const facts = { format: 'NIfTI-1', modality: 'CT', labels: false, ...stored, remarks: [] };
  return { grid: { size, affine }, voxels, facts };
}

async function tell(name, scan, spacing) {
  const volume = await resample(scan, { spacing, kernel: 'linear' });
  const segment = await threshold(volume, { preset: 'skin-adult' });
  const notes = new Map();
  const findings = [];
  const context = {
    ...quietContext,
    note: (key, value) => notes.set(key, value),
    find: (f) => findings.push(f.code),
  };
  const start = performance.now();
  await removeTable(segment, { remove: true }, context);
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  const ml = (key) => `${Number(notes.get(key) ?? 0).toFixed(0)} ml`;
  console.log(
    `${name}: ${scan.grid.size.join(' × ')} → ${volume.grid.size.join(' × ')}: ${seconds} s; body ${ml('body')}, not body ${ml('not body')}, of that table ${ml('of that, table')}${findings.length > 0 ? `; ${findings.join(', ')}` : ''}`,
  );
}

const paths = process.argv.slice(2);
for (const [n, path] of paths.entries()) {
  const read = await readScan(path, {});
  await tell(`scan ${n + 1}`, read.scan ?? read, 1);
}
if (paths.length === 0) {
  await tell('a trunk', patient([500, 400, 150], [1, 0.9, 2]), 1);
  await tell('a whole body', patient([500, 400, 600], [1, 0.9, 3]), 2);
}
