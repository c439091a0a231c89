// Which way a mesh's surface faces at each of its vertices, by area.

/** Into `into`, three numbers a vertex: twice the sum of the area vectors of the triangles round it, outward, mm². */
export function areaNormals(p: ArrayLike<number>, triangles: Uint32Array, into: Float64Array): void {
  into.fill(0);
  for (let h = 0; h < triangles.length; h += 3) {
    const a = 3 * triangles[h];
    const b = 3 * triangles[h + 1];
    const c = 3 * triangles[h + 2];
    const ux = p[b] - p[a];
    const uy = p[b + 1] - p[a + 1];
    const uz = p[b + 2] - p[a + 2];
    const vx = p[c] - p[a];
    const vy = p[c + 1] - p[a + 1];
    const vz = p[c + 2] - p[a + 2];
    const x = uy * vz - uz * vy;
    const y = uz * vx - ux * vz;
    const z = ux * vy - uy * vx;
    into[a] += x;
    into[a + 1] += y;
    into[a + 2] += z;
    into[b] += x;
    into[b + 1] += y;
    into[b + 2] += z;
    into[c] += x;
    into[c + 1] += y;
    into[c + 2] += z;
  }
}
