// Reads the header of an NRRD file, attached to its voxels (.nrrd) or not (.nhdr).
import { UserError } from '../../core/errors.js';
import type { Vec3 } from '../../core/grid.js';
import { spacingOf } from '../../core/grid.js';
import { headerText } from './header-text.js';
import { nrrdFields } from './nrrd-fields.js';
import { nrrdHeader } from './nrrd-header.js';
import { nrrdPieces } from './nrrd-pieces.js';
import { nrrdPlace } from './nrrd-place.js';
import { nrrdSegments } from './nrrd-segments.js';
import { numberList } from './number-list.js';
import type { VolumeFile, VolumePlace } from './volume-file.js';

/** `name`: how messages call it. Throws a UserError on what is no sound NRRD file of a volume. */
export async function readNrrd(path: string, name: string): Promise<VolumeFile> {
  const text = await headerText(path, (line) => line === '', name);
  if (!/^NRRD(0001|0002|0003|0004|0005|00\.01)\s*$/.test(text.lines[0] ?? ''))
    throw new UserError(
      `${name}: it is an NRRD file of a version that is not known here.`,
      'Export it as NRRD version 5 or older.',
    );
  const parts = nrrdFields(text.lines, name);
  const header = nrrdHeader(parts, name);
  const raw = await nrrdPieces(path, text, parts, header, name);
  const segments = nrrdSegments(parts.keys, header.volumes, name);
  const place = (orientation?: string): VolumePlace => nrrdPlace(header, parts, name, orientation);
  const paths = new Set([path, ...raw.pieces.map((piece) => piece.path)]);
  return {
    format: 'NRRD',
    modality: /^"?(hu|hounsfield( units?)?)"?$/i.test(parts.fields.get('sampleunits') ?? '') ? 'CT' : null,
    size: header.size,
    spacing: statedSpacing(place, parts.fields.get('spacings'), header.axes),
    volumes: segments === null ? header.volumes : 1,
    place,
    raw,
    slope: 1,
    intercept: 0,
    saysLabels: segments !== null,
    labelNames: (segments ?? []).map(({ id, name: called, colour }) => ({ id, name: called, colour })),
    segments,
    paths: [...paths],
    remarks: parts.fields.has('oldmin')
      ? ['Its values were once made coarser (old min, old max); they were read as they are stored.']
      : [],
  };
}

/** For a list of what is there; where the file does not say how it lies, from its spacings alone. */
function statedSpacing(place: () => VolumePlace, spacings: string | undefined, axes: Vec3): Vec3 | null {
  try {
    return spacingOf(place().affine);
  } catch {
    const stated = numberList(spacings ?? '') ?? [];
    const at = (n: number): number => Math.abs(stated[axes[n]] ?? Number.NaN);
    const spacing: Vec3 = [at(0), at(1), at(2)];
    return spacing.every((step) => step > 0) ? spacing : null;
  }
}
