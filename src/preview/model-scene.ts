// The model as three.js shows it, and the light that it stands in.
import {
  BufferAttribute,
  BufferGeometry,
  Color,
  DoubleSide,
  Group,
  HemisphereLight,
  Mesh,
  MeshStandardMaterial,
  Scene,
  SRGBColorSpace,
} from 'three';
import type { PreviewMesh } from './read-payload.js';

export interface ModelScene {
  readonly scene: Scene;
  /** One mesh a part, in the order of the payload, in mm LPS. */
  readonly model: Group;
  readonly materials: readonly MeshStandardMaterial[];
}

/** The arrays of the parts go to the scene. */
export function modelScene(parts: readonly PreviewMesh[]): ModelScene {
  const scene = new Scene();
  const model = new Group();
  const materials = parts.map((part) => {
    const material = new MeshStandardMaterial({
      color: new Color().setRGB(part.colour[0], part.colour[1], part.colour[2], SRGBColorSpace),
      roughness: 0.62,
      metalness: 0,
      side: DoubleSide,
    });
    const mesh = new Mesh(geometryOf(part), material);
    mesh.name = part.name;
    model.add(mesh);
    return material;
  });
  const sky = new HemisphereLight(0xffffff, 0x8a8f98, 1.1);
  sky.position.set(0, 0, 1);
  scene.add(model, sky);
  return { scene, model, materials };
}

function geometryOf(part: PreviewMesh): BufferGeometry {
  const geometry = new BufferGeometry();
  geometry.setAttribute('position', new BufferAttribute(part.positions, 3));
  geometry.setIndex(new BufferAttribute(part.triangles, 1));
  geometry.computeVertexNormals();
  return geometry;
}
