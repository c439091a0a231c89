// Contours as lines of the same width wherever the eye is, over a dark edge that parts them from what is bright.
import {
  Color,
  Group,
  type Matrix4,
  type Object3D,
  OrthographicCamera,
  SRGBColorSpace,
  Vector3,
} from 'three';
import { LineMaterial } from 'three/addons/lines/LineMaterial.js';
import { LineSegments2 } from 'three/addons/lines/LineSegments2.js';
import { LineSegmentsGeometry } from 'three/addons/lines/LineSegmentsGeometry.js';

/** CSS pixels. */
const lineWidth = 2;
const edgeWidth = 4.5;
const thinWidth = 1.5;

export interface ContourLines {
  readonly object: Group;
  /** x, y, z of start and end of each segment, mm. */
  setSegments(segments: Float32Array): void;
  /** Bright on a dark edge, as on the scan; or but a thin dark line, as around a cap. */
  setBright(bright: boolean): void;
}

/** `order`: after what they are drawn on. */
export function contourLines(colour: readonly [number, number, number], order: number): ContourLines {
  const object = new Group();
  const line = newLine(new Color().setRGB(...colour, SRGBColorSpace), lineWidth, order + 1);
  const edge = newLine(new Color(0x080a0c), edgeWidth, order);
  object.add(edge, line);
  return {
    object,
    setSegments: (segments) => {
      line.geometry.dispose();
      const geometry = new LineSegmentsGeometry();
      if (segments.length > 0) geometry.setPositions(segments);
      line.geometry = geometry;
      edge.geometry = geometry;
      object.visible = segments.length > 0;
    },
    setBright: (bright) => {
      line.visible = bright;
      edge.material.linewidth = bright ? edgeWidth : thinWidth;
    },
  };
}

function newLine(color: Color, linewidth: number, order: number): LineSegments2 {
  // In the list of transparent things, so that the order holds against the caps, which are transparent too.
  const material = new LineMaterial({ linewidth, transparent: true, depthWrite: false });
  material.color = color;
  const line = new LineSegments2(new LineSegmentsGeometry(), material);
  line.renderOrder = order;
  line.frustumCulled = false;
  line.matrixWorldAutoUpdate = false;
  const plain: Object3D = line;
  const fit = plain.onBeforeRender;
  plain.onBeforeRender = (renderer, scene, camera, ...rest) => {
    fit.call(line, renderer, scene, camera, ...rest);
    if (camera instanceof OrthographicCamera) towards(camera, line.material.resolution.x, line.matrixWorld);
  };
  return line;
}

/** A few pixels nearer to the eye than the plane, which else would hide half of each line, and from behind all. */
function towards(camera: OrthographicCamera, width: number, place: Matrix4): void {
  const back = new Vector3().setFromMatrixColumn(camera.matrixWorld, 2);
  const mmPerPixel = (camera.right - camera.left) / camera.zoom / Math.max(width, 1);
  place.makeTranslation(back.multiplyScalar(edgeWidth * mmPerPixel));
}
