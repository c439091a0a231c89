// Phantoms as a scanner shows them, kept in .tmp/accuracy: rendering one takes a minute or two.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { renderPhantom } from '../../dist/phantom/render-phantom.js';

export const cacheFolder = new URL('../../.tmp/accuracy/', import.meta.url).pathname;

const eighth = (v) => v?.map((x) => Math.min(20, 8 * x));

/** Changes where the phantom does: the same scan on a grid eight times as coarse, in a second. */
function fingerprint(name, { spacing, size, ...options }) {
  const coarse = size && { size: size.map((n) => Math.max(1, Math.round(n / 8))) };
  const { voxels } = renderPhantom(name, { ...options, spacing: eighth(spacing), ...coarse });
  return createHash('sha256').update(new Uint8Array(voxels.buffer)).digest('hex');
}

/** { voxels (Int16Array over shared memory), size, affine }. Options as of `renderPhantom`. */
export function rendered(name, options) {
  mkdirSync(cacheFolder, { recursive: true });
  const key = createHash('sha256').update(JSON.stringify([name, options, fingerprint(name, options)]));
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
  return { voxels, ...JSON.parse(String(readFileSync(`${path}.json`))), path: `${path}.raw` };
}
