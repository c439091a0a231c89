// Whether a scan is fit for a surgical model, each remark with its reason.
import type { SourceFacts } from '../core/facts.js';
import { wallLimits } from '../core/sharpness.js';
import { numberText } from './number-text.js';

export interface Remark {
  readonly level: 'good' | 'caution' | 'poor';
  readonly what: string;
  readonly says: string;
}

/** Limits of spacing in mm: 0.625 preferred, 1.0 for guides, 1.25 for models. */
export function suitability(source: SourceFacts): readonly Remark[] {
  return [
    modality(source),
    spacing(source),
    ...evenness(source),
    ...missing(source),
    ...gaps(source),
    ...sharp(source),
  ];
}

function modality({ scan }: SourceFacts): Remark {
  const what = 'Kind of image';
  if (scan.labels)
    return {
      level: 'caution',
      what,
      says: 'A label map: the outline was drawn elsewhere, and its accuracy is not known here.',
    };
  if (scan.modality === 'CT') return { level: 'good', what, says: 'CT: values are in HU.' };
  if (scan.modality === null)
    return {
      level: 'caution',
      what,
      says: 'The file does not say what kind of scan it is; thresholds in HU hold for CT alone.',
    };
  return { level: 'caution', what, says: `${scan.modality}: thresholds in HU do not hold.` };
}

/** mm: single precision, and a slanted grid's cosines, leave no spacing as it was meant. */
const slack = 1e-4;

function spacing(source: SourceFacts): Remark {
  const coarsest = Math.max(...source.spacing);
  const what = 'Coarsest spacing';
  const size = `${numberText(coarsest, 3)} mm`;
  if (coarsest <= 0.625 + slack)
    return { level: 'good', what, says: `${size}: within the preferred 0.625 mm.` };
  if (coarsest <= 1 + slack)
    return { level: 'good', what, says: `${size}: within the 1.0 mm that guides need.` };
  if (coarsest <= 1.25 + slack)
    return {
      level: 'caution',
      what,
      says: `${size}: enough for a model (1.25 mm), not for a guide (1.0 mm).`,
    };
  return { level: 'poor', what, says: `${size}: coarser than the 1.25 mm that surgical models need.` };
}

function evenness({ uneven, scan: { slices } }: SourceFacts): readonly Remark[] {
  const slanted = slices !== null && slices.tiltDeg > 0;
  if (!uneven && !slanted) return [];
  const how = [uneven && 'not evenly spaced', slanted && `slanted by ${numberText(slices.tiltDeg, 2)}°`];
  const within = slices === null ? '' : ` (within ${numberText(slices.residual, 3)} mm)`;
  const says = `Slices are ${how.filter(Boolean).join(' and ')}; their true places were used${within}.`;
  return [{ level: 'caution', what: 'Evenness', says }];
}

function missing({ scan: { slices } }: SourceFacts): readonly Remark[] {
  const count = slices?.gaps.reduce((sum, gap) => sum + gap.missing, 0) ?? 0;
  if (count === 0) return [];
  const says = `${count === 1 ? 'One slice is' : `${count} slices are`} missing: the surface there is a guess between its neighbours.`;
  return [{ level: 'poor', what: 'Missing slices', says }];
}

function gaps({ scan }: SourceFacts): readonly Remark[] {
  if (scan.sliceThickness === null) return [];
  const between = scan.storedSpacing[2];
  const thick = numberText(scan.sliceThickness, 3);
  const what = 'Slice thickness';
  if (between <= scan.sliceThickness + 0.01)
    return [{ level: 'good', what, says: `${thick} mm, no gap between slices.` }];
  return [
    {
      level: 'caution',
      what,
      says: `${thick} mm at ${numberText(between, 3)} mm spacing: there are gaps between slices.`,
    },
  ];
}

/** mm; thinner than most bone that is printed, though not the orbital floor. */
const thinWall = 1;

function sharp({ sharpness }: SourceFacts): readonly Remark[] {
  const what = 'Thinnest wall';
  const lost = [sharpness.inPlane, sharpness.throughPlane].flatMap((spread) =>
    spread ? [wallLimits(spread).lost] : [],
  );
  if (lost.length === 0) return [];
  const most = Math.max(...lost);
  const says = `At half-maximum, walls of less than ${numberText(most, 2)} mm are lost in the scan’s own blur`;
  return most <= thinWall
    ? [{ level: 'good', what, says: `${says}.` }]
    : [
        {
          level: 'caution',
          what,
          says: `${says}: look for holes where bone is thin.`,
        },
      ];
}
