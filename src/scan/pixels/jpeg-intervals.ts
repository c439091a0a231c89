// The coded data of a JPEG scan without its stuffing, cut at the restart markers.
// ITU-T Recommendation T.81 (1992), annexes B.1.1.5 and F.1.2.3.

export interface JpegIntervals {
  /** The coded bytes of all intervals, one after the other, and a few zeros. */
  readonly bytes: Uint8Array;
  /** Where each interval begins and, last, where all end; indices into `bytes`. */
  readonly bounds: readonly number[];
}

/** Zeros after the end, so that looking ahead needs no check. */
const AHEAD = 8;

/** From index `start` to the next marker that is no restart. Throws an Error when restarts are out of order. */
export function jpegIntervals(packed: Uint8Array, start: number): JpegIntervals {
  const bytes = new Uint8Array(packed.length - start + AHEAD);
  const bounds = [0];
  let to = 0;
  for (let at = start; at < packed.length; at++) {
    const byte = packed[at];
    if (byte !== 0xff) {
      bytes[to++] = byte;
      continue;
    }
    while (packed[at + 1] === 0xff) at++;
    const marker = packed[++at];
    if (marker === 0) bytes[to++] = 0xff;
    else if (marker >= 0xd0 && marker <= 0xd7) {
      if (marker !== 0xd0 + ((bounds.length - 1) & 7)) throw new Error('the compressed picture is damaged');
      bounds.push(to);
    } else break;
  }
  bytes.fill(0, to);
  return { bytes, bounds: [...bounds, to] };
}
