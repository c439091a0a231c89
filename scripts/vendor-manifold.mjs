// Puts manifold-3d's library and its licence into dist/vendor: of its package we use two files, the rest weighs 60 MB.
import { copyFile, mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

const path = (relative) => fileURLToPath(new URL(relative, import.meta.url));
const folder = path('../dist/vendor/manifold');
await mkdir(folder, { recursive: true });
for (const file of ['manifold.js', 'manifold.wasm', 'LICENSE'])
  await copyFile(path(`../node_modules/manifold-3d/${file}`), `${folder}/${file}`);
