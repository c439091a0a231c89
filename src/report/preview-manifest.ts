// What the page's data hold and where: the contract between who writes the page and the script in it.
import type { Vec3 } from '../core/grid.js';
import type { MapName } from '../core/surface-map.js';

/** Byte range [from, to) in the data. */
export type ByteRange = readonly [from: number, to: number];

/** One number a vertex: 0 where nothing is known, else 1 + (value − low)/step. Four bytes each, packed as vertices are. */
export interface PreviewValues {
  readonly name: MapName;
  readonly low: number;
  readonly step: number;
  readonly bytes: ByteRange;
}

/** Where a part's bytes lie in the payload. */
export interface PreviewPart {
  readonly name: string;
  readonly colour: readonly [number, number, number];
  /** Which body it belongs to, 0 … : what was made of one body by us stands apart from its anatomy, and moves with it. */
  readonly body: number;
  readonly vertices: number;
  readonly triangles: number;
  /** The vertex buffer (three int32 a vertex), the index buffer. */
  readonly vertexBytes: ByteRange;
  readonly indexBytes: ByteRange;
  readonly values: readonly PreviewValues[];
}

/** How a map is shown. mm. */
export interface PreviewMap {
  readonly name: MapName;
  /** What the ends of the colour scale stand for; symmetric about 0 for deviations. */
  readonly limits: readonly [low: number, high: number];
  /** To be marked on the scale: the tolerance on both sides, or the thinnest wall that can be printed. */
  readonly marks: readonly number[];
}

/** The scan for the cutting plane: `ShownScan` with its values as levels, value = low + step·level; `scale` is its own step. */
export interface PreviewScan {
  readonly size: Vec3;
  readonly origin: Vec3;
  readonly spacing: Vec3;
  readonly unit: string;
  readonly window: readonly [low: number, high: number];
  readonly low: number;
  readonly step: number;
  readonly scale: number;
  /** Deflated; see `encodeLevels`. */
  readonly bytes: ByteRange;
}

/** A lattice point q stands for origin + step·q, mm LPS. */
export interface PreviewManifest {
  readonly origin: readonly [number, number, number];
  readonly step: number;
  /** About how far thinning for display moved the surface, mm; null if nothing was thinned. */
  readonly thinned: number | null;
  readonly parts: readonly PreviewPart[];
  /** Those that there are values of, in the order of `mapNames`. */
  readonly maps: readonly PreviewMap[];
  readonly scan: PreviewScan | null;
}
