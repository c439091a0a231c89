// The floor of any fixed threshold: the isosurface of the field phantom without noise, on voxels of a quarter millimetre.
import { nearestBody } from './nearest-body.mjs';
import { ours } from './ours.mjs';
import { rendered } from './rendered.mjs';
import { scanOf } from './scan-of.mjs';

const fine = 0.25;
/** mm round a body. */
const margin = 4;

/** What of a mesh belongs to a body: by its vertices, the pieces of others being cut off by the box. */
function ofBody({ positions, triangles }, bodies, wanted) {
  const nearest = nearestBody(bodies);
  const own = new Uint8Array(positions.length / 3);
  for (let v = 0; v < own.length; v++) {
    const { body } = nearest(positions[3 * v], positions[3 * v + 1], positions[3 * v + 2]);
    own[v] = body === wanted ? 1 : 0;
  }
  return { positions, triangles: triangles.filter((_, h) => own[triangles[h - (h % 3)]] === 1) };
}

function joined(meshes) {
  const positions = [];
  const triangles = [];
  let base = 0;
  for (const mesh of meshes) {
    positions.push(mesh.positions);
    triangles.push(mesh.triangles.map((v) => v + base));
    base += mesh.positions.length / 3;
  }
  const flat = (parts, Kind) => {
    const all = new Kind(parts.reduce((n, part) => n + part.length, 0));
    let at = 0;
    for (const part of parts) {
      all.set(part, at);
      at += part.length;
    }
    return all;
  };
  return { positions: flat(positions, Float32Array), triangles: flat(triangles, Uint32Array) };
}

/** Each body in a box of its own, blurred as the scan of 1 mm slices is. */
export async function floorMesh({ bodies, halfMaximum }, within) {
  const meshes = [];
  for (const [n, { name, bounds }] of bodies.entries()) {
    if (name.startsWith('speck')) continue;
    if (within && !bounds.min.every((v, c) => v >= within.min[c] && bounds.max[c] <= within.max[c])) continue;
    const options = {
      spacing: [fine, fine, fine],
      sliceProfile: 1,
      noise: 0,
      size: bounds.min.map((low, c) => Math.ceil((bounds.max[c] - low + 2 * margin) / fine)),
      centre: bounds.min.map((low, c) => (low + bounds.max[c]) / 2),
    };
    const scan = scanOf(rendered('field', options));
    const given = { threshold: { threshold: String(halfMaximum) }, resample: { spacing: fine } };
    const { surfaces } = await ours(scan, given, { upTo: 'surface' });
    meshes.push(ofBody(surfaces.surface, bodies, n));
  }
  return joined(meshes);
}
