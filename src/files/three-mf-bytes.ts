// Parts as one 3MF package (core specification 1.4), streamed.
import type { ShownPart } from '../core/origin-colours.js';
import { modelColours } from './model-colours.js';
import { modelThumbnail } from './model-thumbnail.js';
import { type ModelMeta, modelXml } from './model-xml.js';
import { partNames } from './part-names.js';
import { prusaConfig } from './prusa-config.js';
import { type ZipEntry, zipBytes } from './zip-bytes.js';

const contentTypes = `<?xml version="1.0" encoding="UTF-8"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="model" ContentType="application/vnd.ms-package.3dmanufacturing-3dmodel+xml"/>
<Default Extension="png" ContentType="image/png"/>
<Default Extension="config" ContentType="application/xml"/>
</Types>
`;
const relationships = `<?xml version="1.0" encoding="UTF-8"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="rel0" Target="/3D/3dmodel.model" Type="http://schemas.microsoft.com/3dmanufacturing/2013/01/3dmodel"/>
<Relationship Id="rel1" Target="/Metadata/thumbnail.png" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/thumbnail"/>
</Relationships>
`;

/**
 * The file's bytes in order; each chunk is the caller's. The same parts and meta give the same bytes anywhere. Colours
 * are the parts' own, and those of what was made (`originColours`).
 */
export function* threeMfBytes(shown: readonly ShownPart[], meta: ModelMeta): Generator<Uint8Array> {
  const names = partNames(shown);
  const parts = shown.map((part, p) => ({ ...part, name: names[p] }));
  const colours = modelColours(parts);
  const text = (name: string, xml: string): ZipEntry => ({ name, chunks: [new TextEncoder().encode(xml)] });
  yield* zipBytes([
    text('[Content_Types].xml', contentTypes),
    text('_rels/.rels', relationships),
    { name: '3D/3dmodel.model', chunks: modelXml(parts, meta, colours) },
    { name: 'Metadata/thumbnail.png', chunks: [modelThumbnail(parts)] },
    ...(colours.grouped ? [text('Metadata/Slic3r_PE_model.config', prusaConfig(parts, colours))] : []),
  ]);
}
