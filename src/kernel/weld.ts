// Triangles given by their corners alone → a mesh whose triangles share vertices.
import type { Mesh } from '../core/mesh.js';
import { placesOf } from './places.js';

export interface Welded {
  readonly mesh: Mesh;
  /** Corners that found their place taken: 3 · triangles − vertices. */
  readonly merged: number;
  /** Triangles left with fewer than three different vertices. They are kept: nothing is dropped. */
  readonly collapsed: number;
}

/**
 * soup: x, y, z per corner, three corners a triangle, mm. Merges corners whose positions are equal bit for bit
 * (−0 = 0); vertices stand in the order of first appearance. No tolerance: nearly equal stays apart.
 */
export function weld(soup: Float32Array): Welded {
  const corners = soup.length / 3;
  const { first, distinct } = placesOf(soup);
  const positions = new Float32Array(3 * distinct);
  const triangles = new Uint32Array(corners);
  let vertices = 0;
  for (let c = 0; c < corners; c++) {
    if (first[c] !== c) {
      triangles[c] = triangles[first[c]];
      continue;
    }
    for (let x = 0; x < 3; x++) positions[3 * vertices + x] = soup[3 * c + x] + 0;
    triangles[c] = vertices++;
  }
  let collapsed = 0;
  for (let h = 0; h < corners; h += 3) {
    const [a, b, c] = [triangles[h], triangles[h + 1], triangles[h + 2]];
    if (a === b || b === c || c === a) collapsed++;
  }
  return { mesh: { positions, triangles }, merged: corners - distinct, collapsed };
}
