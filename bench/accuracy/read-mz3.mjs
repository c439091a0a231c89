// Surfices' mesh format, which niimath writes: https://github.com/neurolabusc/surf-ice/tree/master/mz3
import { gunzipSync } from 'node:zlib';

/** Positions as they stand in the file (RAS), triangles as they turn. */
export function readMz3(file) {
  const bytes = file[0] === 0x1f && file[1] === 0x8b ? gunzipSync(file) : file;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.getUint16(0, true) !== 0x5a4d) throw new Error('no MZ3 file');
  const [faces, vertices, skip] = [4, 8, 12].map((at) => view.getUint32(at, true));
  const from = bytes.byteOffset + 16 + skip;
  const part = (start, length) => bytes.buffer.slice(start, start + length);
  const triangles = new Uint32Array(part(from, 12 * faces));
  const positions = new Float32Array(part(from + 12 * faces, 12 * vertices));
  return { positions, triangles };
}
