// Several bodies that do not touch as one, and a body seen from its other side.
import type { Body } from '../core/print-model.js';

/** Their triangles one after the other. */
export function joinBodies(bodies: readonly Body[]): Body {
  const sum = (of: (body: Body) => number): number => bodies.reduce((all, body) => all + of(body), 0);
  const positions = new Float32Array(sum(({ mesh }) => mesh.positions.length));
  const triangles = new Uint32Array(sum(({ mesh }) => mesh.triangles.length));
  const origin = new Uint8Array(triangles.length / 3);
  let vertices = 0;
  let corners = 0;
  for (const { mesh, origin: own } of bodies) {
    positions.set(mesh.positions, 3 * vertices);
    for (let h = 0; h < mesh.triangles.length; h++) triangles[corners + h] = vertices + mesh.triangles[h];
    origin.set(own, corners / 3);
    vertices += mesh.positions.length / 3;
    corners += mesh.triangles.length;
  }
  return { mesh: { positions, triangles }, origin };
}

/** What was outside is inside: a solid becomes a cavity of its shape. */
export function turnedOver({ mesh: { positions, triangles }, origin }: Body): Body {
  const turned = triangles.slice();
  for (let h = 0; h < turned.length; h += 3) {
    turned[h + 1] = triangles[h + 2];
    turned[h + 2] = triangles[h + 1];
  }
  return { mesh: { positions, triangles: turned }, origin };
}
