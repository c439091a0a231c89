// The volumes in a NIfTI, NRRD or MetaImage file, in the order in which `--series` counts them.
import { basename, resolve } from 'node:path';
import type { Vec3 } from '../../core/grid.js';
import { identifyScan } from '../identify-scan.js';
import { openVolume } from './open-volume.js';

export interface VolumeEntry {
  readonly modality: string | null;
  readonly size: Vec3;
  /** mm, by the header's word alone; null where it has none. */
  readonly spacing: Vec3 | null;
  /** `readScan` takes this one where `series` is not given: the first. */
  readonly chosen: boolean;
  readonly why: string;
}

/** One entry for each volume; the layers of a segmentation are one volume. None for DICOM, which has series. */
export async function volumesIn(path: string): Promise<VolumeEntry[]> {
  const found = await identifyScan(path);
  if (found.kind === 'dicom') return [];
  const { modality, size, spacing, volumes } = await openVolume(found, basename(resolve(path)));
  const whyOf = (n: number): string => {
    if (volumes === 1) return 'the one volume of the file';
    return n === 0 ? `the first of ${volumes} volumes in the file` : 'a later volume of the file';
  };
  return Array.from({ length: volumes }, (_, n) => ({
    modality,
    size,
    spacing,
    chosen: n === 0,
    why: whyOf(n),
  }));
}
