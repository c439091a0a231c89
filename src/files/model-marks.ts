// What a file says of the model's frame, and loudly of a model that is not as the patient is.
import type { Mirroring } from '../core/print-model.js';

export interface Alteration {
  /** Across which plane it was mirrored; null or left out where left is left. */
  readonly mirrored?: Mirroring | null;
  /** Left out or 1: life-size. */
  readonly scale?: number;
}

/** 3D Slicer looks for SPACE=LPS in the header or the first comment of a file: of STL, PLY and OBJ. */
export const frameWords = 'Isocast SPACE=LPS UNITS=mm';
export const useWords = 'not for diagnostic use';
/** In the first comment of a file. */
export const frameLine = `${frameWords}; ${useWords}`;

/** 'MIRRORED left-right', 'SCALE 0.5', both or none. */
export function modelMarks({ mirrored = null, scale = 1 }: Alteration): readonly string[] {
  return [
    ...(mirrored === null ? [] : [`MIRRORED ${mirrored}`]),
    ...(scale === 1 ? [] : [`SCALE ${scaleText(scale)}`]),
  ];
}

/** Without the digits that only a computer sees. */
export const scaleText = (scale: number): string => String(Number(scale.toPrecision(6)));
