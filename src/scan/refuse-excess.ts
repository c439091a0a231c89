// Refuses files that hold far more than their header accounts for, before they are read through for their hash.
import { stat } from 'node:fs/promises';
import { UserError } from '../core/errors.js';
import { bytesOf } from './volumes/number-type.js';
import type { RawVoxels } from './volumes/raw-voxels.js';

/** Headers, extensions and what writers leave behind the voxels take less, bytes. */
const MOST_BESIDE = 2 ** 30;
/** A number in digits is no longer than this. */
const LONGEST = 64;
/** Label maps of mostly nothing pack some hundredfold; what packs better and is large besides is there to do harm. */
const MOST_RATIO = 500;
/** Deflate can't do better: such a file is cut off, which whoever reads the numbers says. */
const MOST_DEFLATED = 1032;

/** `paths`: all files of the scan. Throws a UserError; whoever has read so far has taken no memory yet. */
export async function refuseExcess(raw: RawVoxels, paths: readonly string[], name: string): Promise<void> {
  const numbers = raw.count * raw.volumes;
  const wanted = numbers * (raw.text ? LONGEST : bytesOf[raw.type]);
  const sizes = await Promise.all(paths.map(async (path) => (await stat(path)).size));
  const stored = sizes.reduce((sum, size) => sum + size, 0);
  const skipped = raw.pieces.reduce((sum, { skip }) => sum + skip, 0);
  if (stored > wanted + MOST_BESIDE || skipped > MOST_BESIDE)
    throw new UserError(
      `${name}: there is ${(Math.max(stored, skipped) / 1e9).toFixed(1)} GB in it, of which its header accounts for ${(wanted / 1e9).toFixed(1)} GB.`,
      'Export it again; it may be damaged, or hold something else.',
    );
  const ratio = raw.packed && wanted > MOST_BESIDE ? wanted / stored : 1;
  if (ratio > MOST_RATIO && ratio <= MOST_DEFLATED)
    throw new UserError(
      `${name}: ${(wanted / 1e9).toFixed(1)} GB are packed into ${(stored / 1e6).toFixed(1)} MB in it, more than any scan allows.`,
      'If it is a scan, unpack it first, and give what comes out.',
    );
}
