// Triangles in the patient's frame.
import type { ScanBlur } from './blur.js';
import type { Colour } from './colour.js';
import type { MeshFacts } from './facts.js';
import type { Vec3 } from './grid.js';
import type { Scan } from './scan.js';

/** positions: x, y, z per vertex, mm LPS. triangles: three vertex indices each, counter-clockwise seen from outside. */
export interface Mesh {
  readonly positions: Float32Array;
  readonly triangles: Uint32Array;
}

/** Points x with normal · x = at (mm); the structure that is cut off there goes on where normal · x > at. */
export interface CutPlane {
  readonly normal: Vec3;
  readonly at: number;
}

/** What the scan shows at each vertex of a surface that was fitted to it. */
export interface EdgeFacts {
  /** 1 where the scan has a clean edge. */
  readonly clean: Uint8Array;
  /** Value inside less value outside, unit of the scan. */
  readonly contrast: Float32Array;
  /** Root mean square of what the voxels around differ from what the surface explains, as a share of the contrast. */
  readonly misfit: Float32Array;
  /** Sigma of the blur along the normal, mm. */
  readonly sigma: Float32Array;
  /** 1 where the mask was edited, and the surface lies where that put it. */
  readonly edited: Uint8Array;
  /** The scan's noise, in its unit, and its blur. */
  readonly blur: ScanBlur;
}

/**
 * A surface on its way to a part: `mesh` as edited so far, `reference` the isosurface that it must stay close to.
 * `within`: no point of either is farther than this from the other, mm; proven by the steps, not sampled. `cuts`: where
 * the grid or the scan ends, and with it the surface. `edges`: one each for the vertices of the reference.
 * `edited`: 1 at the vertices that lie where the mask was changed, and no longer where the values put them.
 */
export interface Surface {
  readonly mesh: Mesh;
  readonly reference: Mesh;
  readonly within: number;
  readonly cuts?: readonly CutPlane[];
  readonly edges?: EdgeFacts;
  readonly edited?: Uint8Array;
}

/** A surface and what it was found in; null where that does not matter to it. */
export interface SurfaceInScan {
  readonly surface: Surface;
  readonly scan: Scan | null;
}

/** Closed, 2-manifold, oriented outward, free of self-intersection: fit to print. */
export interface Part {
  readonly name: string;
  readonly mesh: Mesh;
  readonly colour: Colour;
}

/** A part with what the tests of its mesh found. */
export interface CheckedPart extends Part {
  readonly facts: MeshFacts;
}

export const vertexCount = (mesh: Mesh): number => mesh.positions.length / 3;
export const triangleCount = (mesh: Mesh): number => mesh.triangles.length / 3;

/** Signed volume, mm³ (positive when the triangles face outward), summed about the first vertex for accuracy. */
export function signedVolume(mesh: Mesh): number {
  const p = mesh.positions;
  const t = mesh.triangles;
  if (t.length === 0) return 0;
  const ox = p[0];
  const oy = p[1];
  const oz = p[2];
  let six = 0;
  for (let f = 0; f < t.length; f += 3) {
    const a = 3 * t[f];
    const b = 3 * t[f + 1];
    const c = 3 * t[f + 2];
    const bx = p[b] - ox;
    const by = p[b + 1] - oy;
    const bz = p[b + 2] - oz;
    const cx = p[c] - ox;
    const cy = p[c + 1] - oy;
    const cz = p[c + 2] - oz;
    six +=
      (p[a] - ox) * (by * cz - bz * cy) +
      (p[a + 1] - oy) * (bz * cx - bx * cz) +
      (p[a + 2] - oz) * (bx * cy - by * cx);
  }
  return six / 6;
}

/** Of one triangle, mm². */
export function triangleArea({ positions: p, triangles: t }: Mesh, triangle: number): number {
  const a = 3 * t[3 * triangle];
  const b = 3 * t[3 * triangle + 1];
  const c = 3 * t[3 * triangle + 2];
  const ux = p[b] - p[a];
  const uy = p[b + 1] - p[a + 1];
  const uz = p[b + 2] - p[a + 2];
  const vx = p[c] - p[a];
  const vy = p[c + 1] - p[a + 1];
  const vz = p[c + 2] - p[a + 2];
  return Math.hypot(uy * vz - uz * vy, uz * vx - ux * vz, ux * vy - uy * vx) / 2;
}

/** Surface area, mm². */
export function surfaceArea(mesh: Mesh): number {
  let area = 0;
  for (let t = 0; t < mesh.triangles.length / 3; t++) area += triangleArea(mesh, t);
  return area;
}

/** Corners of the box around the mesh, mm LPS; of an empty mesh, zeros. */
export function boundsOf(mesh: Mesh): { readonly min: Vec3; readonly max: Vec3 } {
  const p = mesh.positions;
  if (p.length === 0) return { min: [0, 0, 0], max: [0, 0, 0] };
  const min: [number, number, number] = [p[0], p[1], p[2]];
  const max: [number, number, number] = [p[0], p[1], p[2]];
  for (let v = 0; v < p.length; v += 3) {
    for (let c = 0; c < 3; c++) {
      if (p[v + c] < min[c]) min[c] = p[v + c];
      if (p[v + c] > max[c]) max[c] = p[v + c];
    }
  }
  return { min, max };
}
