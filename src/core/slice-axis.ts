// Which axis of a scan its slices lie across, by what its file says: the one rule for all that works slice by slice.
import type { ScanFacts } from './scan.js';

type Axis = 0 | 1 | 2;

export interface SliceAxis {
  /** Of the axes nearest to left, posterior, superior. */
  readonly axis: Axis;
  readonly by: 'file' | 'spacing' | 'assumption';
}

/** Spacings this near to each other are one, as a share. */
const alike = 0.01;
/** A spacing this many times both others is that of slices. */
const coarser = 1.2;

/**
 * DICOM images are slices. A NIfTI file may have been reformatted: there the spacing that differs from two equal ones
 * tells, or one much coarser than both others; else the axis that is stored last is assumed. Judged by the scan as
 * stored: what became of it since has the same slices.
 */
export function sliceAxis({ format, storedAxes, storedSpacing }: ScanFacts): SliceAxis {
  const axes = [0, 1, 2].map((stored) => axisOf(storedAxes[stored]));
  if (format === 'DICOM') return { axis: axes[2], by: 'file' };
  const odd = axes.filter((_, stored) => {
    const own = storedSpacing[stored];
    const [a, b] = storedSpacing.filter((_, other) => other !== stored);
    const standsOut = Math.abs(a - b) < alike * a && Math.abs(own - a) > alike * a;
    return standsOut || own > coarser * Math.max(a, b);
  });
  return odd.length === 1 ? { axis: odd[0], by: 'spacing' } : { axis: axes[2], by: 'assumption' };
}

/** Of a letter such as 'R'. */
function axisOf(letter: string | undefined): Axis {
  if (letter === 'L' || letter === 'R') return 0;
  return letter === 'P' || letter === 'A' ? 1 : 2;
}
