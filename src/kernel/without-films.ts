// Leaves out the shells of a body that are so thin all over that there is nothing in them.
import { surfaceArea } from '../core/mesh.js';
import type { Body } from '../core/print-model.js';
import { compactBody } from './compact-body.js';
import { noVertex } from './corner-mesh.js';
import { edgesOf } from './edges.js';
import { componentsOf } from './topology.js';

/** A shell (or a cavity) goes where its volume over half its area, its mean thickness, is less than `thinnest`, mm. */
export function withoutFilms(body: Body, thinnest: number): Body {
  const { mesh, origin } = body;
  const { positions, triangles } = mesh;
  const { components, componentOf } = componentsOf(mesh, edgesOf(triangles, positions.length / 3));
  const slight = components.map(({ volume, triangles: count }) => count < fewest || Math.abs(volume) < least);
  if (!slight.includes(true)) return body;
  const areas = new Float64Array(components.length);
  for (let t = 0; t < componentOf.length; t++) {
    const c = componentOf[t];
    if (c >= 0 && slight[c])
      areas[c] += surfaceArea({ positions, triangles: triangles.subarray(3 * t, 3 * t + 3) });
  }
  const film = components.map(({ volume }, c) => slight[c] && 2 * Math.abs(volume) <= thinnest * areas[c]);
  if (!film.includes(true)) return body;
  const corners = triangles.slice();
  for (let t = 0; t < componentOf.length; t++)
    if (film[componentOf[t]]) corners.fill(noVertex, 3 * t, 3 * t + 3);
  return compactBody(positions, corners, origin).body;
}

/** Shells of as many triangles, and of as much (mm³), are not looked at: a film of that volume would be 1000 mm² large. */
const fewest = 64;
const least = 1;
