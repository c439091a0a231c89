// The eye: a parallel projection that shows the whole model, so that lengths are the same near and far.
import { type Box3, DirectionalLight, OrthographicCamera, Vector3 } from 'three';
import type { ShownMesh } from './model-scene.js';
import type { View } from './views.js';

// Pixels on each side for the letters at the edges.
const beside = 40;
const aboveBelow = 34;

/** 1 shows the whole model from any side. */
export const zoomLimits = [0.2, 200] as const;

export interface ModelCamera {
  readonly camera: OrthographicCamera;
  readonly centre: Vector3;
  /** The picture is width × height pixels. */
  resize(width: number, height: number): void;
  /** Looks from there at the model's middle, head up, as near as the whole model allows. */
  look(view: View): void;
  /** As near as the whole model allows, looking at its middle, from where the eye is now. */
  fitWhole(): void;
  /** Comes nearer by this factor, within the limits. */
  zoom(factor: number): void;
  mmPerPixel(): number;
}

/** With its own light, from over the viewer's left shoulder. The meshes lie in the box, or near it in the exploded view. Add `camera` to the scene. */
export function modelCamera(box: Box3, meshes: readonly ShownMesh[]): ModelCamera {
  const centre = box.getCenter(new Vector3());
  const half = box.getSize(new Vector3()).multiplyScalar(0.5);
  const radius = Math.max(half.length(), 1e-3);
  const camera = new OrthographicCamera();
  camera.up.set(0, 0, 1);
  camera.near = 0;
  camera.far = 20 * radius;
  const lamp = new DirectionalLight(0xffffff, 1.9);
  lamp.position.set(-0.5, 0.7, 1);
  lamp.target.position.set(0, 0, 0);
  camera.add(lamp, lamp.target);
  let pixels = { width: 1, height: 1 };

  const resize = (width: number, height: number): void => {
    pixels = { width, height };
    const shorter = Math.min(width, height);
    camera.right = (radius * width) / shorter;
    camera.top = (radius * height) / shorter;
    camera.left = -camera.right;
    camera.bottom = -camera.top;
    camera.updateProjectionMatrix();
  };
  const look = (view: View): void => {
    const from = new Vector3(...view.from).normalize();
    camera.position.copy(centre).addScaledVector(from, 10 * radius);
    camera.lookAt(centre);
    fitWhole();
  };
  const fitWhole = (): void => {
    const back = new Vector3(0, 0, 1).applyQuaternion(camera.quaternion);
    camera.position.copy(centre).addScaledVector(back, 10 * radius);
    camera.updateMatrixWorld();
    const across = new Vector3();
    const up = new Vector3();
    camera.matrixWorld.extractBasis(across, up, new Vector3());
    const [wide, high] = [reach(meshes, centre, across), reach(meshes, centre, up)];
    const free = (length: number, margin: number): number => Math.max(0.5, 1 - (2 * margin) / length);
    camera.zoom = Math.min(
      (camera.right * free(pixels.width, beside)) / wide,
      (camera.top * free(pixels.height, aboveBelow)) / high,
    );
    camera.updateProjectionMatrix();
  };
  const zoom = (factor: number): void => {
    camera.zoom = Math.min(zoomLimits[1], Math.max(zoomLimits[0], camera.zoom * factor));
    camera.updateProjectionMatrix();
  };
  const mmPerPixel = (): number => (2 * camera.right) / camera.zoom / pixels.width;
  return { camera, centre, resize, look, fitWhole, zoom, mmPerPixel };
}

/** How far the meshes reach from the centre along the axis, to either side, mm. */
function reach(meshes: readonly ShownMesh[], centre: Vector3, axis: Vector3): number {
  const { x, y, z } = axis;
  let far = 1e-3;
  for (const { mesh, part } of meshes) {
    const p = part.positions;
    const middle = centre.dot(axis) - mesh.position.dot(axis);
    for (let v = 0; v < p.length; v += 3) {
      const off = Math.abs(p[v] * x + p[v + 1] * y + p[v + 2] * z - middle);
      if (off > far) far = off;
    }
  }
  return far;
}
