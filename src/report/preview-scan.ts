// The scan as the page carries it: in steps that an eye can't tell apart, deflated.
import { deflateSync } from 'fflate';
import { levelBytes } from '../core/level-bytes.js';
import type { ShownScan } from '../core/shown-scan.js';
import type { ByteRange, PreviewScan } from './preview-manifest.js';

/** Values apart by less than this are noise in every CT: 8 HU; of anything else a 500th of the range. */
const stepOf = ({ unit, values }: ShownScan, low: number): number =>
  unit === 'HU' ? 8 : Math.max(1, Math.ceil((highest(values) - low) / 500));

const lowest = (values: Int16Array): number => values.reduce((least, value) => Math.min(least, value), 32767);
const highest = (values: Int16Array): number => values.reduce((most, value) => Math.max(most, value), -32768);

/** The same scan gives the same bytes. `put` says where they come to lie. */
export function previewScan(scan: ShownScan, put: (bytes: Uint8Array) => ByteRange): PreviewScan {
  const { size, origin, spacing, unit, window, values, step: scale = 1 } = scan;
  const low = lowest(values);
  const step = stepOf(scan, low);
  const levels = Uint16Array.from(values, (value) => Math.round((value - low) / step));
  const bytes = put(deflateSync(levelBytes(levels, size), { level: 9 }));
  return { size, origin, spacing, unit, window, low, step, scale, bytes };
}
