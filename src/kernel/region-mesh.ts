// The surface of one region of a complex, as a mesh of its own.
import type { Mesh } from '../core/mesh.js';

/** Oriented triangles between regions: the normal of each points from `back` to `front`. */
export interface RegionFaces {
  readonly positions: Float32Array;
  readonly triangles: Uint32Array;
  readonly back: Uint16Array;
  readonly front: Uint16Array;
}

/** Outward, triangles and vertices in the order of the complex, over shared memory. `region` 0: the outer surface of all. */
export function regionMesh({ positions, triangles, back, front }: RegionFaces, region: number): Mesh {
  let count = 0;
  const own = (f: number): boolean =>
    region === 0 ? front[f] === 0 : back[f] === region || front[f] === region;
  const used = new Uint8Array(positions.length / 3);
  for (let f = 0; f < back.length; f++) {
    if (!own(f)) continue;
    count++;
    for (let k = 0; k < 3; k++) used[triangles[3 * f + k]] = 1;
  }
  const number = new Uint32Array(used.length);
  let vertices = 0;
  for (let v = 0; v < used.length; v++) if (used[v] === 1) number[v] = vertices++;
  const places = new Float32Array(new SharedArrayBuffer(12 * vertices));
  for (let v = 0; v < used.length; v++)
    if (used[v] === 1) for (let d = 0; d < 3; d++) places[3 * number[v] + d] = positions[3 * v + d];
  const corners = new Uint32Array(new SharedArrayBuffer(12 * count));
  let at = 0;
  for (let f = 0; f < back.length; f++) {
    if (!own(f)) continue;
    const turned = region !== 0 && front[f] === region;
    corners[at++] = number[triangles[3 * f]];
    corners[at++] = number[triangles[3 * f + (turned ? 2 : 1)]];
    corners[at++] = number[triangles[3 * f + (turned ? 1 : 2)]];
  }
  return { positions: places, triangles: corners };
}
