// A DICOM series, out of a folder or one multi-frame file, into a stored scan.
import { basename, resolve } from 'node:path';
import { UserError } from '../../core/errors.js';
import { valueTally } from '../../kernel/value-tally.js';
import { countsOf } from '../count-values.js';
import { joinHashes } from '../hash-files.js';
import { undecodable } from '../pixels/decode-frame.js';
import type { ReadOptions, StoredFiles, StoredScan } from '../stored-scan.js';
import { chooseStack } from './choose-stack.js';
import type { DicomSlice } from './dicom-series.js';
import { dropTwins } from './drop-twins.js';
import { enoughBytes } from './enough-bytes.js';
import { findDicom } from './find-dicom.js';
import { frameHash } from './frame-hash.js';
import { type PixelSource, pixelSource } from './pixel-source.js';
import { readIdentity } from './read-identity.js';
import { frameRescaler, paddingValue } from './rescale-frame.js';
import { planeOf } from './slice-plane.js';
import { stackSlices } from './stack-slices.js';

const MOST_VOXELS = 2 ** 31;

/** Reads the stack of slices at `path` that is asked for, or suggested: no more than a few files and the voxels in memory at a time. */
export async function readDicom(path: string, options: ReadOptions): Promise<StoredFiles> {
  const name = basename(resolve(path));
  const chosen = chooseStack(await findDicom(path, options.signal), name, options.series);
  const [{ image }] = chosen.slices;
  refuse(chosen.slices, name);
  options.room?.(image.columns * image.rows * chosen.slices.length);
  const source = pixelSource(name, options.signal);
  const sorted = await dropTwins(chosen.slices, source, name);
  const stack = stackSlices(planeOf(sorted.slices), name, {
    maxGap: options.maxGap,
    duplicates: chosen.slices.length - sorted.slices.length,
  });
  const values = await readVoxels(sorted.slices, source, options).finally(() => source.close());
  const hashes = source.hashes();
  const bare = rescaleCautions(chosen.slices);
  return {
    stored: {
      grid: { size: [image.columns, image.rows, sorted.slices.length], affine: stack.affine },
      ...(stack.nodes === undefined ? {} : { nodes: stack.nodes }),
      ...values,
      saysLabels: false,
      facts: {
        format: 'DICOM',
        modality: image.modality,
        sliceThickness: image.sliceThickness,
        reconstructionKernel: image.kernel,
        tubeVoltageKV: image.kilovolts,
        manufacturer: image.manufacturer,
        scannerModel: image.model,
        bodyPart: image.bodyPart,
        labelNames: [],
        slices: stack.slices,
        cautions: [...chosen.cautions, ...bare],
        remarks: [
          ...chosen.remarks,
          ...sorted.remarks,
          ...stack.remarks,
          ...bare,
          ...lossRemarks(chosen.slices),
          ...paddingRemarks(chosen.slices),
        ],
      },
    },
    sha256: joinHashes(hashes),
    files: hashes.length,
    numberType: `${image.signed ? '' : 'u'}int${image.bitsAllocated}`,
    rescaling: null,
    frame: frameHash(image.frameOfReference),
    ...(options.identity ? { identity: await readIdentity(image.file) } : {}),
  };
}

function refuse(slices: readonly DicomSlice[], name: string): void {
  const [{ image }] = slices;
  const syntax = slices.map((slice) => undecodable(slice.image.syntax)).find((kind) => kind !== null);
  if (syntax !== undefined)
    throw new UserError(
      `${name}: its slices are compressed by ${syntax}, which can't be decoded here.`,
      'Export the series uncompressed (Explicit VR Little Endian) or as JPEG 2000 or JPEG-LS.',
    );
  if (!enoughBytes(slices))
    throw new UserError(
      `${name}: its headers promise more pixels than its files can hold; it is damaged or cut off.`,
      'Export or copy the series again.',
    );
  if (image.rows * image.columns * slices.length > MOST_VOXELS)
    throw new UserError(
      `${name}: it has more voxels than can be read (${image.columns} × ${image.rows} × ${slices.length}).`,
      'Give a folder with only the slices that you need.',
    );
}

/** Int16 until a value does not fit; then what was written so far moves to Float32. */
async function readVoxels(
  slices: readonly DicomSlice[],
  source: PixelSource,
  options: ReadOptions,
): Promise<Pick<StoredScan, 'voxels' | 'counted'>> {
  const [{ image }] = slices;
  const count = image.rows * image.columns;
  let voxels: Int16Array | Float32Array = new Int16Array(new SharedArrayBuffer(count * slices.length * 2));
  const tally = valueTally();
  const rescale = frameRescaler();
  source.expect(slices);
  for (const [n, slice] of slices.entries()) {
    options.signal?.throwIfAborted();
    const pixels = await source.pixelsOf(slice);
    if (!rescale(pixels, slice.image, slice.frame, voxels, n * count)) {
      const wide = new Float32Array(new SharedArrayBuffer(count * slices.length * 4));
      wide.set(voxels.subarray(0, n * count));
      voxels = wide;
      rescale(pixels, slice.image, slice.frame, voxels, n * count);
    }
    if (voxels instanceof Int16Array) tally.add(voxels.subarray(n * count, (n + 1) * count));
    options.progress?.((n + 1) / slices.length);
  }
  return voxels instanceof Int16Array ? { voxels, counted: countsOf(tally.counts()) } : { voxels };
}

/** A slice without its rescaling among others that have theirs is off by a thousand HU, and looks like bone. */
function rescaleCautions(slices: readonly DicomSlice[]): string[] {
  const without = slices.filter(({ image }) => !image.rescales).length;
  if (without === 0 || without === slices.length) return [];
  return [
    `${without} of ${slices.length} slices do not say how their values are to be rescaled, the others do: these were taken as they are stored.`,
  ];
}

function lossRemarks(slices: readonly DicomSlice[]): string[] {
  const lossy = slices.filter(({ image }) => image.lossy).length;
  if (lossy === 0) return [];
  return [
    `${lossy} of ${slices.length} slices were once compressed with loss; fine detail may be gone or invented.`,
  ];
}

function paddingRemarks(slices: readonly DicomSlice[]): string[] {
  const bright = slices.some(
    ({ image, frame }) => image.modality === 'CT' && (paddingValue(image, frame) ?? 0) > 0,
  );
  return bright ? ['Pixels that the file marks as padding by a value above water were set to -1024 HU.'] : [];
}
