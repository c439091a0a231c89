// What a print lab must know of a scan before it starts: each a sentence with its reason and where that is from.
import { finestVoxel, lostWalls } from '../core/lost-walls.js';
import { kernelKind } from './kernel-kind.js';
import type { ScanSummary } from './scan-summary.js';

type Judged = Omit<ScanSummary, 'advice'>;

const rules: readonly ((scan: Judged) => string | null)[] = [
  values,
  sliceSpacing,
  anisotropy,
  slanted,
  gaps,
  missing,
  fewSlices,
  border,
  blur,
  kernel,
  metal,
];

/** The sentences that apply, the weightiest first. */
export function scanAdvice(scan: Judged): string[] {
  return rules.flatMap((rule) => rule(scan) ?? []);
}

const mm = (x: number): string => `${Number(x.toFixed(2))} mm`;

function values({ values: scale, facts, range }: Judged): string | null {
  if (scale === 'labels')
    return 'This is a label map: choose a structure by its number; thresholds in HU mean nothing here.';
  if (scale === 'offset')
    return "The values are those of a CT but not in Hounsfield units: air is near 0, water near 1000. Presets and thresholds in HU miss by about 1000; give a threshold in the scan's own values, or use Otsu.";
  if (scale === 'HU') return null;
  const why =
    facts.modality !== null && facts.modality !== 'CT'
      ? `this is ${facts.modality}`
      : 'the values do not fit';
  const cone = facts.modality === 'CT' ? ' Cone-beam scanners give values that vary by device.' : '';
  return `The values (${Number(range[0].toPrecision(5))} to ${Number(range[1].toPrecision(5))}) are not Hounsfield units (${why}), so presets and thresholds in HU mean nothing.${cone} Use Otsu, or a threshold in the scan's own values (doi:10.1007/s11548-016-1490-4).`;
}

function sliceSpacing({ spacing, facts }: Judged): string | null {
  const thickness = facts.sliceThickness ?? 0;
  const longest = Math.max(...spacing);
  const coarsest = Math.max(longest, thickness);
  const said = `Voxels are ${mm(longest)} long${thickness > longest ? ` and slices ${mm(thickness)} thick` : ''}`;
  if (coarsest > 1.25)
    return `${said}; more than 1.25 mm costs accuracy (Ford and Decker 2016, doi:10.1016/j.jofri.2015.10.004). Expect steps and lost detail; ask for thinner slices.`;
  if (coarsest > 1)
    return `${said}: enough for a model, but guides and joint surfaces want 1 mm or less (Schmutz 2007).`;
  return null;
}

function anisotropy({ spacing }: Judged): string | null {
  const ratio = Math.max(...spacing) / Math.min(...spacing);
  if (ratio < 2) return null;
  return `Voxels are ${ratio.toFixed(1)} times longer than wide; surfaces that lie along the slices are the least certain. Interpolation smooths the steps but adds no detail (Turek 2022: it halves the error, it does not remove it).`;
}

function gaps({ facts }: Judged): string | null {
  const thickness = facts.sliceThickness;
  const step = facts.storedSpacing[2];
  if (thickness === null || thickness <= 0 || thickness >= 0.95 * step) return null;
  return `Slices are ${mm(thickness)} thick but ${mm(step)} apart: what lies between them was never measured.`;
}

function slanted({ facts: { slices } }: Judged): string | null {
  if (slices === null || slices.tiltDeg === 0) return null;
  return `Slices lie slanted by ${Number(slices.tiltDeg.toFixed(2))}°: a model that runs out of the scan ends at its slanted faces, in a cut that is not anatomy.`;
}

function missing({ facts: { slices } }: Judged): string | null {
  const count = slices?.gaps.reduce((sum, gap) => sum + gap.missing, 0) ?? 0;
  if (count === 0) return null;
  return `${count === 1 ? 'A slice is' : `${count} slices are`} missing: what lies in the ${slices?.gaps.length === 1 ? 'gap' : 'gaps'} is interpolated. Ask for the whole series, or look there before you print.`;
}

function fewSlices({ size }: Judged): string | null {
  const least = Math.min(...size);
  if (least >= 10) return null;
  return `The scan is only ${least} voxels deep in one direction: too few for a model that means anything.`;
}

function border({ boneAtBorder }: Judged): string | null {
  if (boneAtBorder.length === 0) return null;
  const sides = boneAtBorder.map(({ side }) => side).join(', ');
  return `Bone, or something as dense (226 HU or more), runs out of the scan at the ${sides}: the model ends there in a flat cut that is not anatomy.`;
}

function blur({ sharpness }: Judged): string | null {
  const finest = finestVoxel(sharpness);
  if (finest === null) return null;
  return `${lostWalls(sharpness).join(' ')} Voxels much finer than ${mm(finest)}, a quarter of the narrowest blur, add triangles, not detail.`;
}

function kernel({ facts }: Judged): string | null {
  const kind = kernelKind(facts.reconstructionKernel);
  if (kind === 'soft')
    return `The reconstruction kernel (${facts.reconstructionKernel}) is a soft one: walls thinner than 0.57 of its blur width vanish at the half-maximum threshold. Ask for a bone kernel where thin bone matters.`;
  if (kind === 'sharp')
    return `The reconstruction kernel (${facts.reconstructionKernel}) is a sharp one: edges are crisp but overshoot, and noise can roughen the surface.`;
  return null;
}

function metal({ values: scale, range }: Judged): string | null {
  if (scale !== 'HU' || range[1] < 2900) return null;
  return `Values reach ${Math.round(range[1])} HU, more than bone has: metal or dense teeth. Streaks beside them can add or remove surface; look there.`;
}
