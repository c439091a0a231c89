// Unit normals of a mesh's vertices, smoothed over their surroundings: the steps of a label map make single ones noise.
import { areaNormals } from './area-normals.js';
import { averageDirections } from './average-directions.js';
import type { Neighbours } from './vertex-neighbours.js';

/** Three numbers a vertex, outward, into `normals`; `passes` averages with the neighbours. Zero where there is no side. */
export function refineNormals(
  positions: Float64Array,
  triangles: Uint32Array,
  neighbours: Neighbours,
  passes: number,
  normals: Float64Array,
): void {
  areaNormals(positions, triangles, normals);
  averageDirections(normals, neighbours, passes);
}
