// What a file tells of how a scan was taken that tells nothing of it.
import type { ScanFacts } from '../core/scan.js';

/** For the facts of formats that have no place for it. */
export const unknownAcquisition = {
  modality: null,
  sliceThickness: null,
  reconstructionKernel: null,
  tubeVoltageKV: null,
  manufacturer: null,
  scannerModel: null,
  bodyPart: null,
  slices: null,
  cautions: [],
} as const satisfies Partial<ScanFacts>;
