// Reads one volume of a file as a scan's voxels.
import { valueTally } from '../../kernel/value-tally.js';
import { countsOf } from '../count-values.js';
import { countNotNumbers, type GatheredVoxels, gatherVoxels } from '../gather-voxels.js';
import { eachNumber, refuseShort, type Stretch } from './each-number.js';
import type { Numbers } from './numbers-of.js';
import type { RawVoxels } from './raw-voxels.js';
import type { Reading } from './read-into.js';
import type { VolumeFile } from './volume-file.js';

/**
 * The `volume`-th (from 0) of the file's volumes. Numbers that are voxels as they stand in the file are read to where they stay;
 * others are turned into voxels block by block, so that the file's own are never all in memory.
 */
export function readVoxels(
  file: Pick<VolumeFile, 'raw' | 'slope' | 'intercept'>,
  volume: number,
  name: string,
  options: Reading,
): Promise<GatheredVoxels> {
  const { raw, slope, intercept } = file;
  const { count, volumes, type, text } = raw;
  if (raw.interleaved && volumes > 1) return readEvery(file, volume, name, options);
  const stretch = { from: volume * count, to: (volume + 1) * count };
  refuseShort(raw, stretch, name);
  const plain = slope === 1 && intercept === 0 && !text;
  if (plain && type === 'int16') return readShorts(raw, stretch, name, options);
  if (plain && type === 'float32') return readSingles(raw, stretch, name, options);
  return readOthers(file, stretch, name, options);
}

async function readShorts(
  raw: RawVoxels,
  stretch: Stretch,
  name: string,
  options: Reading,
): Promise<GatheredVoxels> {
  const voxels = new Int16Array(new SharedArrayBuffer(2 * raw.count));
  const tally = valueTally();
  const take = (block: Numbers): void => {
    if (block instanceof Int16Array) tally.add(block);
  };
  await eachNumber(raw, { ...stretch, into: new Uint8Array(voxels.buffer) }, take, name, options);
  return { voxels, counted: countsOf(tally.counts()), notNumbers: 0, rounded: 0, reversible: true };
}

/** As they are, unless all of them are whole and fit into 16 bits. */
async function readSingles(
  raw: RawVoxels,
  stretch: Stretch,
  name: string,
  options: Reading,
): Promise<GatheredVoxels> {
  const voxels = new Float32Array(new SharedArrayBuffer(4 * raw.count));
  let notNumbers = 0;
  let whole = true;
  const take = (block: Numbers): void => {
    if (!(block instanceof Float32Array)) return;
    whole &&= areShort(block);
    if (!whole) notNumbers += countNotNumbers(block);
  };
  await eachNumber(raw, { ...stretch, into: new Uint8Array(voxels.buffer) }, take, name, options);
  if (!whole) return { voxels, notNumbers, rounded: 0, reversible: true };
  const gathered = gatherVoxels(raw.count, { slope: 1, intercept: 0 });
  gathered.take(voxels);
  return gathered.finish();
}

function areShort(block: Float32Array): boolean {
  for (let n = 0; n < block.length; n++) if ((block[n] << 16) >> 16 !== block[n]) return false;
  return true;
}

async function readOthers(
  { raw, slope, intercept }: Pick<VolumeFile, 'raw' | 'slope' | 'intercept'>,
  stretch: Stretch,
  name: string,
  options: Reading,
): Promise<GatheredVoxels> {
  const gathered = gatherVoxels(raw.count, { slope, intercept });
  await eachNumber(raw, stretch, gathered.take, name, options);
  return gathered.finish();
}

/** Every `volumes`-th number. */
async function readEvery(
  { raw, slope, intercept }: Pick<VolumeFile, 'raw' | 'slope' | 'intercept'>,
  volume: number,
  name: string,
  options: Reading,
): Promise<GatheredVoxels> {
  const { count, volumes } = raw;
  const stretch = { from: 0, to: count * volumes };
  refuseShort(raw, stretch, name);
  const gathered = gatherVoxels(count, { slope, intercept });
  const take = (block: Numbers, at: number): void => {
    const first = (volume - (at % volumes) + volumes) % volumes;
    let picked = 0;
    // The block is ours until we return.
    for (let n = first; n < block.length; n += volumes) block[picked++] = block[n];
    gathered.take(block.subarray(0, picked));
  };
  await eachNumber(raw, stretch, take, name, options);
  return gathered.finish();
}
