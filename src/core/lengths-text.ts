// Three lengths as a person reads them.
import type { Vec3 } from './grid.js';

/** Such as 0.5 × 0.5 × 1, to a millionth of a mm. */
export const lengthsText = (v: Vec3): string => v.map((s) => Number(s.toFixed(6))).join(' × ');
