// Binary records of one size, such as the vertices of a file, in chunks of a sensible size.

const chunkBytes = 1 << 17;

/**
 * `put` fills `count` records of `size` bytes each, one after the other; the records come out in chunks, in order, each
 * the caller's.
 */
export function* recordBytes(
  count: number,
  size: number,
  put: (view: DataView, at: number, record: number) => void,
): Generator<Uint8Array> {
  const perChunk = Math.max(1, Math.floor(chunkBytes / size));
  for (let first = 0; first < count; first += perChunk) {
    const end = Math.min(count, first + perChunk);
    const chunk = new Uint8Array(size * (end - first));
    const view = new DataView(chunk.buffer);
    for (let record = first; record < end; record++) put(view, size * (record - first), record);
    yield chunk;
  }
}
