// The exploded view: away from the middle, body by body, and back to the very same place.
import { BufferGeometry, Float32BufferAttribute, Mesh, MeshStandardMaterial, Vector3 } from 'three';
import { describe, expect, it } from 'vitest';
import { explode } from '../../src/preview/explode.js';
import type { ShownMesh } from '../../src/preview/model-scene.js';

function shownAt(x: number, body: number): ShownMesh {
  const positions = Float32Array.from([x - 1, 0, 0, x + 1, 0, 0, x, 1, 0]);
  const geometry = new BufferGeometry().setAttribute('position', new Float32BufferAttribute(positions, 3));
  const plain = new MeshStandardMaterial();
  const triangles = Uint32Array.from([0, 1, 2]);
  const part = { name: '', colour: [1, 1, 1] as const, body, positions, triangles, maps: {} };
  return { part, mesh: new Mesh(geometry, plain), plain, opacity: 1 };
}

describe('the exploded view', () => {
  it('moves each body by its distance from the middle, its pieces together, and back', () => {
    const meshes = [shownAt(10, 0), shownAt(14, 0), shownAt(-20, 1)];
    explode(meshes, new Vector3(0, 0.5, 0), 1);
    expect(meshes.map(({ mesh }) => mesh.position.toArray())).toEqual([
      [18, 0, 0],
      [18, 0, 0],
      [-30, 0, 0],
    ]);
    explode(meshes, new Vector3(0, 0.5, 0), 0);
    for (const { mesh } of meshes) expect(mesh.position.length()).toBe(0);
  });
});
