// Where peers take their voxels from and leave their meshes: a folder that is gone afterwards.
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder } from './rendered.mjs';

/** Runs `work(folder)` with a folder of its own. */
export function inFolder(work) {
  const folder = mkdtempSync(join(cacheFolder, 'peer-'));
  try {
    return work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The voxels as a raw file: the one that they come from, or a new one in the folder. */
export function rawOf({ path, voxels }, folder) {
  if (path !== undefined && existsSync(path)) return path;
  const raw = join(folder, 'voxels.raw');
  writeFileSync(raw, new Uint8Array(voxels.buffer, voxels.byteOffset, voxels.byteLength));
  return raw;
}

const bytesOf = (path) => {
  const { buffer, byteOffset, byteLength } = readFileSync(path);
  return buffer.slice(byteOffset, byteOffset + byteLength);
};

/** The mesh that lies as path.p and path.t. */
export const meshAt = (path) => ({
  positions: new Float32Array(bytesOf(`${path}.p`)),
  triangles: new Uint32Array(bytesOf(`${path}.t`)),
});
