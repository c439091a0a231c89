// How far a mesh lies from the truth, over all and body by body, and whether it is sound.
import { topologyOf } from '../../dist/kernel/topology.js';
import { checkMesh } from '../../dist/solid/check-mesh.js';
import { bodySize } from './body-size.mjs';
import { eachSample } from './each-sample.mjs';
import { nearestBody } from './nearest-body.mjs';
import { spread } from './spread.mjs';

/** mm between samples. */
const apart = 0.25;
const isSpeck = ({ name }) => name.startsWith('speck');
const lies = (box, within) => box.min.every((v, c) => v >= within.min[c] && box.max[c] <= within.max[c]);
const per = (n, make) => Array.from({ length: n }, (_, k) => make(k));

/** Each piece of the mesh counts, with its sign, for the body that most of its area lies at. mm³ for each body. */
function volumesOf(components, areas, bodies) {
  const volumes = new Float64Array(bodies);
  components.forEach(({ volume }, c) => {
    const own = areas.subarray(c * bodies, (c + 1) * bodies);
    volumes[own.indexOf(Math.max(...own))] += volume;
  });
  return volumes;
}

function faultsOf(mesh) {
  const facts = checkMesh(mesh);
  const { triangles, parts, openEdges, nonManifoldEdges, nonManifoldVertices, selfIntersections } = facts;
  return { triangles, parts, openEdges, nonManifoldEdges, nonManifoldVertices, selfIntersections };
}

/**
 * `truth` of truth.mjs. Signed distances are positive outside the true body. `within`: { min, max }, mm: only bodies that
 * lie in there whole count. `faults: false` leaves the tests of the mesh out.
 */
export function measureMesh(mesh, truth, { within = null, faults = true } = {}) {
  const { bodies } = truth;
  const { components, componentOf } = topologyOf(mesh);
  const areas = new Float64Array(components.length * bodies.length);
  const all = spread();
  const own = per(bodies.length, spread);
  const sizes = bodies.map(bodySize);
  const nearest = nearestBody(bodies);
  const counts = bodies.map(({ bounds }) => within === null || lies(bounds, within));
  eachSample(mesh, apart, (x, y, z, area, triangle) => {
    const { body, distance } = nearest(x, y, z);
    if (!counts[body]) return;
    const miss = truth.distance ? truth.distance(x, y, z) : distance;
    if (!isSpeck(bodies[body])) all.add(miss, area);
    own[body].add(miss, area);
    sizes[body].add(x, y, z, area);
    if (componentOf[triangle] >= 0) areas[componentOf[triangle] * bodies.length + body] += area;
  });
  const volumes = volumesOf(components, areas, bodies.length);
  const perBody = bodies.map(({ name, volume, area }, n) => {
    const figures = own[n].of();
    return {
      name,
      ...figures,
      volumeError: volume && figures ? 100 * (volumes[n] / volume - 1) : null,
      areaError: area && figures ? 100 * (figures.area / area - 1) : null,
      size: sizes[n].of(),
    };
  });
  return {
    ...all.of(),
    ...(faults ? faultsOf(mesh) : { triangles: mesh.triangles.length / 3 }),
    bodies: perBody.filter((body, n) => counts[n] && !isSpeck(body)),
    specks: perBody.filter((body) => isSpeck(body) && body.area > 0).length,
  };
}
