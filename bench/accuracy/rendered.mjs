// Phantoms as a scanner shows them, kept in .tmp/accuracy: rendering one takes a minute or two.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { renderPhantom } from '../../dist/phantom/render-phantom.js';

export const cacheFolder = new URL('../../.tmp/accuracy/', import.meta.url).pathname;
const phantomCode = new URL('../../dist/phantom/', import.meta.url).pathname;

/** Changes whenever the phantoms' own code does. */
function codeHash() {
  const hash = createHash('sha256');
  for (const file of readdirSync(phantomCode).sort())
    if (file.endsWith('.js')) hash.update(readFileSync(join(phantomCode, file)));
  return hash.digest('hex');
}

/** { voxels (Int16Array over shared memory, ours to read), size, affine }. Options as of `renderPhantom`. */
export function rendered(name, options) {
  mkdirSync(cacheFolder, { recursive: true });
  const key = createHash('sha256').update(JSON.stringify([name, options, codeHash()]));
  const path = join(cacheFolder, `${name}-${key.digest('hex').slice(0, 16)}`);
  if (!existsSync(`${path}.json`)) {
    const { voxels, size, affine } = renderPhantom(name, options);
    const part = `${path}.${process.pid}`;
    writeFileSync(`${part}.raw`, new Uint8Array(voxels.buffer));
    renameSync(`${part}.raw`, `${path}.raw`);
    writeFileSync(`${part}.json`, JSON.stringify({ size, affine }));
    renameSync(`${part}.json`, `${path}.json`);
  }
  const bytes = readFileSync(`${path}.raw`);
  const voxels = new Int16Array(new SharedArrayBuffer(bytes.length));
  new Uint8Array(voxels.buffer).set(bytes);
  return { voxels, ...JSON.parse(String(readFileSync(`${path}.json`))) };
}
