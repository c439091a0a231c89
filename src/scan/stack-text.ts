// What a stack of slices is, in one line: nothing that identifies anybody.
import type { DicomStack } from './dicom-series.js';
import { spacingOfStack } from './spacing-of-stack.js';

/** Such as 'CT 512 × 512 × 108 @ 0.48 × 0.48 × 1.5 mm, kernel B60s, cardiac phase 30 %'. */
export function stackText(stack: DicomStack): string {
  const { slices, phase, derived } = stack;
  const [{ image }] = slices;
  const short = (x: number): string => String(Number(x.toFixed(2)));
  const spacing = spacingOfStack(slices);
  const size = `${image.columns} × ${image.rows} × ${slices.length}`;
  const words = [
    `${image.modality ?? 'pictures'} ${size}${spacing === null ? '' : ` @ ${spacing.map(short).join(' × ')} mm`}`,
    ...(image.kernel === null ? [] : [`kernel ${image.kernel}`]),
    ...(derived ? ['derived'] : []),
    ...(phase === null ? [] : [`${phase.index} of ${phase.count} by ${phase.by}`]),
  ];
  return words.join(', ');
}
