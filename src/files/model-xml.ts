// The 3D model part of a 3MF package (core specification 1.4), a stretch at a time.
import type { Affine } from '../core/grid.js';
import type { ShownPart } from '../core/origin-colours.js';
import { meshXml } from './mesh-xml.js';
import { placedBuild, shiftedBuild } from './model-build.js';
import type { ModelColours } from './model-colours.js';
import { type Alteration, modelMarks } from './model-marks.js';
import { xmlText } from './xml-text.js';

/** What the file says of itself. Nothing of the patient. */
export interface ModelMeta extends Alteration {
  readonly title: string;
  /** Program and version. */
  readonly application: string;
  /** What `--tolerance` promised, mm. */
  readonly tolerance?: number;
  /** One a part: how it is turned and moved from the patient onto the plate, mm. Left out, all stay as they lie to each other. */
  readonly placements?: readonly Affine[];
}

/** Own metadata must stand in a namespace of our own. */
export const modelNamespace = 'urn:isocast:model:1';
const coreNamespace = 'http://schemas.microsoft.com/3dmanufacturing/core/2015/02';
const materialsNamespace = 'http://schemas.microsoft.com/3dmanufacturing/material/2015/02';
const disclaimer = 'Not cleared for diagnostic use; to be reviewed by a qualified person.';
const encoder = new TextEncoder();

/**
 * The document in order; each chunk is the caller's. Vertices are the part's own float32 coordinates in the patient's
 * frame (LPS, mm). The items of the build move them; the metadata `patientTransform`, the model's or the item's own,
 * takes them back.
 */
export function* modelXml(
  parts: readonly ShownPart[],
  meta: ModelMeta,
  colours: ModelColours,
): Generator<Uint8Array> {
  const shift = meta.placements === undefined ? shiftedBuild(parts) : null;
  const { placements = [] } = meta;
  if (shift === null && placements.length !== parts.length) throw new RangeError('one placement a part');
  yield encoder.encode(head(meta, colours, shift?.back));
  for (const [p, part] of parts.entries()) {
    const id = colours.firstFree + p;
    const name = xmlText(part.name);
    yield encoder.encode(`<object id="${id}" type="model" name="${name}"${colours.parts[p].attributes}>\n`);
    yield* meshXml(part, (origin) => colours.of(p, origin));
    yield encoder.encode('</object>\n');
  }
  const placed = placedBuild(placements);
  const items = parts.map((_, p) => {
    const begun = `<item objectid="${colours.firstFree + p}"`;
    if (shift !== null) return `${begun} transform="${shift.transform}"/>\n`;
    const { transform, back } = placed[p];
    return `${begun} transform="${transform}">\n<metadatagroup>\n${own('patientTransform', back)}</metadatagroup>\n</item>\n`;
  });
  yield encoder.encode(`</resources>\n<build>\n${items.join('')}</build>\n</model>\n`);
}

const metadata = (name: string, text: string, keep: string): string =>
  `<metadata name="${name}"${keep}>${xmlText(text)}</metadata>\n`;
const own = (name: string, text: string): string => metadata(`isocast:${name}`, text, ' preserve="1"');

function head(meta: ModelMeta, colours: ModelColours, back: string | undefined): string {
  const { title, application, tolerance, mirrored = null, scale = 1 } = meta;
  const marks = modelMarks(meta);
  const said = [
    own('frame', ['LPS', ...marks].join(', ')),
    ...(back === undefined ? [] : [own('patientTransform', back)]),
    own('disclaimer', disclaimer),
    ...(mirrored === null ? [] : [own('mirrored', mirrored)]),
    ...(scale === 1 ? [] : [own('scale', String(scale))]),
    ...(tolerance === undefined ? [] : [own('tolerance', `${tolerance} mm`)]),
  ];
  const materials = colours.grouped ? ` xmlns:m="${materialsNamespace}"` : '';
  return [
    '<?xml version="1.0" encoding="UTF-8"?>\n',
    `<model unit="millimeter" xml:lang="en-US" xmlns="${coreNamespace}"${materials} xmlns:isocast="${modelNamespace}">\n`,
    metadata('Title', [title, ...marks].join(' – '), ''),
    metadata('Application', application, ''),
    ...said,
    `<resources>\n${colours.xml}`,
  ].join('');
}
