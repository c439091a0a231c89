// The values of a region for the eye: on which voxels, how many of them, and what was measured.
import type { MadeTexture } from '../commands/make-texture.js';
import type { Features } from '../texture/features.js';
import { smoothedText } from './smoothed-text.js';

const short = (x: number): string => (Number.isFinite(x) ? String(Number(x.toPrecision(6))) : 'not defined');

const rows = (features: Features, before: string): string[] =>
  Object.entries(features)
    .filter(([tag]) => tag.startsWith(before))
    .map(([tag, value]) => `  ${tag.padEnd(24)} ${short(value)}`);

/** Each co-occurrence value in one row: averaged over directions, merged. */
function pairs(features: Features): string[] {
  const tags = Object.keys(features).filter((tag) => tag.endsWith('_3D_avg'));
  return tags.map((tag) => {
    const name = tag.slice(0, -'_3D_avg'.length);
    const both = [features[tag], features[`${name}_3D_comb`]].map(short);
    return `  ${name.padEnd(24)} ${both[0].padEnd(14)} ${both[1]}`;
  });
}

export function textureText({ features, diagnostics, resolution, grid, steps }: MadeTexture): string {
  const { int_mask_vox_count_interp_roi: inside, int_mask_vox_count_reseg_roi: left } = diagnostics;
  const smoothed = smoothedText(steps);
  return [
    `voxels                     ${grid?.size.join(' × ')}, ${resolution}`,
    ...(smoothed === '' ? [] : [`smoothed                   ${smoothed}`]),
    `region                     ${inside} voxels, ${left} of them measured`,
    'shape (mm³, mm²)',
    ...rows(features, 'morph_'),
    'intensity',
    ...rows(features, 'stat_'),
    'grey levels',
    ...rows(features, 'ih_'),
    `co-occurrence              ${'3D_avg'.padEnd(14)} 3D_comb`,
    ...pairs(features),
  ].join('\n');
}
