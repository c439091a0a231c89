// The names of this room.
export { fileName } from './file-name.js';
export type { MeshFile, MeshFormat, NamedMesh } from './mesh-file.js';
export type { ModelMeta } from './model-xml.js';
export { readMesh } from './read-mesh.js';
export { stlBytes } from './stl-bytes.js';
export { removeTemporaries } from './temporaries.js';
export { threeMfBytes } from './three-mf-bytes.js';
export { verifyParts } from './verify-parts.js';
export { verifyStl } from './verify-stl.js';
export { type OutputFile, writeFiles } from './write-files.js';
