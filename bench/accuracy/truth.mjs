// What is known of a phantom by formula, as the measuring asks for it.
import { phantomOf } from '../../dist/phantom/phantom-of.js';

/** The signed distance of the whole structure, where the phantoms come with one (bodies of which others cut are no sum). */
async function givenBy(phantom) {
  try {
    const { truthDistance } = await import('../../dist/phantom/truth-distance.js');
    return truthDistance(phantom);
  } catch (error) {
    if (error.code !== 'ERR_MODULE_NOT_FOUND') throw error;
    const { material } = phantom.structure;
    const own = phantom.layers.filter((layer) => layer.material === material);
    const bodies = own.flatMap((layer) => layer.bodies.map((body) => ({ ...body, valueHU: layer.valueHU })));
    return { bodies };
  }
}

/**
 * `bodies`: name, shape, parameters, bounds, volume, area, distance; `disjoint`: no body cuts another one, so that the
 * nearest body's distance is that of the structure; `distance`: of the structure, where that is not so.
 */
export async function truthOf(name, densities) {
  const phantom = phantomOf(name, { bodyHU: null, softHU: null, airHU: null, ...densities });
  const { bodies, distance } = await givenBy(phantom);
  const byName = new Map(phantom.layers.flatMap((layer) => layer.bodies).map((body) => [body.name, body]));
  return {
    phantom,
    bodies: bodies.map((body) => ({ ...byName.get(body.name), ...body })),
    distance: phantom.disjoint ? undefined : distance,
    halfMaximum: (phantom.structure.valueHU + phantom.structure.againstHU) / 2,
  };
}
