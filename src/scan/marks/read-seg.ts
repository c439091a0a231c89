// A DICOM segmentation (binary, fractional or label map) into a stored label map, or one segment of it.
import { createHash } from 'node:crypto';
import { UserError } from '../../core/errors.js';
import type { LabelName, Scan } from '../../core/scan.js';
import { counted } from '../dicom/counted.js';
import { type ParsedDicom, parseDicom } from '../dicom/parse-dicom.js';
import type { StoredFile } from '../dicom/stored-file.js';
import { decoderThreads } from '../pixels/decoder-threads.js';
import { transferSyntax } from '../pixels/transfer-syntax.js';
import type { ReadOptions, StoredFiles } from '../stored-scan.js';
import { unknownAcquisition } from '../unknown-acquisition.js';
import { chooseLabel } from './choose-label.js';
import { damagedSeg, type SegHeader, segHeader } from './seg-header.js';
import { type SegLattice, segLattice } from './seg-lattice.js';
import { segPixels } from './seg-pixels.js';
import { type SegVoxels, segVoxels } from './seg-voxels.js';
import { LARGEST_SEGMENTATION } from './segmentation-kind.js';

const MOST_VOXELS = 2 ** 31;
/** Slices that a file leaves out cost memory all the same: no more of them than this for each slice that is there. */
const MOST_LEFT_OUT = 64;

export interface SegOptions extends ReadOptions {
  /** The scan that was marked, whose slices tell which ones the file left out. */
  readonly onto?: Scan;
  /** Hash of that scan's frame of reference; a segmentation in another one is refused. Null where it isn't known. */
  readonly frame?: string | null;
}

/**
 * Reads `file`, which is known to be a segmentation; `name` is for messages. All segments as a label map, where the
 * lowest number wins what several claim; or the one that `options.segment` names. Of a fractional one the shares (0 … 1)
 * are kept where it is alone, chosen or, with `onto`, the only one; else it is cut at a half.
 */
export async function readSeg(
  file: StoredFile,
  name: string,
  options: SegOptions = {},
): Promise<StoredFiles> {
  if (file.size > LARGEST_SEGMENTATION) throw damagedSeg(name, 'is larger than 2 GB');
  const bytes = await file.bytes();
  const parsed = parseDicom(bytes);
  if (parsed === null) throw damagedSeg(name, 'is damaged or cut off');
  const header = segHeader(parsed, name);
  refuseOtherFrame(header, options.frame ?? null, name);
  const one = options.segment === undefined ? null : chooseLabel(header.segments, options.segment, name);
  const lattice = segLattice(header, options.onto ?? null, name);
  refuseTooMuch(header, lattice, name);
  const alone = one !== null || (options.onto !== undefined && header.segments.length === 1);
  const shares = alone && header.kind === 'fractional';
  const { signal, progress } = options;
  const wanted = { one, shares, sliceOf: lattice.sliceOf, slices: lattice.grid.size[2], signal, progress };
  const found = await voxelsOf(parsed, header, wanted, name);
  const { grid, nodes, slices } = lattice;
  return {
    stored: {
      grid,
      ...(nodes === undefined ? {} : { nodes }),
      voxels: found.voxels,
      saysLabels: !shares,
      facts: {
        ...unknownAcquisition,
        format: 'DICOM SEG',
        bodyPart: header.bodyPart,
        labelNames: one === null ? namesOf(header, found) : [one],
        slices,
        remarks: remarksOf(header, lattice, found, shares),
      },
    },
    sha256: createHash('sha256').update(bytes).digest('hex'),
    files: 1,
    numberType: header.bits === 1 ? 'uint1' : `uint${header.bits}`,
    rescaling: null,
    frame: header.frameOfReference,
  };
}

function refuseOtherFrame({ frameOfReference }: SegHeader, frame: string | null, name: string): void {
  if (frame === null || frameOfReference === null || frameOfReference === frame) return;
  throw new UserError(
    `${name}: this segmentation is in another frame of reference than the scan, so it does not lie where it seems to.`,
    'Give the segmentation of this scan, or the scan that it was made of.',
  );
}

const namesOf = ({ segments }: SegHeader, { unnamed }: SegVoxels): LabelName[] =>
  [...segments, ...unnamed.map((id) => ({ id, name: '', colour: null }))].sort((a, b) => a.id - b.id);

function refuseTooMuch({ rows, columns }: SegHeader, { grid, empty }: SegLattice, name: string): void {
  const [, , slices] = grid.size;
  if (rows * columns * slices <= MOST_VOXELS && empty <= MOST_LEFT_OUT * (slices - empty)) return;
  throw new UserError(
    `${name}: its frames span more than can be read (${columns} × ${rows} × ${slices} voxels).`,
    'Export the segmentation again, with all of its slices.',
  );
}

async function voxelsOf(
  parsed: ParsedDicom,
  header: SegHeader,
  wanted: Parameters<typeof segVoxels>[2],
  name: string,
): Promise<SegVoxels> {
  const { packing, name: compression } = transferSyntax(header.syntax);
  if (packing === null)
    throw new UserError(
      `${name}: its frames are compressed by ${compression}, which can't be decoded here.`,
      'Export the segmentation uncompressed (Explicit VR Little Endian).',
    );
  const threads = decoderThreads();
  try {
    const pixels = segPixels(parsed.set, header, threads);
    if (pixels.unfit !== null) throw damagedSeg(name, pixels.unfit);
    return await segVoxels(header, pixels, wanted);
  } catch (error) {
    wanted.signal?.throwIfAborted();
    // No memory for the volume: said by who knows of memory.
    if (error instanceof UserError || error instanceof RangeError) throw error;
    throw damagedSeg(name, "has frames that can't be decoded");
  } finally {
    await threads.close();
  }
}

function remarksOf(
  header: SegHeader,
  { empty, grid }: SegLattice,
  found: SegVoxels,
  shares: boolean,
): string[] {
  const remarks = [...header.remarks];
  if (header.kind === 'fractional' && !shares)
    remarks.push('A voxel was given to a segment where that takes half of it or more.');
  if (found.overlapping > 0)
    remarks.push(
      `${counted(found.overlapping, 'voxel belongs', 'voxels belong')} to more than one segment and went to the one of the lowest number. Choose a segment to have it whole.`,
    );
  if (empty > 0)
    remarks.push(
      `${empty} of ${grid.size[2]} slices ${empty === 1 ? 'is' : 'are'} not in the file, which leaves out empty ones: nothing is marked there.`,
    );
  if (found.unnamed.length > 0)
    remarks.push(
      `The file does not name ${found.unnamed.length === 1 ? 'a label' : `${found.unnamed.length} labels`} that it holds: ${found.unnamed.slice(0, 20).join(', ')}.`,
    );
  return remarks;
}
