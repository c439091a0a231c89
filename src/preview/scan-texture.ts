// The scan as the graphics card samples it.
import { Data3DTexture, DataUtils, HalfFloatType, LinearFilter, RedFormat } from 'three';
import type { ShownScan } from '../core/shown-scan.js';

/** Linear between voxels; 16-bit floats, exact for whole numbers to ±2048 and to a 2000th beyond. The caller disposes of it. */
export function scanTexture({ values, size }: ShownScan): Data3DTexture {
  const texture = new Data3DTexture(halfFloats(values), ...size);
  texture.format = RedFormat;
  texture.type = HalfFloatType;
  texture.minFilter = LinearFilter;
  texture.magFilter = LinearFilter;
  texture.unpackAlignment = 1;
  texture.needsUpdate = true;
  return texture;
}

/** Each value is looked up: a scan has few different ones. */
function halfFloats(values: Int16Array): Uint16Array<ArrayBuffer> {
  const table = new Uint16Array(65536);
  const known = new Uint8Array(65536);
  const halves = new Uint16Array(values.length);
  for (let p = 0; p < values.length; p++) {
    const at = values[p] + 32768;
    if (known[at] === 0) {
      table[at] = DataUtils.toHalfFloat(values[p]);
      known[at] = 1;
    }
    halves[p] = table[at];
  }
  return halves;
}
