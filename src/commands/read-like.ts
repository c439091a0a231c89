// The reference grid of a request: of a file, or as a record remembers it.
import { UserError } from '../core/errors.js';
import type { Affine, Grid, Vec3 } from '../core/grid.js';
import { type ReadGrid, readGrid } from '../scan/read-grid.js';
import { isJsonList, isJsonObject, type Json, textIn } from './json.js';
import { refuseOther } from './read-input.js';
import type { Request } from './request.js';
import { scanOptionsIn } from './scan-options.js';

/** Null where none was asked for. Throws a UserError, or a DifferentInputError on another file than the record's. */
export async function readLike(request: Request): Promise<ReadGrid | null> {
  const { paths, options, signal } = request;
  if (paths.like === undefined) return options.like ? remembered(options.like) : null;
  const { orientation, maxGap } = scanOptionsIn(options);
  const { grid, stored, sha256, files, format, numberType } = await readGrid(paths.like, {
    signal,
    orientation,
    maxGap,
  });
  refuseOther('like', sha256, request);
  // Just what a record remembers of it, so that nothing differs when it is read from there.
  return { grid, stored, sha256, files, format, numberType };
}

const broken = (): UserError =>
  new UserError(
    'The reference grid in the record is no grid.',
    'Give a record that was not altered, or the reference itself: --like <file>.',
  );

function remembered(json: Json): ReadGrid {
  if (!isJsonObject(json)) throw broken();
  const [sha256, format, numberType] = ['sha256', 'format', 'numberType'].map((name) => textIn(json, name));
  if (sha256 === null || format === null || numberType === null || typeof json.files !== 'number')
    throw broken();
  return {
    grid: gridIn(json.grid),
    stored: gridIn(json.stored),
    sha256,
    files: json.files,
    format,
    numberType,
  };
}

function gridIn(json: Json | undefined): Grid {
  if (!isJsonObject(json)) throw broken();
  const size = numbersIn(json.size);
  const affine = numbersIn(json.affine);
  if (!isVec3(size) || !size.every((n) => Number.isInteger(n) && n > 0) || !isAffine(affine)) throw broken();
  return { size, affine };
}

const numbersIn = (json: Json | undefined): readonly number[] => {
  const numbers = isJsonList(json) ? json.filter((one) => typeof one === 'number') : [];
  return numbers.length === (isJsonList(json) ? json.length : -1) ? numbers : [];
};

const isVec3 = (numbers: readonly number[]): numbers is Vec3 => numbers.length === 3;
const isAffine = (numbers: readonly number[]): numbers is Affine => numbers.length === 12;
