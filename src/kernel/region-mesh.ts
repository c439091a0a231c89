// The surface of one region of a complex, as a mesh of its own.
import type { Mesh } from '../core/mesh.js';
import type { PartFaces } from '../core/shared-surfaces.js';

/** The triangles of the complex that bound a region, ascending. 0: those that bound all together. */
export function regionFaces({ back, front }: Pick<PartFaces, 'back' | 'front'>, region: number): Uint32Array {
  const found: number[] = [];
  for (let f = 0; f < back.length; f++) if (back[f] === region || front[f] === region) found.push(f);
  return Uint32Array.from(found);
}

/** Outward, vertices and `regionFaces` in the order of the complex, over shared memory. */
export function regionMesh(faces: PartFaces, region: number): Mesh {
  const { positions, triangles, front } = faces;
  const own = regionFaces(faces, region);
  const number = new Int32Array(positions.length / 3).fill(-1);
  for (const f of own) for (let k = 3 * f; k < 3 * f + 3; k++) number[triangles[k]] = 0;
  let vertices = 0;
  for (let v = 0; v < number.length; v++) if (number[v] === 0) number[v] = vertices++;
  const places = new Float32Array(new SharedArrayBuffer(12 * vertices));
  for (let v = 0; v < number.length; v++)
    if (number[v] >= 0) for (let d = 0; d < 3; d++) places[3 * number[v] + d] = positions[3 * v + d];
  const corners = new Uint32Array(new SharedArrayBuffer(12 * own.length));
  own.forEach((f, n) => {
    const turned = region !== 0 && front[f] === region;
    corners[3 * n] = number[triangles[3 * f]];
    corners[3 * n + 1] = number[triangles[3 * f + (turned ? 2 : 1)]];
    corners[3 * n + 2] = number[triangles[3 * f + (turned ? 1 : 2)]];
  });
  return { positions: places, triangles: corners };
}
