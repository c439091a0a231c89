// Measurements as a file for other programs.
import { type Measurement, measuredValue, unitOf } from './measurement.js';

/** Points in mm LPS, values in mm to 0.1 µm or degrees to 0.0001°; the same measurements give the same bytes. */
export function measureJson(model: string, measurements: readonly Measurement[]): string {
  const rows = measurements.map(({ name, kind, points }) => ({
    name,
    kind,
    points,
    value: Number(measuredValue(kind, points).toFixed(4)),
    unit: kind === 'angle' ? 'degree' : unitOf(kind),
  }));
  return `${JSON.stringify({ model, frame: 'LPS', unit: 'mm', measurements: rows }, null, 2)}\n`;
}
