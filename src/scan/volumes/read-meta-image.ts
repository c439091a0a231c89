// Reads the header of a MetaImage file, attached to its voxels (.mha) or not (.mhd).
import { open } from 'node:fs/promises';
import { UserError } from '../../core/errors.js';
import { headerText, MOST_HEADER_BYTES } from './header-text.js';
import { metaImageFields } from './meta-image-fields.js';
import { metaImageHeader } from './meta-image-header.js';
import { metaImagePieces } from './meta-image-pieces.js';
import { metaImagePlace } from './meta-image-place.js';
import type { VolumeFile } from './volume-file.js';

const last = /^\s*ElementDataFile\s*[=:]/i;

/** `name`: how messages call it. Throws a UserError on what is no sound MetaImage file of a volume. */
export async function readMetaImage(path: string, name: string): Promise<VolumeFile> {
  const text = await headerText(path, (line) => last.test(line), name);
  if (text.end === null)
    throw new UserError(
      `${name}: its MetaImage header is cut off (it names no ElementDataFile).`,
      'Copy or export the file again.',
    );
  const fields = metaImageFields(text.lines, name);
  const header = metaImageHeader(fields, name);
  const lists = /^LIST\b/.test(fields.text('ElementDataFile') ?? '');
  const listed = lists ? await linesAfter(path, text.end) : [];
  const raw = await metaImagePieces(path, text, listed, fields, header, name);
  const paths = new Set([path, ...raw.pieces.map((piece) => piece.path)]);
  return {
    format: 'MetaImage',
    modality: header.modality,
    size: header.size,
    spacing: header.spacing,
    volumes: header.volumes,
    place: (orientation) => metaImagePlace(header, fields, name, orientation),
    raw,
    slope: 1,
    intercept: 0,
    saysLabels: false,
    labelNames: [],
    segments: null,
    paths: [...paths],
    remarks:
      rescales(fields.text('ElementToIntensityFunctionSlope'), 1) ||
      rescales(fields.text('ElementToIntensityFunctionOffset'), 0)
        ? [
            'The file names a rescaling of its values (ElementToIntensityFunction), which was not applied, as in ITK.',
          ]
        : [],
  };
}

const rescales = (text: string | undefined, not: number): boolean =>
  text !== undefined && Number(text) !== not;

async function linesAfter(path: string, from: number): Promise<string[]> {
  const file = await open(path, 'r');
  try {
    const { bytesRead, buffer } = await file.read(Buffer.alloc(MOST_HEADER_BYTES), 0, null, from);
    const lines = buffer.toString('utf8', 0, bytesRead).split(/\r?\n/);
    return lines.map((line) => line.trim()).filter((line) => line !== '');
  } finally {
    await file.close();
  }
}
