// The side that a model was ordered for, held against where the model lies in its scan.
import type { Finding } from '../core/errors.js';
import type { Report } from '../core/facts.js';
import type { Laterality } from '../core/order.js';
import { numberText } from './number-text.js';

export type LateralityOf = Pick<Report, 'order' | 'source' | 'parts' | 'shape'>;

export interface SideCheck {
  /** doubt: a person must look; unsure: the scan does not tell; mirrored: it agreed before the model was mirrored. */
  readonly state: 'agrees' | 'doubt' | 'unsure' | 'mirrored';
  readonly says: string;
}

/** The middle of a model that has a side lies farther than this from the middle of the scan, as a share of its width. */
const clear = 0.05;
/** Heads and trunks are wider; a narrower scan may show one side alone, mm. */
const narrow = 150;

/** Null where no side was stated. Judged by the anatomy as it was found, before anything was mirrored. */
export function sideCheck(facts: LateralityOf): SideCheck | null {
  const { laterality } = facts.order;
  if (laterality === null) return null;
  const mirrored = facts.shape?.mirrored === 'left-right' ? ` ${mirrorWords(laterality)}` : '';
  const agreed = mirrored === '' ? 'agrees' : 'mirrored';
  if (laterality === 'none')
    return { state: agreed, says: `The order says that the structure has no side.${mirrored}` };
  const { state, says } = onItsSide(laterality, facts);
  return { state: state === 'agrees' ? agreed : state, says: `${says}${mirrored}` };
}

const mirrorWords = (laterality: Laterality): string =>
  laterality === 'left' || laterality === 'right'
    ? 'And the model was MIRRORED left to right: as it is printed it has the shape of the other side.'
    : 'And the model was MIRRORED left to right: what is printed on one side belongs to the other.';

/** A warning where what was stated does not fit what is seen. */
export function lateralityFindings(facts: LateralityOf): readonly Finding[] {
  const check = sideCheck(facts);
  return check?.state === 'doubt' ? [{ severity: 'warning', code: 'laterality', message: check.says }] : [];
}

function onItsSide(laterality: Laterality, { source, parts }: LateralityOf): SideCheck {
  const { min, max } = source.extent;
  const middle = (min[0] + max[0]) / 2;
  const low = Math.min(...parts.map(({ mesh }) => mesh.bounds.min[0])) - middle;
  const high = Math.max(...parts.map(({ mesh }) => mesh.bounds.max[0])) - middle;
  const centre = (low + high) / 2;
  const width = max[0] - min[0];
  const found = `The order says ${laterality}`;
  const lies = `the middle of the model lies ${numberText(Math.abs(centre), 0)} mm to the patient’s ${centre < 0 ? 'right' : 'left'} of the middle of the scan`;
  const cropped = `A scan that was cropped, or that shows one side alone${width < narrow ? ` (this one is only ${numberText(width, 0)} mm wide)` : ''}, tells nothing by that.`;
  const look = `${cropped} Look at the side before this model is used.`;
  if (laterality === 'left' || laterality === 'right') {
    const toward = laterality === 'left' ? centre : -centre;
    if (toward < -clear * width) return { state: 'doubt', says: `${found}, but ${lies}. ${look}` };
    if (toward > clear * width)
      return { state: width < narrow ? 'unsure' : 'agrees', says: `${found}, and ${lies}. ${cropped}` };
    return {
      state: 'unsure',
      says: `${found}; the model lies about the middle of the scan, which tells of no side.`,
    };
  }
  const across = low < 0 && high > 0;
  if (!across)
    return { state: 'doubt', says: `${found}, but all of the model lies on one side: ${lies}. ${look}` };
  if (laterality === 'midline' && Math.abs(centre) > clear * width)
    return { state: 'doubt', says: `${found}, but ${lies}. ${look}` };
  return { state: 'agrees', says: `${found}, and the model lies on both sides of the middle of the scan.` };
}
