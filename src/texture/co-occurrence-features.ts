// The co-occurrence features of a region in three dimensions: the mean over directions, and of all directions merged.
import type { Vec3 } from '../core/grid.js';
import { coOccurrence, directions } from './co-occurrence.js';
import type { Levels } from './discretise.js';
import { type Features, tagged } from './features.js';
import { matrixFeatures } from './matrix-features.js';

/** The mean of each value over those sets that hold a number. */
function averaged(sets: readonly Features[]): Features {
  const valid = sets.filter((set) => Object.values(set).every((value) => !Number.isNaN(value)));
  const from = valid.length > 0 ? valid : sets;
  return Object.fromEntries(
    Object.keys(sets[0]).map((tag) => [tag, from.reduce((sum, set) => sum + set[tag], 0) / from.length]),
  );
}

/**
 * The 25 cm_ features at distance 1 along 13 directions, twice: `…_3D_avg` the mean of the directions' values (ITBB; a
 * direction along which the region has no two neighbours counts for nothing), `…_3D_comb` the values of the merged
 * matrix (IAZD). IBSI manual 3.6, LFYI.
 */
export function coOccurrenceFeatures(levels: Levels, size: Vec3): Features {
  const merged = new Float64Array(levels.count * levels.count);
  const each = directions.map((direction) => {
    const counts = coOccurrence(levels, size, direction);
    for (let n = 0; n < counts.length; n++) merged[n] += counts[n];
    return matrixFeatures(counts, levels.count);
  });
  return {
    ...tagged(averaged(each), 'cm_', '_3D_avg'),
    ...tagged(matrixFeatures(merged, levels.count), 'cm_', '_3D_comb'),
  };
}
