// What refining a label's surface by its scan brings: phantoms drawn as labels of 1.5 and 3 mm, scanned at 0.5 × 0.5 × 1 mm.
// node bench/refine.mjs [bodies] [voxels of the labels, mm] [how far they are drawn too large, voxels] [contrasts, HU] [noise, HU]
import { quietContext } from '../dist/core/context.js';
import { toPatient } from '../dist/core/grid.js';
import { selfIntersections } from '../dist/kernel/self-intersections.js';
import { phantomOf } from '../dist/phantom/phantom-of.js';
import { renderPhantom } from '../dist/phantom/render-phantom.js';
import { threshold } from '../dist/segment/index.js';
import { marchingCubes } from '../dist/surface/marching-cubes.js';
import { refine } from '../dist/surface/refine.js';
import { occupancy } from '../dist/volume/occupancy.js';
import { resample } from '../dist/volume/resample.js';
import { scanOf } from './accuracy/scan-of.mjs';

const list = (n, otherwise) => (process.argv[n] ?? otherwise).split(',');
const bodies = list(2, 'ball,torus,box,cylinder,spheres,shell');
const voxels = list(3, '1.5,3').map(Number);
const growths = list(4, '-1,0,1').map(Number);
const contrasts = list(5, '360,-840,60').map(Number);
const noise = Number(process.argv[6] ?? 20);
const aroundHU = 40;

/** Distances of the triangles' middles from the true surface, weighted by area: mean, root mean square, quantiles, mm. */
function missOf({ positions: p, triangles: t }, distance) {
  const found = [];
  for (let h = 0; h < t.length; h += 3) {
    const [a, b, c] = [0, 1, 2].map((k) => p.subarray(3 * t[h + k], 3 * t[h + k] + 3));
    const [u, v] = [b, c].map((q) => [q[0] - a[0], q[1] - a[1], q[2] - a[2]]);
    const area = Math.hypot(u[1] * v[2] - u[2] * v[1], u[2] * v[0] - u[0] * v[2], u[0] * v[1] - u[1] * v[0]);
    const middle = [0, 1, 2].map((d) => (a[d] + b[d] + c[d]) / 3);
    found.push([Math.abs(distance(...middle)), area]);
  }
  found.sort((x, y) => x[0] - y[0]);
  const whole = found.reduce((sum, [, area]) => sum + area, 0);
  const quantile = (share) => {
    let met = 0;
    return found.find(([, area]) => {
      met += area;
      return met >= share * whole;
    })[0];
  };
  const mean = found.reduce((sum, [d, area]) => sum + d * area, 0) / whole;
  const rms = Math.sqrt(found.reduce((sum, [d, area]) => sum + d * d * area, 0) / whole);
  return [mean, rms, quantile(0.95), quantile(0.99)].map((d) => d.toFixed(3)).join(' ');
}

console.log(
  'mm from the true surface: mean, rms, 95 %, 99 %: before | after | on an edge | triangles, CPU time',
);
for (const body of bodies)
  for (const contrast of contrasts) {
    const look = { bodyHU: aroundHU + contrast, softHU: aroundHU, airHU: aroundHU };
    const phantom = phantomOf(body, look);
    const solids = phantom.layers.flatMap((layer) => layer.bodies);
    const distance = (x, y, z) => Math.min(...solids.map((solid) => solid.distance(x, y, z)));
    const scan = scanOf(renderPhantom(body, { ...look, spacing: [0.5, 0.5, 1], noise }));
    for (const voxel of voxels)
      for (const growth of growths) {
        const drawn = renderPhantom(body, { spacing: [voxel, voxel, voxel], centre: [0.3, -0.2, 0.1] });
        const [nx, ny, nz] = drawn.size;
        for (let v = 0, k = 0; k < nz; k++)
          for (let j = 0; j < ny; j++)
            for (let i = 0; i < nx; i++)
              drawn.voxels[v++] = distance(...toPatient(drawn.affine, i, j, k)) <= growth * voxel ? 1 : 0;
        const what = `${body.padEnd(9)}${String(contrast).padStart(5)} HU  ${voxel} mm ${growth < 0 ? '' : '+'}${growth}`;
        if (!drawn.voxels.includes(1)) {
          console.log(what, 'no voxel left');
          continue;
        }
        const volume = await resample(await occupancy(scanOf(drawn, true)), { spacing: 0.5 });
        const surface = await marchingCubes(await threshold(volume));
        let share = 0;
        const note = (name, value) => {
          if (name === 'surface on an edge of the scan') share = value;
        };
        const start = process.cpuUsage();
        const { mesh } = await refine(surface, { scan, reach: 2 * voxel }, { ...quietContext, note });
        const { user, system } = process.cpuUsage(start);
        const crossings = selfIntersections(mesh).length / 2;
        console.log(
          `${what}  ${missOf(surface.mesh, distance)} | ${missOf(mesh, distance)} | ${share.toFixed(0).padStart(3)} % | ` +
            `${mesh.triangles.length / 3}, ${((user + system) / 1e6).toFixed(1)} s${crossings ? ` ${crossings} CROSSINGS` : ''}`,
        );
      }
  }
