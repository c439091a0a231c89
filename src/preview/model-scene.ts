// The model as three.js shows it, and the light that it stands in.
import {
  BufferAttribute,
  BufferGeometry,
  Color,
  DoubleSide,
  Group,
  HemisphereLight,
  type Material,
  Mesh,
  MeshStandardMaterial,
  type Plane,
  Scene,
  SRGBColorSpace,
} from 'three';
import type { PreviewMesh } from './read-payload.js';

/** A part as it is shown. */
export interface ShownMesh {
  readonly part: PreviewMesh;
  /** `visible` says whether it is on, `position` how far the exploded view moved it; its material changes with the map. */
  readonly mesh: Mesh<BufferGeometry, Material>;
  /** Its own colour in the light; what it wears while no map is shown. */
  readonly plain: MeshStandardMaterial;
  /** 0…1. Set it by `setOpacity`. */
  opacity: number;
}

export interface ModelScene {
  readonly scene: Scene;
  /** One mesh a part, in the order of the payload, in mm LPS. */
  readonly model: Group;
  readonly meshes: readonly ShownMesh[];
}

/** The arrays of the parts go to the scene. `clipPlanes` may be filled later. */
export function modelScene(parts: readonly PreviewMesh[], clipPlanes: Plane[]): ModelScene {
  const scene = new Scene();
  const model = new Group();
  const meshes = parts.map((part): ShownMesh => {
    const plain = new MeshStandardMaterial({
      color: new Color().setRGB(part.colour[0], part.colour[1], part.colour[2], SRGBColorSpace),
      roughness: 0.62,
      metalness: 0,
      side: DoubleSide,
      clippingPlanes: clipPlanes,
    });
    const mesh = new Mesh<BufferGeometry, Material>(geometryOf(part), plain);
    mesh.name = part.name;
    model.add(mesh);
    return { part, mesh, plain, opacity: 1 };
  });
  const sky = new HemisphereLight(0xffffff, 0x8a8f98, 1.1);
  sky.position.set(0, 0, 1);
  scene.add(model, sky);
  return { scene, model, meshes };
}

function geometryOf(part: PreviewMesh): BufferGeometry {
  const geometry = new BufferGeometry();
  geometry.setAttribute('position', new BufferAttribute(part.positions, 3));
  geometry.setIndex(new BufferAttribute(part.triangles, 1));
  geometry.computeVertexNormals();
  return geometry;
}
