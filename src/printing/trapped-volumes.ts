// Cavities that nothing leads out of: what is in them when the body is printed stays there.
import type { Vec3 } from '../core/grid.js';
import type { Mesh } from '../core/mesh.js';
import type { TrappedFacts, TrappedVolume } from '../core/print-facts.js';
import { edgesOf } from '../kernel/edges.js';
import { shellsAround } from '../kernel/shells-around.js';
import { componentsOf } from '../kernel/topology.js';
import type { TriangleTree } from '../kernel/triangle-tree.js';

const listed = 20;

/** `tree`: of the mesh. A cavity is a shell that faces inward and lies inside another. */
export function trappedVolumes(mesh: Mesh, tree: TriangleTree): TrappedFacts {
  const { positions: p, triangles: t } = mesh;
  const { components, componentOf } = componentsOf(mesh, edgesOf(t, p.length / 3));
  const inward = components.map(({ volume, first }, c) => {
    if (volume >= 0) return false;
    const v = 3 * t[3 * first];
    return shellsAround(tree, componentOf, p[v], p[v + 1], p[v + 2]).some((other) => other !== c);
  });
  const boxes = components.map(() => [Infinity, Infinity, Infinity, -Infinity, -Infinity, -Infinity]);
  for (let h = 0; h < t.length; h++) {
    const c = componentOf[Math.floor(h / 3)];
    if (c < 0 || !inward[c]) continue;
    for (let d = 0; d < 3; d++) {
      const x = p[3 * t[h] + d];
      boxes[c][d] = Math.min(boxes[c][d], x);
      boxes[c][3 + d] = Math.max(boxes[c][3 + d], x);
    }
  }
  const places = components.flatMap(({ volume }, c): TrappedVolume[] => {
    if (!inward[c]) return [];
    const [x0, y0, z0, x1, y1, z1] = boxes[c];
    const centre: Vec3 = [(x0 + x1) / 2, (y0 + y1) / 2, (z0 + z1) / 2];
    return [{ volume: -volume, centre, extent: Math.max(x1 - x0, y1 - y0, z1 - z0) }];
  });
  places.sort((a, b) => b.volume - a.volume);
  return {
    count: places.length,
    volume: places.reduce((sum, { volume }) => sum + volume, 0),
    places: places.slice(0, listed),
  };
}
