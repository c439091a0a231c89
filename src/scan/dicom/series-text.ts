// A series in one line, such as 'CT 512 × 512 × 108 @ 0.48 × 0.48 × 1.5 mm, kernel B60s, phase 3 of 10 (cardiac phase 20 %)'.
import { counted } from './counted.js';
import type { SeriesFacts } from './series-facts.js';

const times = (v: readonly number[]): string => v.map((x) => String(Number(x.toFixed(2)))).join(' × ');

export function seriesText(series: SeriesFacts): string {
  const { modality, size, spacing, sliceThickness, kernel, bodyPart, derived, phase } = series;
  const thick = sliceThickness !== null && spacing !== null && Math.abs(sliceThickness - spacing[2]) > 0.01;
  const what = modality ?? 'unknown kind';
  if (size[0] === 0) return `${what}, ${counted(size[2], 'object', 'objects')}`;
  return [
    `${what} ${size.join(' × ')}${spacing === null ? '' : ` @ ${times(spacing)} mm`}`,
    ...(thick ? [`slices ${times([sliceThickness])} mm thick`] : []),
    ...(kernel === null ? [] : [`kernel ${kernel}`]),
    ...(bodyPart === null ? [] : [bodyPart]),
    ...(derived ? ['derived'] : []),
    ...(phase === null ? [] : [`phase ${phase.index} of ${phase.count} (${phase.by})`]),
  ].join(', ');
}
