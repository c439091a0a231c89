// What was measured of a scan's blur and noise, as rows of the page.
import type { EdgeSpread, Sharpness } from '../core/sharpness.js';
import { numberText } from './number-text.js';

const sideways = ['left to right', 'front to back', 'head to foot'] as const;
const judgedBy = {
  file: 'as the file says',
  spacing: 'by their spacing',
  edges: 'by the edges’ spread',
  assumption: 'assumed, as stored last',
} as const;

/** Name and value of each; none for a label map. `unit` stands after a grey value. */
export function sharpnessRows(
  { inPlane, throughPlane, sliceAxis, sliceAxisBy, noise }: Sharpness,
  unit: string,
): readonly (readonly [string, string])[] {
  if (!inPlane && !throughPlane && !noise) return [];
  const across = throughPlane ? `${spreadText(throughPlane)}${besideBox(throughPlane)}` : '–';
  return [
    ['Blur in the slices', inPlane ? spreadText(inPlane) : '–'],
    ['Blur across the slices', across],
    ['Slices lie across', `${sideways[sliceAxis]} (${judgedBy[sliceAxisBy]})`],
    [
      'Noise',
      noise ? `${numberText(noise.sd, 1)}${unit}, in tissue of ${numberText(noise.tissue)}${unit}` : '–',
    ],
  ];
}

const spreadText = ({ fwhm, sigma, standardError, edges }: EdgeSpread): string =>
  `${numberText(fwhm, 2)} mm full width at half maximum (sigma ${plusMinus(sigma, standardError)}, ${numberText(edges)} edges)`;

const besideBox = ({
  sliceBox,
  gaussianSigma,
  gaussianError,
}: NonNullable<Sharpness['throughPlane']>): string =>
  gaussianSigma === null
    ? ''
    : `; without the ${numberText(sliceBox, 2)} mm of a slice sigma is ${plusMinus(gaussianSigma, gaussianError ?? 0)}`;

const plusMinus = (value: number, error: number): string =>
  `${numberText(value, 2)} ± ${numberText(error, 2)} mm`;
