// Voxels as the steps take them: a scan, or a label map.
import { finishScan } from '../../dist/scan/finish-scan.js';

/** `labels`: the voxels name structures. */
export function scanOf({ voxels, size, affine }, labels = false) {
  const grid = { size, affine };
  const { facts } = finishScan({
    grid,
    voxels,
    saysLabels: labels,
    facts: {
      format: 'NIfTI-1',
      modality: null,
      sliceThickness: null,
      reconstructionKernel: null,
      tubeVoltageKV: null,
      manufacturer: null,
      scannerModel: null,
      bodyPart: null,
      labelNames: [],
      slices: null,
      remarks: [],
    },
  });
  return { grid, voxels, facts: { ...facts, labels } };
}
