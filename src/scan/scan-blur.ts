// The blur of a scan as the surface is fitted with it: as its own edges show it, or else as its voxels suggest.
import type { ScanBlur } from '../core/blur.js';
import { spacingOf } from '../core/grid.js';
import type { Scan } from '../core/scan.js';
import type { Sharpness } from '../core/sharpness.js';
import { sliceAxis } from '../core/slice-axis.js';
import { sliceFrame } from '../core/slice-frame.js';
import { sharpness } from './sharpness.js';

/** In voxels: what scanners blur in the slice at least, at the fields of view of surgical planning. */
const usualInPlane = 0.8;
/** The least that is left of a slice's blur beside its box, as a share of the blur in the slice. */
const leastGaussian = 0.5;

/**
 * mm and the unit of the scan; `measured` is its sharpness, where that is known already. Where nothing tells which way the
 * slices lie, they lie across the patient, so that the same scan has the same blur however it was stored.
 */
export function scanBlur(scan: Scan, measured?: Sharpness): ScanBlur {
  const unknown = sliceAxis(scan.facts).by === 'assumption';
  const {
    inPlane: own,
    throughPlane: across,
    noise,
    sliceAxis: axis,
  } = unknown
    ? sharpness({
        ...scan,
        facts: { ...scan.facts, storedAxes: 'LPS', storedSpacing: spacingOf(scan.grid.affine) },
      })
    : (measured ?? sharpness(scan));
  const { spacing } = sliceFrame(scan);
  const [a, b] = spacing.filter((_, other) => other !== axis);
  const inPlane = own?.sigma ?? usualInPlane * Math.sqrt(a * b);
  const common = { axis, inPlane, noise: noise?.sd ?? 0, assumed: own === null || across === null };
  if (across === null) {
    const stated = scan.facts.sliceThickness ?? 0;
    const sliceBox = stated > 0 && stated < 50 * spacing[axis] ? stated : spacing[axis];
    return { ...common, throughPlane: inPlane, sliceBox };
  }
  if (across.gaussianSigma !== null && across.gaussianSigma >= leastGaussian * inPlane)
    return { ...common, throughPlane: across.gaussianSigma, sliceBox: across.sliceBox };
  // Edges narrower than the stated slice: its profile is no full box.
  const throughPlane = Math.min(across.sigma, leastGaussian * inPlane);
  const box = Math.sqrt(12 * Math.max(0, across.sigma ** 2 - throughPlane ** 2));
  return { ...common, throughPlane, sliceBox: box };
}
