// The mean curvature of a mesh at each of its vertices, and the area that each stands for.
// M. Desbrun et al., "Implicit Fairing of Irregular Meshes using Diffusion and Curvature Flow", 1999.
import type { Mesh } from '../core/mesh.js';

export interface Bending {
  /** mm²: a third of the triangles around the vertex. */
  readonly area: Float64Array;
  /** 1/mm: half the sum of both principal curvatures, positive where the body bulges. */
  readonly bending: Float64Array;
}

/** `mesh` is closed and oriented. */
export function vertexBending({ positions: p, triangles: t }: Mesh): Bending {
  const vertices = p.length / 3;
  const area = new Float64Array(vertices);
  // How fast the area grows with the vertex: twice the mean curvature times its own area, along the normal.
  const growth = new Float64Array(p.length);
  const normal = new Float64Array(p.length);
  for (let h = 0; h < t.length; h += 3) {
    const a = 3 * t[h];
    const b = 3 * t[h + 1];
    const c = 3 * t[h + 2];
    const ux = p[b] - p[a];
    const uy = p[b + 1] - p[a + 1];
    const uz = p[b + 2] - p[a + 2];
    const vx = p[c] - p[a];
    const vy = p[c + 1] - p[a + 1];
    const vz = p[c + 2] - p[a + 2];
    const mx = uy * vz - uz * vy;
    const my = uz * vx - ux * vz;
    const mz = ux * vy - uy * vx;
    const twice = Math.sqrt(mx * mx + my * my + mz * mz);
    if (!(twice > 0)) continue;
    for (let k = 0; k < 3; k++) {
      const o = k === 0 ? a : k === 1 ? b : c;
      const from = k === 0 ? b : k === 1 ? c : a;
      const to = k === 0 ? c : k === 1 ? a : b;
      const ex = p[to] - p[from];
      const ey = p[to + 1] - p[from + 1];
      const ez = p[to + 2] - p[from + 2];
      area[o / 3] += twice / 6;
      growth[o] += (my * ez - mz * ey) / (2 * twice);
      growth[o + 1] += (mz * ex - mx * ez) / (2 * twice);
      growth[o + 2] += (mx * ey - my * ex) / (2 * twice);
      normal[o] += mx;
      normal[o + 1] += my;
      normal[o + 2] += mz;
    }
  }
  const bending = area.map((own, v) => {
    const x = normal[3 * v];
    const y = normal[3 * v + 1];
    const z = normal[3 * v + 2];
    const length = Math.sqrt(x * x + y * y + z * z);
    if (!(own > 0) || !(length > 0)) return 0;
    const along = growth[3 * v] * x + growth[3 * v + 1] * y + growth[3 * v + 2] * z;
    return along / length / (2 * own);
  });
  return { area, bending };
}
