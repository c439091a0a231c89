// How strongly a part is seen, whatever it wears.
import { ShaderMaterial } from 'three';
import type { ShownMesh } from './model-scene.js';

/** 0…1. What is faint hides nothing behind it. */
export function setOpacity(shown: ShownMesh, opacity: number): void {
  shown.opacity = opacity;
  const { material } = shown.mesh;
  const see = opacity < 1;
  if (material.transparent !== see) material.needsUpdate = true;
  material.transparent = see;
  material.depthWrite = !see;
  material.opacity = opacity;
  if (material instanceof ShaderMaterial && material.uniforms.opacity)
    material.uniforms.opacity.value = opacity;
}
