// The blur and noise that a scan shows of itself, as the step `locate` takes them.
import { existsSync } from 'node:fs';
import { sharpness } from '../../dist/scan/sharpness.js';

const known = new WeakMap();
/** Where the conversion itself has a function for this, that one is asked. */
const own = new URL('../../dist/commands/scan-blur.js', import.meta.url);

async function estimate(scan) {
  if (existsSync(own)) {
    const { scanBlur } = await import(own);
    return scanBlur(scan);
  }
  const { inPlane, throughPlane, noise } = sharpness(scan);
  if (inPlane === null || throughPlane === null) return null;
  return {
    inPlane: inPlane.sigma,
    throughPlane: throughPlane.gaussianSigma ?? inPlane.sigma,
    sliceBox: throughPlane.sliceBox,
    noise: noise?.sd ?? 0,
    assumed: throughPlane.gaussianSigma === null,
  };
}

/** { inPlane, throughPlane, sliceBox (mm), noise (HU), assumed }, or null where the scan has no edges to tell by. */
export async function blurOf(scan) {
  if (!known.has(scan)) known.set(scan, estimate(scan));
  return known.get(scan);
}
