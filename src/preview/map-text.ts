// A map in words and figures: its name, its values, its marks.
import type { MapName } from '../core/surface-map.js';
import { scaleOf } from './colour-scale.js';

/** What the scale measures. */
export const mapTitles: Readonly<Record<MapName, string>> = {
  deviation: 'Distance to the reference surface, all steps',
  smoothing: 'Distance moved by smoothing',
  decimation: 'Distance moved by decimation',
  uncertainty: 'Uncertainty of the surface, ± at k = 2',
  thickness: 'Wall thickness',
  distance: 'Distance to the other model, positive outside it',
};

export const isSigned = (name: MapName): boolean => scaleOf[name] === 'diverging';

/** '+0.034 mm', '−0.021 mm', '1.85 mm'; with three digits behind the point below 1 mm, else two. */
export function valueText(name: MapName, value: number): string {
  if (Number.isNaN(value)) return 'not known';
  const digits = Math.abs(value) < 0.9995 ? 3 : 2;
  const size = Math.abs(value).toFixed(digits);
  const sign = !isSigned(name) || Number(size) === 0 ? '' : value < 0 ? '−' : '+';
  return `${sign}${size} mm`;
}

/** A figure on the scale, without its unit. */
export function tickText(name: MapName, value: number): string {
  const size = String(Number(Math.abs(value).toPrecision(3)));
  return value === 0 || !isSigned(name) ? size : `${value < 0 ? '−' : '+'}${size}`;
}

/** What the marks on the scale are, '' for none. */
export function marksText(name: MapName, marks: readonly number[]): string {
  if (marks.length === 0) return '';
  const size = String(Number(Math.abs(marks[0]).toPrecision(3)));
  return name === 'thickness' ? `thinnest wall that prints: ${size} mm` : `tolerance: ±${size} mm`;
}
