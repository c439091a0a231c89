// Sorts the DICOM pictures of a folder into stacks, and says of each whether a model can be made of it, and why not.
import type { Vec3 } from '../core/grid.js';
import type { DicomFrame, DicomImage } from './dicom-image.js';

/** Components of directions that differ by less are one orientation; 0.03°. */
const SAME_DIRECTION = 5e-4;
/** Pixel spacings that differ by less are one, mm. */
const SAME_SPACING = 1e-4;

export interface DicomSlice {
  readonly image: DicomImage;
  readonly frame: DicomFrame;
  /** Which frame of its file. */
  readonly index: number;
}

export interface DicomStack {
  readonly slices: readonly DicomSlice[];
  /** Null when this can be read as a scan, else why not, in a few words. */
  readonly unfit: string | null;
}

/** Stacks of one series, orientation, matrix and pixel spacing each; the best first: fit, then with most slices. */
export function groupSlices(images: readonly DicomImage[]): DicomStack[] {
  const stacks: DicomSlice[][] = [];
  const bySeries = new Map<string, DicomSlice[][]>();
  const slices = images.flatMap((image) => image.frames.map((frame, index) => ({ image, frame, index })));
  for (const slice of slices) {
    const { image } = slice;
    const key = [image.series, image.modality, image.rows, image.columns, unfitImage(image)].join('|');
    const kin = bySeries.get(key) ?? [];
    bySeries.set(key, kin);
    const stack = kin.find((candidate) => alike(candidate[0].frame, slice.frame));
    if (stack !== undefined) {
      stack.push(slice);
      continue;
    }
    const fresh = [slice];
    kin.push(fresh);
    stacks.push(fresh);
  }
  return stacks.map((stack) => ({ slices: stack, unfit: unfitStack(stack) })).sort(better);
}

function better(a: DicomStack, b: DicomStack): number {
  if ((a.unfit === null) !== (b.unfit === null)) return a.unfit === null ? -1 : 1;
  if (a.slices.length !== b.slices.length) return b.slices.length - a.slices.length;
  const [p, q] = [a.slices[0].image, b.slices[0].image];
  const keyOf = (image: DicomImage): string =>
    `${image.modality} ${image.series} ${image.rows} ${image.columns}`;
  return keyOf(p) < keyOf(q) ? -1 : keyOf(p) > keyOf(q) ? 1 : 0;
}

function alike(a: DicomFrame, b: DicomFrame): boolean {
  if (a.position === null || b.position === null) return a.position === b.position;
  if (a.orientation === null || b.orientation === null) return a.orientation === b.orientation;
  if (a.pixelSpacing === null || b.pixelSpacing === null) return a.pixelSpacing === b.pixelSpacing;
  const near = (p: readonly number[], q: readonly number[], limit: number): boolean =>
    p.every((value, n) => Math.abs(value - q[n]) <= limit);
  const directions = (f: readonly [Vec3, Vec3]): number[] => [...f[0], ...f[1]];
  return (
    near(directions(a.orientation), directions(b.orientation), SAME_DIRECTION) &&
    near(a.pixelSpacing, b.pixelSpacing, SAME_SPACING)
  );
}

const scans = ['CT', 'MR', 'PT', 'NM'];
const SECONDARY_CAPTURE = '1.2.840.10008.5.1.4.1.1.7';

/** Why a file's picture can't be a slice of a scan; null if it can. */
function unfitImage(image: DicomImage): string | null {
  const type = image.imageType.join('\\');
  if (!image.hasPixels || image.rows < 1 || image.columns < 1) return 'it holds no picture';
  if (image.modality === null || !scans.includes(image.modality)) return 'it is no CT, MR or PET picture';
  if (type.includes('LOCALIZER')) return 'it is a localizer (scout view)';
  if (/SCREEN|REPORT|DOSE.?INFO|\\MIP|PROJECTION/.test(type)) return 'it is a screen save or a report';
  if (image.sopClass?.startsWith(SECONDARY_CAPTURE)) return 'it is a screen save or a report';
  if (image.samples !== 1) return 'it is a colour picture';
  if (![8, 16, 32].includes(image.bitsAllocated)) return `its pixels have ${image.bitsAllocated} bits`;
  if (image.highBit >= image.bitsAllocated || image.bitsStored < 1 || image.bitsStored > image.highBit + 1)
    return 'its pixel format is damaged';
  if (image.modalityLut) return 'it maps its values by a table (Modality LUT)';
  return null;
}

function unfitStack(slices: readonly DicomSlice[]): string | null {
  const [{ image, frame }] = slices;
  const unfit = unfitImage(image);
  if (unfit !== null) return unfit;
  if (frame.pixelSpacing === null || frame.pixelSpacing.some((s) => !(s > 0)))
    return 'it gives no pixel spacing';
  if (frame.position === null || frame.orientation === null)
    return 'it does not say where it lies in the patient';
  if (slices.some((s) => !Number.isFinite(s.frame.slope) || s.frame.slope === 0))
    return 'its rescale slope is 0';
  if (slices.length < 2) return 'it is a single slice';
  return null;
}
