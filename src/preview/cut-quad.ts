// A square in the cutting plane, large enough for all that may be shown on it.
import { type BufferGeometry, Matrix4, type Object3D, PlaneGeometry, Vector3 } from 'three';
import type { Vec3 } from '../core/grid.js';
import { cross, squareTo } from '../core/vec3.js';

/** Of side 2, in x and y; `layInPlane` puts it in its place. */
export const cutSquare = (): BufferGeometry => new PlaneGeometry(2, 2);

/** Lays a `cutSquare` around the foot of `middle` on the plane n·p = offset (n of length 1), reaching `radius` mm to each side. */
export function layInPlane(quad: Object3D, n: Vec3, offset: number, middle: Vec3, radius: number): void {
  const [u] = squareTo(n);
  const normal = new Vector3(...n);
  const place = new Vector3(...middle);
  place.addScaledVector(normal, offset - normal.dot(place));
  quad.quaternion.setFromRotationMatrix(
    new Matrix4().makeBasis(new Vector3(...u), new Vector3(...cross(n, u)), normal),
  );
  quad.position.copy(place);
  quad.scale.set(radius, radius, 1);
}
