// Hands a 3MF model to its XML parser in stretches, but for the lists of its meshes where these are written plainly.
import { type PlainList, readPlainList } from './plain-list.js';

export interface ModelParser {
  /** Takes the next bytes of the document. */
  write(bytes: Uint8Array): void;
  /** The list that the last element so far has opened; null where that was another one, or is not over. */
  opened(): PlainList | null;
}

const starts = ['<vertices', '<triangles'];
/** A tag is no longer than this, or its list is left to the parser. */
const longestTag = 1 << 12;

/** `chunks` are split anywhere. What the parser does not get has been read into its list. */
export async function feedModel(
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  parser: ModelParser,
): Promise<void> {
  let rest: Buffer = Buffer.alloc(0);
  let list: PlainList | null = null;
  for await (const chunk of chunks) {
    const bytes: Buffer =
      rest.length === 0
        ? Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length)
        : Buffer.concat([rest, chunk]);
    let at = 0;
    for (;;) {
      if (list !== null) {
        at = readPlainList(bytes, at, list);
        if (isCut(bytes, at)) break;
        list = null;
      }
      const end = tagEnd(bytes, at);
      if (end === null) break;
      parser.write(bytes.subarray(at, end));
      at = end;
      list = parser.opened();
    }
    const kept = list === null ? lastTag(bytes, at) : at;
    if (kept > at) parser.write(bytes.subarray(at, kept));
    rest = Buffer.from(bytes.subarray(kept));
  }
  parser.write(rest);
}

/** Behind the next tag that may open a list; null where none ends in these bytes. */
function tagEnd(bytes: Buffer, at: number): number | null {
  const places = starts.map((start) => bytes.indexOf(start, at)).filter((place) => place >= 0);
  if (places.length === 0) return null;
  const end = bytes.indexOf('>', Math.min(...places));
  return end < 0 ? null : end + 1;
}

/** Where a tag begins that does not end in these bytes, at least `from`; else their end. */
function lastTag(bytes: Buffer, from: number): number {
  const start = bytes.lastIndexOf('<');
  const open = start >= from && bytes.length - start <= longestTag && bytes.indexOf('>', start) < 0;
  return open ? start : bytes.length;
}

/** Whether the bytes from `at` on may be the beginning of an element. */
const isCut = (bytes: Buffer, at: number): boolean =>
  bytes.length - at <= longestTag && bytes.indexOf('>', at) < 0;
