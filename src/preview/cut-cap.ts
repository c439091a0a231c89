// What closes a body where the plane cuts it: its contour filled by counting in the stencil, so that hollows stay hollow.
import {
  AlwaysStencilFunc,
  BufferAttribute,
  BufferGeometry,
  Color,
  DoubleSide,
  Group,
  InvertStencilOp,
  Mesh,
  MeshBasicMaterial,
  NotEqualStencilFunc,
  SRGBColorSpace,
  ZeroStencilOp,
} from 'three';
import { cutSquare } from './cut-quad.js';
import { sectionFan } from './section-fan.js';

export interface CutCap {
  readonly object: Group;
  /** To be laid in the plane. */
  readonly quad: Mesh;
  /** mm; all pieces of one body. */
  setSegments(segments: Float32Array): void;
  /** 1 hides what lies behind. */
  setOpacity(opacity: number): void;
}

/** A cap is a shade of its body. */
const shade = 0.8;

/** Takes two places in the order of drawing. The canvas must have a stencil. */
export function cutCap(colour: readonly [number, number, number], order: number): CutCap {
  const fan = new Mesh(new BufferGeometry(), countingMaterial());
  const [r, g, b] = colour;
  const material = new MeshBasicMaterial({
    color: new Color().setRGB(shade * r, shade * g, shade * b, SRGBColorSpace),
    side: DoubleSide,
    transparent: true,
    // Before the scan's slice, which lies in the same plane.
    polygonOffset: true,
    polygonOffsetFactor: -1,
    polygonOffsetUnits: -2,
    stencilWrite: true,
    stencilFunc: NotEqualStencilFunc,
    stencilRef: 0,
    // The count begins anew for the next body.
    stencilFail: ZeroStencilOp,
    stencilZFail: ZeroStencilOp,
    stencilZPass: ZeroStencilOp,
  });
  const quad = new Mesh(cutSquare(), material);
  fan.renderOrder = order;
  quad.renderOrder = order + 1;
  fan.frustumCulled = false;
  quad.frustumCulled = false;
  const object = new Group();
  object.add(fan, quad);
  return {
    object,
    quad,
    setSegments: (segments) => {
      fan.geometry.dispose();
      fan.geometry = new BufferGeometry();
      fan.geometry.setAttribute('position', new BufferAttribute(sectionFan(segments), 3));
      object.visible = segments.length > 0;
    },
    setOpacity: (opacity) => {
      material.opacity = opacity;
    },
  };
}

/** Turns the stencil over wherever a triangle of the fan covers it; shows nothing. */
const countingMaterial = (): MeshBasicMaterial =>
  new MeshBasicMaterial({
    side: DoubleSide,
    transparent: true,
    colorWrite: false,
    depthWrite: false,
    depthTest: false,
    stencilWrite: true,
    stencilFunc: AlwaysStencilFunc,
    stencilFail: InvertStencilOp,
    stencilZFail: InvertStencilOp,
    stencilZPass: InvertStencilOp,
  });
