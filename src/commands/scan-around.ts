// Of the scan what the page shows: what lies around the model, so dark and bright that the structure's edge is seen.
import type { PartFacts } from '../core/facts.js';
import type { Vec3 } from '../core/grid.js';
import { boundsOf, vertexCount } from '../core/mesh.js';
import type { PrintModel } from '../core/print-model.js';
import type { ShownScan } from '../core/shown-scan.js';
import { surfaceLevels } from '../core/surface-levels.js';
import { croppedScan } from '../scan/cropped-scan.js';

/** Null of a model that is mirrored or scaled: it lies in the scan no more. The last: of its first part. */
export function scanAround(
  whole: ShownScan,
  { parts, mirrored, scale }: PrintModel,
  { labels, steps }: Pick<PartFacts, 'labels' | 'steps'>,
): ShownScan | null {
  const boxes = parts.filter(({ mesh }) => vertexCount(mesh) > 0).map(({ mesh }) => boundsOf(mesh));
  if (mirrored !== null || scale !== 1 || boxes.length === 0) return null;
  const low = (c: 0 | 1 | 2): number => Math.min(...boxes.map(({ min }) => min[c]));
  const high = (c: 0 | 1 | 2): number => Math.max(...boxes.map(({ max }) => max[c]));
  const min: Vec3 = [low(0), low(1), low(2)];
  const max: Vec3 = [high(0), high(1), high(2)];
  const shown = croppedScan(whole, { min, max });
  const [level] = labels === null ? surfaceLevels(steps) : [];
  return whole.unit === 'HU' && level !== undefined ? { ...shown, window: windowFor(level) } : shown;
}

/** What radiologists look at such tissue with, HU. */
function windowFor(level: number): readonly [number, number] {
  if (level < -150) return [-1000, 300];
  if (level < 120) return [-160, 240];
  return level < 1000 ? [-300, 1300] : [-300, 3000];
}
