// The exploded view: bodies move away from the model's middle, each as far as it already is from it.
import { Box3, Vector3 } from 'three';
import type { ShownMesh } from './model-scene.js';

// At the full share, bodies that touched stand apart by one and a half times their distance from the middle.
const most = 1.5;

/** Sets the meshes' positions; what belongs to one body stays together. `share` 0…1, 0 for how they are. */
export function explode(meshes: readonly ShownMesh[], middle: Vector3, share: number): void {
  const bodies = new Set(meshes.map(({ part }) => part.body));
  for (const body of bodies) {
    const pieces = meshes.filter(({ part }) => part.body === body);
    const box = new Box3();
    for (const { mesh } of pieces) {
      if (mesh.geometry.boundingBox === null) mesh.geometry.computeBoundingBox();
      if (mesh.geometry.boundingBox) box.union(mesh.geometry.boundingBox);
    }
    if (box.isEmpty()) continue;
    const away = box
      .getCenter(new Vector3())
      .sub(middle)
      .multiplyScalar(most * share);
    for (const { mesh } of pieces) {
      mesh.position.copy(away);
      mesh.updateMatrixWorld();
    }
  }
}
