// The blur and noise that a scan shows of itself, as a conversion finds them for the step `locate`.
import { scanBlur } from '../../dist/scan/scan-blur.js';
import { sharpness } from '../../dist/scan/sharpness.js';

const known = new WeakMap();

/** { inPlane, throughPlane, sliceBox (mm), noise (HU), assumed }, or null where nothing is known. */
export function blurOf(scan) {
  if (!known.has(scan)) known.set(scan, scanBlur(scan, sharpness(scan)));
  return known.get(scan);
}
