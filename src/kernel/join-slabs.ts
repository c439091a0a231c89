// Joins the surfaces of neighbouring slabs into one mesh; their order alone decides the numbers of the vertices.
import type { Mesh } from '../core/mesh.js';
import type { SlabSurface } from './march.js';

/** Slabs from the lowest to the highest; each slab's lowest plane is the one before's highest. Over shared memory. */
export function joinSlabs(slabs: readonly SlabSurface[]): Mesh {
  let vertices = 0;
  let corners = 0;
  for (const slab of slabs) {
    vertices += slab.positions.length / 3 - slab.bottom;
    corners += slab.triangles.length;
  }
  const positions = new Float32Array(new SharedArrayBuffer(12 * vertices));
  const triangles = new Uint32Array(new SharedArrayBuffer(4 * corners));
  let base = 0;
  let at = 0;
  let plane = 0;
  for (const slab of slabs) {
    positions.set(slab.positions.subarray(3 * slab.bottom), 3 * base);
    for (let t = 0; t < slab.triangles.length; t++) {
      const v = slab.triangles[t];
      triangles[at++] = v < slab.bottom ? plane + v : base + v - slab.bottom;
    }
    plane = base + slab.top - slab.bottom;
    base += slab.positions.length / 3 - slab.bottom;
  }
  return { positions, triangles };
}
