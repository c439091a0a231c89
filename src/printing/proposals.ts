// Ways up that are proposed, each with its reason in words.
import type { Proposal, Stance } from '../core/print-facts.js';

/** What is worse by no more than this factor is as good. */
const alike = 1.01;

/** Supports cost what they take, and scars where they touch: a square millimetre as much as a column of 1 mm. */
export const supportCost = ({ support, overhang }: Stance): number => support + overhang;

const ml = (cubic: number): string => `${(cubic / 1000).toFixed(1)} ml`;
const cm2 = (square: number): string => `${(square / 100).toFixed(1)} cm²`;
const tall = (height: number): string => `${height.toFixed(0)} mm`;

/** `now`: as it stands; that is proposed where nothing is better. */
export const leastSupport = (stance: Stance, now: Stance): Proposal => {
  const best = supportCost(now) <= alike * supportCost(stance) && now.fits ? now : stance;
  const reason =
    best === now
      ? `as it stands: ${ml(now.support)} of support below ${cm2(now.overhang)}, and no other way takes less`
      : `${ml(best.support)} of support below ${cm2(best.overhang)}; as it stands, ${ml(now.support)} below ${cm2(now.overhang)}`;
  return { ...best, aim: 'least support', reason };
};

export const shortest = (stance: Stance, now: Stance): Proposal => ({
  ...stance,
  aim: 'shortest',
  reason: `${tall(stance.height)} high; as it stands, ${tall(now.height)}`,
});

export const mostAccurate = (stance: Stance, now: Stance): Proposal => ({
  ...stance,
  aim: 'most accurate',
  reason: `the marked surface steps by ${(stance.steps ?? 0).toFixed(3)} mm on average (scars of supports count as two layers); as it stands, by ${(now.steps ?? 0).toFixed(3)} mm`,
});
