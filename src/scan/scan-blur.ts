// The blur of a scan as the surface is fitted with it: as its own edges show it, or else as its voxels suggest.
import type { ScanBlur } from '../core/blur.js';
import type { Scan } from '../core/scan.js';
import type { Sharpness } from '../core/sharpness.js';
import { sliceFrame } from '../core/slice-frame.js';

/** In voxels: what scanners blur in the slice at least, at the fields of view of surgical planning. */
const usualInPlane = 0.8;
/** The least that is left of a slice's blur beside its box, as a share of the blur in the slice. */
const leastGaussian = 0.5;

/** mm and the unit of the scan. `assumed`: one of the two blurs is not known from the scan's edges. */
export function scanBlur(scan: Scan, sharpness: Sharpness): ScanBlur {
  const { inPlane: own, throughPlane: across, noise, sliceAxis } = sharpness;
  const { spacing } = sliceFrame(scan);
  const [a, b] = spacing.filter((_, axis) => axis !== sliceAxis);
  const inPlane = own?.sigma ?? usualInPlane * Math.sqrt(a * b);
  const common = { inPlane, noise: noise?.sd ?? 0, assumed: own === null || across === null };
  if (across === null) {
    const stated = scan.facts.sliceThickness ?? 0;
    const sliceBox = stated > 0 && stated < 50 * spacing[sliceAxis] ? stated : spacing[sliceAxis];
    return { ...common, throughPlane: inPlane, sliceBox };
  }
  if (across.gaussianSigma !== null && across.gaussianSigma >= leastGaussian * inPlane)
    return { ...common, throughPlane: across.gaussianSigma, sliceBox: across.sliceBox };
  // Edges narrower than the stated slice: its profile is no full box.
  const throughPlane = Math.min(across.sigma, leastGaussian * inPlane);
  const box = Math.sqrt(12 * Math.max(0, across.sigma ** 2 - throughPlane ** 2));
  return { ...common, throughPlane, sliceBox: box };
}
