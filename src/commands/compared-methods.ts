// How two models were compared, as a paper would say it.
import type { AlignmentFacts } from '../core/comparison.js';
import type { ComparedWish } from './measure-comparison.js';

export function comparedMethods({ overlap, parts }: ComparedWish, alignment: AlignmentFacts | null): string {
  return [
    frameText(alignment),
    'Distances were measured from the points of each surface to the nearest point of the other, in both directions, weighted by area over samples some 0.5 mm apart, with the sign of the side on which they lie where the other surface is a closed solid; the largest distance was also bounded by proof, triangle by triangle.',
    'The Hausdorff distance is the larger of the largest distances of both directions, its 95 % form the larger of the distances that 95 % of the area stay below.',
    ...(overlap
      ? ['Dice and Jaccard coefficients were computed from the exact intersection of the two solids.']
      : []),
    ...(parts ? ['Bodies of the same name were compared in pairs.'] : []),
  ].join(' ');
}

function frameText(alignment: AlignmentFacts | null): string {
  if (alignment === null)
    return 'The two models were compared in the frame that they share, without alignment: a shift between them counts.';
  const start =
    alignment.start === 'identity'
      ? 'from where they lay'
      : 'from where they lay and from all four proper ways to lay their principal axes upon each other, the best of which was taken';
  return `Model a was first laid onto model b by a rigid motion (iterative closest points with damped least squares, 20,000 samples by area, starting ${start}; never mirrored, never scaled): shifts and turns between the two are not seen in the distances.`;
}
