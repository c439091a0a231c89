// How the maps of a model are shown: which there are, and what the ends of their colours stand for.
import { type MapName, mapNames, type SurfaceMaps } from '../core/surface-map.js';
import type { PreviewMap } from './preview-manifest.js';

/** What the scales mark, mm; 0 or null where there is none. */
export interface MapMarks {
  readonly tolerance: number;
  readonly thinnestWall: number | null;
}

const signed: ReadonlySet<MapName> = new Set(['deviation', 'smoothing', 'decimation', 'distance']);

/** Of all bodies together, so that one colour means one length on the whole model. */
export function previewMaps(bodies: readonly SurfaceMaps[], marks: MapMarks): readonly PreviewMap[] {
  return mapNames.flatMap((name): PreviewMap[] => {
    const sizes = bodies.map((maps) => sortedSizes(maps[name])).filter((values) => values.length > 0);
    if (sizes.length === 0) return [];
    const most = Math.max(...sizes.map((values) => values[Math.floor(0.995 * (values.length - 1))]));
    const middle = Math.max(...sizes.map((values) => values[Math.floor(0.5 * (values.length - 1))]));
    if (signed.has(name)) {
      const { tolerance } = marks;
      const end = roundUp(Math.max(most, 1.25 * tolerance));
      return [{ name, limits: [-end, end], marks: tolerance > 0 ? [-tolerance, tolerance] : [] }];
    }
    const wall = name === 'thickness' ? marks.thinnestWall : null;
    const end = name === 'thickness' ? Math.max(3 * (wall ?? 1), Math.min(most, middle)) : most;
    return [{ name, limits: [0, roundUp(end)], marks: wall === null ? [] : [wall] }];
  });
}

/** Of what is known, from small to large. */
const sortedSizes = (values: Float32Array | undefined): Float32Array =>
  (values ?? new Float32Array(0))
    .filter((value) => Number.isFinite(value))
    .map(Math.abs)
    .sort();

/** The next number that is easily read; a thousandth of a millimetre at least. */
function roundUp(length: number): number {
  const least = Math.max(length, 1e-3);
  const power = 10 ** Math.floor(Math.log10(least));
  const factor =
    [1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10].find((one) => one * power >= least * (1 - 1e-9)) ?? 10;
  return Number((factor * power).toPrecision(3));
}
