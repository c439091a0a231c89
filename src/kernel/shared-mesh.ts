// A mesh where workers can read it in place.
import type { Mesh } from '../core/mesh.js';

function shared<A extends Float32Array | Uint32Array>(
  array: A,
  make: new (buffer: SharedArrayBuffer) => A,
): A {
  if (array.buffer instanceof SharedArrayBuffer) return array;
  const copy = new make(new SharedArrayBuffer(array.byteLength));
  copy.set(array);
  return copy;
}

/** The same numbers over SharedArrayBuffers; arrays that are already are not copied. */
export const sharedMesh = ({ positions, triangles }: Mesh): Mesh => ({
  positions: shared(positions, Float32Array),
  triangles: shared(triangles, Uint32Array),
});
