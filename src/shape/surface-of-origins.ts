// How much of a body's surface comes from somewhere.
import { surfaceArea } from '../core/mesh.js';
import type { Body } from '../core/print-model.js';

/** mm² of the triangles whose origin is wanted. */
export function surfaceOfOrigins({ mesh, origin }: Body, isWanted: (origin: number) => boolean): number {
  const { positions, triangles } = mesh;
  const wanted = triangles.filter((_, h) => isWanted(origin[Math.floor(h / 3)]));
  return surfaceArea({ positions, triangles: wanted });
}
