// The model in the colours of a map: straight to the screen, so that what faces the eye has the legend's very colour.
import {
  ClampToEdgeWrapping,
  DataTexture,
  DoubleSide,
  LinearFilter,
  type Plane,
  ShaderMaterial,
  type Texture,
} from 'three';
import { type ScaleName, scaleColour, unknownGrey } from './colour-scale.js';

/** What the shader is given where nothing is known. */
export const notKnown = -1e30;

const steps = 256;

/** The whole scale, low to high. */
export function scaleTexture(name: ScaleName): Texture {
  const bytes = Uint8Array.from({ length: 4 * steps }, (_, n) =>
    n % 4 === 3 ? 255 : Math.round(255 * scaleColour(name, Math.floor(n / 4) / (steps - 1))[n % 4]),
  );
  const texture = new DataTexture(bytes, steps, 1);
  texture.magFilter = LinearFilter;
  texture.minFilter = LinearFilter;
  texture.wrapS = ClampToEdgeWrapping;
  texture.needsUpdate = true;
  return texture;
}

/** For a mesh with the attribute `known`: mm a vertex, `notKnown` where it isn't. `show` says of which map. */
export function mapMaterial(clipPlanes: Plane[]): ShaderMaterial {
  return new ShaderMaterial({
    uniforms: {
      scale: { value: null },
      low: { value: 0 },
      high: { value: 1 },
      marks: { value: [notKnown, notKnown] },
      opacity: { value: 1 },
      flatFaces: { value: false },
      grey: { value: unknownGrey },
    },
    vertexShader,
    fragmentShader,
    side: DoubleSide,
    clipping: true,
    clippingPlanes: clipPlanes,
  });
}

const vertexShader = `
#include <clipping_planes_pars_vertex>
attribute float known;
varying float value;
varying vec3 towards;
varying vec3 seen;
void main() {
  vec4 mvPosition = modelViewMatrix * vec4(position, 1.0);
  value = known;
  towards = normalMatrix * normal;
  seen = mvPosition.xyz;
  gl_Position = projectionMatrix * mvPosition;
  #include <clipping_planes_vertex>
}`;

// The light comes from the eye and falls off where the surface turns away, so that shape is seen; what faces the eye within
// 40 degrees has the plain colour.
const fragmentShader = `
#include <clipping_planes_pars_fragment>
uniform sampler2D scale;
uniform float low, high, opacity;
uniform float marks[2];
uniform bool flatFaces;
uniform vec3 grey;
varying float value;
varying vec3 towards;
varying vec3 seen;
void main() {
  #include <clipping_planes_fragment>
  vec3 face = normalize(cross(dFdx(seen), dFdy(seen)));
  vec3 normal = flatFaces ? face : normalize(towards);
  float light = min(1.0, 0.5 + 0.66 * abs(normal.z));
  float perPixel = fwidth(value);
  vec3 colour = grey;
  if (value < ${(notKnown / 1e10).toFixed(1)}) {
    if (mod(gl_FragCoord.x + gl_FragCoord.y, 10.0) < 3.0) colour *= 0.8;
  } else {
    float share = clamp((value - low) / (high - low), 0.0, 1.0);
    colour = texture2D(scale, vec2((share * ${steps - 1}.0 + 0.5) / ${steps}.0, 0.5)).rgb;
    for (int n = 0; n < 2; n++)
      if (abs(value - marks[n]) < 0.75 * perPixel) colour *= 0.45;
  }
  gl_FragColor = vec4(colour * light, opacity);
}`;
