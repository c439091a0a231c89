// Tells files that mark structures (DICOM SEG, RTSTRUCT) from pictures, by the class that a DICOM file names.
import { textIn } from '../dicom/dicom-values.js';
import { parseDicom } from '../dicom/parse-dicom.js';
import { startOfFile } from '../dicom/start-of-file.js';
import type { StoredFile } from '../dicom/stored-file.js';
import { isRefusal } from '../is-refusal.js';
import { looksDicom } from '../scan-format.js';

export type SegmentationKind = 'DICOM SEG' | 'RTSTRUCT';

/** The class stands among the first elements of a file. */
const HEAD = 1 << 14;
/** No file of structures is larger than this, bytes. */
export const LARGEST_SEGMENTATION = 2 ** 31 - 1;
const AFTER_MODALITY = 'x00080070';

/** By the class of the object, or by its modality where a file names no class. */
const kinds: ReadonlyMap<string, SegmentationKind> = new Map([
  ['1.2.840.10008.5.1.4.1.1.66.4', 'DICOM SEG'],
  ['1.2.840.10008.5.1.4.1.1.66.7', 'DICOM SEG'],
  ['1.2.840.10008.5.1.4.1.1.481.3', 'RTSTRUCT'],
  ['SEG', 'DICOM SEG'],
  ['RTSTRUCT', 'RTSTRUCT'],
]);

/** Null for everything else, also for what is no DICOM at all. */
export async function segmentationKind(file: StoredFile): Promise<SegmentationKind | null> {
  const head = await startOfFile(file, HEAD);
  if (!looksDicom(head)) return null;
  const found = kindIn(head);
  if (found !== undefined) return found;
  if (file.size <= head.length || file.size > LARGEST_SEGMENTATION) return null;
  const whole = await file.bytes().catch((error: unknown) => {
    if (isRefusal(error)) throw error;
    return null;
  });
  return whole === null ? null : (kindIn(whole) ?? null);
}

/** Undefined where these bytes do not say. */
function kindIn(bytes: Uint8Array): SegmentationKind | null | undefined {
  const set = parseDicom(bytes, AFTER_MODALITY)?.set;
  if (set === undefined) return undefined;
  const [sopClass, modality] = [textIn(set, 'x00080016'), textIn(set, 'x00080060')];
  if (sopClass === null && modality === null) return undefined;
  return kinds.get(sopClass ?? '') ?? kinds.get(modality ?? '') ?? null;
}
