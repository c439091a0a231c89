// What a map says of a place: between the corners of a triangle, in proportion.
import type { MapName } from '../core/surface-map.js';
import type { Place } from './place.js';
import type { PreviewMesh } from './read-payload.js';

/** mm; NaN where one of the corners is not known, or the part has no such map. */
export function mapValue(
  part: PreviewMesh,
  name: MapName,
  { face, weights }: Pick<Place, 'face' | 'weights'>,
): number {
  const values = part.maps[name];
  if (values === undefined) return Number.NaN;
  return weights.reduce((sum, weight, k) => sum + weight * values[part.triangles[3 * face + k]], 0);
}
