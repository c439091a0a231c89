// Reads the stored numbers of one volume of a file.

import type { ReadOptions } from '../stored-scan.js';
import type { Numbers } from '../to-voxels.js';
import { eachNumber, refuseShort } from './each-number.js';
import { emptyNumbers } from './numbers-of.js';
import type { RawVoxels } from './raw-voxels.js';

/** The `volume`-th (from 0) of the file's volumes, over a SharedArrayBuffer. */
export async function readNumbers(
  raw: RawVoxels,
  volume: number,
  name: string,
  options: ReadOptions,
): Promise<Numbers> {
  const { count, volumes } = raw;
  if (raw.interleaved && volumes > 1) return readEvery(raw, volume, name, options);
  const stretch = { from: volume * count, to: (volume + 1) * count };
  refuseShort(raw, stretch, name);
  const numbers = emptyNumbers(raw.text ? 'float64' : raw.type, count);
  const take = (block: Numbers, at: number): void => numbers.set(block, at - stretch.from);
  await eachNumber(raw, stretch, take, name, options);
  return numbers;
}

/** Every `volumes`-th number. */
async function readEvery(
  raw: RawVoxels,
  volume: number,
  name: string,
  options: ReadOptions,
): Promise<Numbers> {
  const { count, volumes } = raw;
  const stretch = { from: 0, to: count * volumes };
  refuseShort(raw, stretch, name);
  const numbers = emptyNumbers(raw.text ? 'float64' : raw.type, count);
  const take = (block: Numbers, at: number): void => {
    const first = (volume - (at % volumes) + volumes) % volumes;
    for (let n = first; n < block.length; n += volumes) numbers[(at + n - volume) / volumes] = block[n];
  };
  await eachNumber(raw, stretch, take, name, options);
  return numbers;
}
