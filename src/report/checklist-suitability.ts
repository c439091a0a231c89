// The checklist on whether the scan is fit for the purpose: C13 to C18.
import type { CheckPoint } from '../core/checklist.js';
import type { Report, SourceFacts } from '../core/facts.js';
import { type Affine, determinant, invert, toPatient } from '../core/grid.js';
import { wallLimits } from '../core/sharpness.js';
import { answered, byRemarks, type Checked, checkPoint, leftToLab, toComplete } from './check-point.js';
import { numberText } from './number-text.js';
import { suitability } from './suitability.js';

/** Beyond these ratios of the coarsest spacing to the finest, staircases are seen. */
const anisotropic = { caution: 2, bad: 4 };

export function suitabilityPoints(facts: Checked): readonly CheckPoint[] {
  const { source } = facts;
  const remarks = suitability(source);
  const about = (...names: readonly string[]): ReturnType<typeof byRemarks> =>
    byRemarks(remarks.filter(({ what }) => names.includes(what)));
  const point = (id: string, asks: string, answer: Parameters<typeof checkPoint>[3]): CheckPoint =>
    checkPoint(id, 'Suitability', asks, answer);
  return [
    point('C13', 'Spacing fit for models and guides', about('Coarsest spacing') ?? leftToLab),
    point('C14', 'Ratio of coarsest to finest spacing', ratio(source)),
    point('C15', 'Structure within the field of view', truncation(facts)),
    point(
      'C16',
      'Missing, double or irregular slices',
      about('Evenness', 'Missing slices') ?? doubles(source),
    ),
    point('C17', 'Blur and noise', blur(source)),
    point('C18', 'Thinnest wall that the scan shows', walls(source)),
  ];
}

function ratio({ spacing }: SourceFacts): ReturnType<typeof answered> {
  const value = Math.max(...spacing) / Math.min(...spacing);
  const state = value > anisotropic.bad ? 'bad' : value > anisotropic.caution ? 'caution' : 'good';
  return answered(`${numberText(value, 2)}.`, state);
}

/** Only DICOM tells of each slice where it lay. */
function doubles({ scan }: SourceFacts): ReturnType<typeof toComplete> {
  if (scan.format !== 'DICOM') return toComplete('The file tells nothing of single slices.');
  const twice = scan.slices?.duplicates ?? 0;
  return answered(twice === 0 ? 'None found.' : `${twice} stored twice, used once.`);
}

const faces = [
  ['right', 'left'],
  ['front', 'back'],
  ['foot', 'head'],
] as const;

/** Sides on which the model reaches the outermost voxels. */
export function cutSides({ source, parts }: Pick<Report, 'source' | 'parts'>): readonly string[] {
  const { extent, spacing } = source;
  return faces.flatMap(([low, high], axis) => {
    const near = 0.75 * spacing[axis];
    const least = Math.min(...parts.map(({ mesh }) => mesh.bounds.min[axis]));
    const most = Math.max(...parts.map(({ mesh }) => mesh.bounds.max[axis]));
    return [
      ...(least - extent.min[axis] < near ? [low] : []),
      ...(extent.max[axis] - most < near ? [high] : []),
    ];
  });
}

function truncation(facts: Checked): ReturnType<typeof toComplete> {
  const sides = cutSides(facts);
  if (sides.length > 0)
    return answered(
      `The model reaches the end of the scan: ${sides.join(', ')}. It may be cut off there.`,
      'caution',
    );
  return endsWithin(facts)
    ? answered('The model ends before the scan does.')
    : toComplete(
        'The scan lies slanted in the patient’s frame: look whether a face of it cuts the model off.',
      );
}

/** Cosine between axes: less than that turns no scan by a voxel. */
const upright = 1e-3;

/** Of a slanted scan, whose box says little: do all corners of each part's box lie within its own faces? */
function endsWithin({ source, parts }: Pick<Report, 'source' | 'parts'>): boolean {
  const { directions: d, extent, size, spacing, uneven } = source;
  if (d.every((cosine, n) => n % 4 === 0 || Math.abs(cosine) < upright)) return true;
  const axes: Affine = [d[0], d[1], d[2], 0, d[3], d[4], d[5], 0, d[6], d[7], d[8], 0];
  if (uneven || !(Math.abs(determinant(axes)) > 0.1)) return false;
  const toAxes = invert(axes);
  const middle = extent.min.map((low, c) => (low + extent.max[c]) / 2);
  const half = size.map((n, c) => ((n - 1) / 2 - 0.75) * spacing[c]);
  return parts.every(({ mesh: { bounds } }) =>
    [0, 1, 2, 3, 4, 5, 6, 7].every((corner) => {
      const [x, y, z] = [0, 1, 2].map((c) => (corner & (1 << c) ? bounds.max : bounds.min)[c] - middle[c]);
      return toPatient(toAxes, x, y, z).every((along, c) => Math.abs(along) <= half[c]);
    }),
  );
}

function blur({ sharpness, scan }: SourceFacts): ReturnType<typeof toComplete> {
  const { inPlane, throughPlane, noise } = sharpness;
  if (!inPlane && !throughPlane && !noise) return leftToLab;
  const width = (spread: typeof inPlane): string =>
    spread === null ? 'not found' : `${numberText(spread.fwhm, 2)} mm`;
  const grain =
    noise === null ? 'not found' : `${numberText(noise.sd, 1)}${scan.modality === 'CT' ? ' HU' : ''}`;
  return answered(
    `Full width at half maximum ${width(inPlane)} in the slices, ${width(throughPlane)} across; noise ${grain}.`,
    inPlane && throughPlane && noise ? 'good' : 'caution',
  );
}

function walls({ sharpness }: SourceFacts): ReturnType<typeof toComplete> {
  const { inPlane, throughPlane } = sharpness;
  const spreads = [inPlane, throughPlane].flatMap((spread) => (spread === null ? [] : [spread]));
  if (spreads.length === 0) return leftToLab;
  const lost = Math.max(...spreads.map((spread) => wallLimits(spread).lost));
  return answered(
    `Walls of less than ${numberText(lost, 2)} mm are lost at the half-maximum.`,
    lost > 1 ? 'caution' : 'good',
  );
}
