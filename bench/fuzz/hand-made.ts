// Hostile files thought out by hand: what chance would hardly come upon.
import { handDicom } from './hand-dicom.js';
import { handMeshes } from './hand-meshes.js';
import { handPlaces } from './hand-places.js';
import { handRecords } from './hand-records.js';
import { handVolumes } from './hand-volumes.js';
import type { CaseOptions, Item, Kind, Seed } from './seed.js';

export interface HandMade {
  readonly name: string;
  readonly kind: Kind;
  readonly entry: string;
  readonly items: (seeds: readonly Seed[]) => Readonly<Record<string, Item>>;
  readonly options?: CaseOptions;
}

export const handMade: readonly HandMade[] = [
  ...handVolumes,
  ...handDicom,
  ...handPlaces,
  ...handMeshes,
  ...handRecords,
];
