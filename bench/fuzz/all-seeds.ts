// Every format that the program reads, each as at least one sound file.
import { dicomSeeds } from './dicom-seeds.js';
import { markedSeeds } from './marked-seeds.js';
import { meshSeeds } from './mesh-seeds.js';
import { recordSeeds } from './record-seeds.js';
import type { Seed } from './seed.js';
import { volumeSeeds } from './volume-seeds.js';

export async function allSeeds(): Promise<readonly Seed[]> {
  return [
    ...volumeSeeds(),
    ...(await dicomSeeds()),
    ...markedSeeds(),
    ...meshSeeds(),
    ...(await recordSeeds()),
  ];
}
