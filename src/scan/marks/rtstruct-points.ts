// The points of a contour out of their text.
import type { RtContour } from './rtstruct-header.js';

/** A contour of more bytes is none: that would be some millions of points around one slice. */
const MOST_BYTES = 2 ** 26;
/** No patient reaches so far, mm. */
const FARTHEST = 1e6;

/** x, y, z of each point, LPS mm; null where the text is damaged, or has not as many points as the file says. */
export function rtstructPoints({ bytes, stated }: RtContour): Float64Array | null {
  if (bytes.length > MOST_BYTES) return null;
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
  const parts = text.replace(/[\0 ]+$/, '').split('\\');
  if (parts.length % 3 !== 0 || (stated !== null && stated * 3 !== parts.length)) return null;
  const points = new Float64Array(parts.length);
  for (const [n, part] of parts.entries()) {
    const x = part.trim() === '' ? Number.NaN : Number(part);
    if (!(Math.abs(x) < FARTHEST)) return null;
    points[n] = x;
  }
  return points;
}
