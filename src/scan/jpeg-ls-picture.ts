// The segments of a JPEG-LS picture up to its scan: its size, its coding parameters, where its coded data begin.
// ITU-T Recommendation T.87 (1998), annexes C.2 and C.2.4.1.1.

export interface JpegLsPicture {
  /** Bits of a sample. */
  readonly precision: number;
  readonly rows: number;
  readonly columns: number;
  /** The largest sample. */
  readonly most: number;
  /** Samples may be off by this. */
  readonly near: number;
  /** Where differences change their class. */
  readonly thresholds: readonly [number, number, number];
  /** After how many samples a context's counts are halved. */
  readonly reset: number;
  /** Index of the first coded byte. */
  readonly start: number;
}

interface Segments {
  frame: Pick<JpegLsPicture, 'precision' | 'rows' | 'columns'> | null;
  /** Largest sample, three thresholds, reset: 0 where they are the usual ones. */
  preset: readonly number[];
}

const damaged = (): Error => new Error('the compressed picture is damaged');
const word = (bytes: Uint8Array, at: number): number => bytes[at] * 256 + bytes[at + 1];

/** One component and one scan; anything else, and anything damaged, throws an Error. */
export function jpegLsPicture(bytes: Uint8Array): JpegLsPicture {
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8) throw damaged();
  const segments: Segments = { frame: null, preset: [0, 0, 0, 0, 0] };
  for (let at = 2; at + 4 <= bytes.length; ) {
    if (bytes[at] !== 0xff) throw damaged();
    const marker = bytes[at + 1];
    if (marker === 0xff) {
      at++;
      continue;
    }
    const length = word(bytes, at + 2);
    const body = bytes.subarray(at + 4, at + 2 + length);
    if (length < 2 || body.length !== length - 2) throw damaged();
    at += 2 + length;
    if (marker === 0xda) return scanOf(body, segments, at);
    readSegment(marker, body, segments);
  }
  throw damaged();
}

function readSegment(marker: number, body: Uint8Array, segments: Segments): void {
  if (marker === 0xf7) {
    if (body.length < 9 || segments.frame !== null) throw damaged();
    if (body[5] !== 1) throw new Error('the compressed picture is in colour');
    segments.frame = { precision: body[0], rows: word(body, 1), columns: word(body, 3) };
  } else if (marker === 0xf8) {
    // Tables that map samples to colours, or sizes beyond 65535.
    if (body[0] !== 1 || body.length !== 11) throw damaged();
    segments.preset = [1, 3, 5, 7, 9].map((at) => word(body, at));
  } else if (marker === 0xdd) {
    if (body.some((byte) => byte !== 0))
      throw new Error('the compressed picture restarts, which is not read here');
  } else if (marker < 0xe0)
    throw new Error('the compressed picture is of a JPEG process that is not read here');
}

function scanOf(body: Uint8Array, { frame, preset }: Segments, start: number): JpegLsPicture {
  if (frame === null || body.length !== 6 || body[0] !== 1) throw damaged();
  const { precision } = frame;
  const near = body[3];
  if (precision < 2 || precision > 16) throw damaged();
  const most = preset[0] || 2 ** precision - 1;
  // No table for the component, samples not interleaved with others, none shifted.
  if (
    most >= 2 ** precision ||
    near > Math.min(255, most / 2) ||
    body[2] !== 0 ||
    body[4] > 2 ||
    body[5] !== 0
  )
    throw damaged();
  const usual = usualThresholds(most, near);
  const [t1, t2, t3] = usual.map((value, n) => preset[n + 1] || value);
  if (!(near < t1 && t1 <= t2 && t2 <= t3 && t3 <= most)) throw damaged();
  const reset = preset[4] || 64;
  if (reset < 3) throw damaged();
  return { ...frame, most, near, thresholds: [t1, t2, t3], reset, start };
}

function usualThresholds(most: number, near: number): readonly [number, number, number] {
  const within = (value: number, low: number): number => (value > most || value < low ? low : value);
  const wide = most >= 128;
  const factor = wide ? (Math.min(most, 4095) + 128) >> 8 : Math.floor(256 / (most + 1));
  const scaled = (usual: number, base: number, spread: number): number =>
    wide ? factor * (usual - base) + base + spread : Math.max(base, Math.floor(usual / factor) + spread);
  const t1 = within(scaled(3, 2, 3 * near), near + 1);
  const t2 = within(scaled(7, 3, 5 * near), t1);
  return [t1, t2, within(scaled(21, 4, 7 * near), t2)];
}
