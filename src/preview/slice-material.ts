// How the scan's own grey values are drawn on a plane: each point of the plane shows what the scan has there.
import { type Data3DTexture, DoubleSide, ShaderMaterial, Vector2, Vector3 } from 'three';
import type { ShownScan } from '../core/shown-scan.js';

export interface SliceMaterial {
  readonly material: ShaderMaterial;
  /** What is black and what is white, in the scan's unit. */
  setWindow(low: number, high: number): void;
}

const vertexShader = `
uniform vec3 first;
uniform vec3 across;
out vec3 place;
void main() {
  vec4 world = modelMatrix * vec4(position, 1.0);
  place = (world.xyz - first) / across;
  gl_Position = projectionMatrix * viewMatrix * world;
}`;

// Nothing is drawn where there is no scan.
const fragmentShader = `
precision highp float;
precision highp sampler3D;
uniform sampler3D scan;
uniform vec2 window;
in vec3 place;
void main() {
  if (any(lessThan(place, vec3(0.0))) || any(greaterThan(place, vec3(1.0)))) discard;
  float grey = clamp((texture(scan, place).r - window.x) / max(window.y - window.x, 1e-3), 0.0, 1.0);
  gl_FragColor = vec4(vec3(grey), 1.0);
}`;

/** For a plane whose points are in mm LPS in the world: turned as the plane is, so never mirrored. */
export function sliceMaterial(
  { size, origin, spacing, window }: ShownScan,
  texture: Data3DTexture,
): SliceMaterial {
  const across = new Vector3(...size).multiply(new Vector3(...spacing));
  const first = new Vector3(...origin).addScaledVector(new Vector3(...spacing), -0.5);
  const ends = new Vector2(...window);
  const material = new ShaderMaterial({
    uniforms: {
      first: { value: first },
      across: { value: across },
      scan: { value: texture },
      window: { value: ends },
    },
    vertexShader,
    fragmentShader,
    side: DoubleSide,
    toneMapped: false,
  });
  return { material, setWindow: (low, high) => void ends.set(low, high) };
}
