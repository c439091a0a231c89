// Reads one case as the commands would, and says how that ended. Anything but a scan, a model or two clear lines is a fault.
import { basename, dirname, join } from 'node:path';
import { replayRecord } from '../../src/commands/replay-record.js';
import { UserError } from '../../src/core/errors.js';
import { invert, spacingOf, voxelCount } from '../../src/core/grid.js';
import type { Scan } from '../../src/core/scan.js';
import { readMesh } from '../../src/files/read-mesh.js';
import { type Given, makeModel } from '../../src/run.js';
import { inspectScan } from '../../src/scan/inspect-scan.js';
import { listSeries } from '../../src/scan/list-series.js';
import { readMask } from '../../src/scan/marks/read-mask.js';
import { type ReadScan, readScan } from '../../src/scan/read-scan.js';
import { checkMesh } from '../../src/solid/check-mesh.js';
import type { Case } from './seed.js';

export type Ending = 'model' | 'read' | 'refused';

/** What the files of a case hold of a patient; nothing of it may be told. */
const secrets = /secret|19700102|1\.2\.3\.(4\.|777)|escaped/i;
/** A model is made of scans up to so many voxels. */
const small = 40_000;

/** Throws an Error with what is wrong; `onto`: the scan that masks mark. */
export async function tryCase(given: Case, folder: string, onto: ReadScan): Promise<Ending> {
  const path = join(folder, given.entry);
  try {
    if (given.kind === 'mesh') return await tryMesh(path);
    if (given.kind === 'record') return await tryRecord(path, folder);
    if (given.kind === 'mask') return await tryMask(path, given, onto);
    return await tryScan(path, given);
  } catch (error) {
    lookAt(error, path);
    return 'refused';
  }
}

/** An error that the user can mend, in two lines, without anything that is nobody's business. Anything else is thrown. */
function lookAt(error: unknown, path: string): void {
  if (!(error instanceof UserError)) throw error;
  const { message, advice } = error;
  if (!/\S/.test(message) || !/\S/.test(advice)) throw new Error(`no words: ${message} / ${advice}`);
  if (message.length > 600 || advice.length > 600) throw new Error(`long: ${message.slice(0, 200)}`);
  // Whoever shows it to the user makes the name that the user gave harmless.
  const own = `${message} ${advice}`.replaceAll(basename(path), '');
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  if (/[\0-\x1f\x7f-\x9f]/.test(own)) throw new Error(`control characters: ${JSON.stringify(message)}`);
  if (/\b((?<!byte )NaN(?!, infinite|')|undefined|\[object)\b/.test(own))
    throw new Error(`a hole: ${message}`);
  if (own.includes(dirname(path))) throw new Error(`a path: ${message}`);
  if (secrets.test(own)) throw new Error(`a secret: ${message}`);
}

async function tryMesh(path: string): Promise<Ending> {
  const { meshes, remarks } = await readMesh(path);
  for (const { mesh } of meshes) {
    const { positions, triangles } = mesh;
    if (triangles.length === 0 || !positions.every(Number.isFinite))
      throw new Error('a mesh of nothing, or not finite');
    if (triangles.some((v) => 3 * v >= positions.length)) throw new Error('an index beyond the vertices');
    checkMesh(mesh);
  }
  if (secrets.test(remarks.join(' '))) throw new Error('a secret in the remarks');
  return 'read';
}

async function tryRecord(path: string, folder: string): Promise<Ending> {
  // The phantom's record knows of no scan.
  const scan = join(folder, 'scan.nii');
  try {
    await replayRecord(path, { scan, threads: 1 });
  } catch (error) {
    lookAt(error, path);
    await replayRecord(path, { threads: 1 });
  }
  return 'read';
}

/** On the scan that it was drawn on, and by itself. */
async function tryMask(path: string, given: Case, onto: ReadScan): Promise<Ending> {
  let ending: Ending = 'refused';
  try {
    ending = await tryScan(path, given);
  } catch (error) {
    lookAt(error, path);
  }
  const { segment } = given.options;
  const { stored, frame } = onto;
  lookThrough(await readMask(path, onto.scan, { segment, stored, frame }));
  return ending === 'refused' ? 'read' : ending;
}

async function tryScan(path: string, { options }: Case): Promise<Ending> {
  const { model, inspect, ...asked } = options;
  await listed(path, asked.series);
  const read = await readScan(path, asked);
  lookThrough(read);
  const told = inspect === true ? JSON.stringify(inspectScan(read.scan)) : '';
  if (secrets.test(told)) throw new Error(`a secret in the summary: ${secrets.exec(told)?.[0]}`);
  if (model !== true || voxelCount(read.scan.grid) > small) return 'read';
  return (await modelled(read.scan, path)) ? 'model' : 'read';
}

async function listed(path: string, series: number | undefined): Promise<void> {
  try {
    const entries = await listSeries(path, series);
    if (secrets.test(JSON.stringify(entries))) throw new Error('a secret in the list of series');
  } catch (error) {
    lookAt(error, path);
  }
}

/** The promises of a read scan. */
function lookThrough({ scan, stored, sha256, files }: ReadScan): void {
  const { grid, voxels, nodes, facts } = scan;
  if (!grid.size.every((n) => Number.isSafeInteger(n) && n > 0)) throw new Error(`a grid of ${grid.size}`);
  if (voxels.length !== voxelCount(grid))
    throw new Error(`${voxels.length} voxels on a grid of ${grid.size}`);
  for (const { affine } of [grid, stored]) {
    if (!affine.every(Number.isFinite)) throw new Error(`an affine of ${affine}`);
    if (!invert(affine).every(Number.isFinite)) throw new Error(`no way back from ${affine}`);
  }
  if (voxels instanceof Float32Array && !voxels.every(Number.isFinite))
    throw new Error('voxels that are not finite');
  if (nodes?.at.some((t, n, all) => !(n === 0 ? t === 0 : t > all[n - 1])))
    throw new Error('slices out of order');
  if (nodes !== undefined && nodes.at.length !== grid.size[nodes.axis])
    throw new Error('slices without a place');
  if (!/^[0-9a-f]{64}$/.test(sha256) || !(files > 0)) throw new Error('no hash, or no files');
  const told = JSON.stringify(facts);
  if (secrets.test(told)) throw new Error(`a secret in the facts: ${secrets.exec(told)?.[0]}`);
}

/** False where nothing can be made of it, and that is said. */
async function modelled(scan: Scan, path: string): Promise<boolean> {
  try {
    const step = spacingOf(scan.grid.affine).map((s, a) =>
      Number(((s * scan.grid.size[a]) / 10).toPrecision(6)),
    );
    let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    for (const v of scan.voxels) {
      least = Math.min(least, v);
      most = Math.max(most, v);
    }
    const labels: Given = scan.facts.labels ? { occupancy: { labels: String(most) } } : {};
    const threshold = scan.facts.labels ? '' : String((least + most) / 2);
    await makeModel(scan, {
      threads: 1,
      given: { ...labels, resample: { spacing: step }, threshold: { threshold } },
    });
    return true;
  } catch (error) {
    lookAt(error, path);
    return false;
  }
}
