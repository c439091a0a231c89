// Parts as one 3MF package (core specification 1.4), streamed.
import type { Part } from '../core/mesh.js';
import { type ModelMeta, modelXml } from './model-xml.js';
import { zipBytes } from './zip-bytes.js';

const contentTypes = `<?xml version="1.0" encoding="UTF-8"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="model" ContentType="application/vnd.ms-package.3dmanufacturing-3dmodel+xml"/>
</Types>
`;
const relationships = `<?xml version="1.0" encoding="UTF-8"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="rel0" Target="/3D/3dmodel.model" Type="http://schemas.microsoft.com/3dmanufacturing/2013/01/3dmodel"/>
</Relationships>
`;

/** The file's bytes in order; each chunk is the caller's. The same parts and meta give the same bytes anywhere. */
export function threeMfBytes(parts: readonly Part[], meta: ModelMeta): Generator<Uint8Array> {
  const text = (xml: string): Uint8Array[] => [new TextEncoder().encode(xml)];
  return zipBytes([
    { name: '[Content_Types].xml', chunks: text(contentTypes) },
    { name: '_rels/.rels', chunks: text(relationships) },
    { name: '3D/3dmodel.model', chunks: modelXml(parts, meta) },
  ]);
}
