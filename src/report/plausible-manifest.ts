// Whether what a page says it carries can be in so few bytes: a page comes from outside, and a browser makes room for what it says.
import type { ByteRange, PreviewManifest } from './preview-manifest.js';

/** A triangle takes a byte at least (meshoptimizer's index codec), and equal values of a block of 256 vertices a byte together. */
const verticesPerByte = 512;
/** Deflate packs no better than 1032 : 1. */
const inflated = 1032;
/** Heads of the streams. */
const spare = 64;

export function plausibleManifest({ parts, scan }: PreviewManifest): boolean {
  const length = ([from, to]: ByteRange): number => to - from;
  const fits = parts.every(
    ({ vertices, triangles, vertexBytes, indexBytes, values }) =>
      triangles <= length(indexBytes) + spare &&
      [vertexBytes, ...values.map(({ bytes }) => bytes)].every(
        (bytes) => vertices <= verticesPerByte * (length(bytes) + spare),
      ),
  );
  if (scan === null) return fits;
  const [x, y, z] = scan.size;
  return fits && 2 * x * y * z <= inflated * (length(scan.bytes) + spare);
}
