// The segments of a JPEG picture up to its scan: its size, its tables, and where its coded data begin.
// ITU-T Recommendation T.81 (1992), annex B.
import { huffmanTable } from './huffman-table.js';

export interface JpegPicture {
  /** Which process: 0xc0 baseline, 0xc1 extended, 0xc3 lossless. */
  readonly process: number;
  /** Bits of a sample. */
  readonly precision: number;
  readonly rows: number;
  readonly columns: number;
  /** By the number that a scan calls them by; see huffmanTable. */
  readonly dcTable: Uint16Array | null;
  readonly acTable: Uint16Array | null;
  /** 64 numbers in zigzag order. */
  readonly quantiser: Uint16Array | null;
  /** Units between two restart markers, 0 for none: samples in the lossless process, else blocks. */
  readonly restart: number;
  /** Predictor of the lossless process, else the first coefficient. */
  readonly selector: number;
  /** Bits that the samples were shifted right by. */
  readonly shift: number;
  /** Index of the first coded byte. */
  readonly start: number;
}

type Frame = Pick<JpegPicture, 'process' | 'precision' | 'rows' | 'columns'> & {
  readonly component: number;
  readonly quantiserId: number;
};

/** What the segments before the scan define. */
interface Tables {
  readonly dc: (Uint16Array | null)[];
  readonly ac: (Uint16Array | null)[];
  readonly quantisers: (Uint16Array | null)[];
  frame: Frame | null;
  restart: number;
}

const damaged = (): Error => new Error('the compressed picture is damaged');

/** One component and one scan; anything else, and anything damaged, throws an Error. */
export function jpegPicture(bytes: Uint8Array): JpegPicture {
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8) throw damaged();
  const tables: Tables = {
    dc: [null, null, null, null],
    ac: [null, null, null, null],
    quantisers: [null, null, null, null],
    frame: null,
    restart: 0,
  };
  for (let at = 2; at + 4 <= bytes.length; ) {
    if (bytes[at] !== 0xff) throw damaged();
    const marker = bytes[at + 1];
    if (marker === 0xff) {
      at++;
      continue;
    }
    const length = bytes[at + 2] * 256 + bytes[at + 3];
    const body = bytes.subarray(at + 4, at + 2 + length);
    if (length < 2 || body.length !== length - 2) throw damaged();
    at += 2 + length;
    if (marker === 0xda) return scanOf(body, tables, at);
    readSegment(marker, body, tables);
  }
  throw damaged();
}

function readSegment(marker: number, body: Uint8Array, tables: Tables): void {
  if (marker === 0xc4) readHuffman(body, tables);
  else if (marker === 0xdb) readQuantisers(body, tables);
  else if (marker === 0xdd) tables.restart = body.length === 2 ? body[0] * 256 + body[1] : 0;
  else if (marker >= 0xc0 && marker <= 0xcf && marker !== 0xc8 && marker !== 0xcc)
    tables.frame = frameOf(marker, body, tables.frame);
  else if (marker < 0xe0) {
    // What else stands before a scan is a remark (APPn, COM, JPGn); the rest belongs to processes not read here.
    throw new Error('the compressed picture is of a JPEG process that is not read here');
  }
}

function frameOf(marker: number, body: Uint8Array, earlier: Frame | null): Frame {
  if (marker !== 0xc0 && marker !== 0xc1 && marker !== 0xc3)
    throw new Error(
      'the compressed picture is progressive, hierarchical or arithmetic JPEG, which is not read here',
    );
  if (body.length < 9 || earlier !== null) throw damaged();
  if (body[5] !== 1) throw new Error('the compressed picture is in colour');
  return {
    process: marker,
    precision: body[0],
    rows: body[1] * 256 + body[2],
    columns: body[3] * 256 + body[4],
    component: body[6],
    quantiserId: body[8] & 3,
  };
}

function readHuffman(body: Uint8Array, tables: Tables): void {
  for (let at = 0; at < body.length; ) {
    const kind = body[at] >> 4;
    const id = body[at] & 15;
    const counts = body.subarray(at + 1, at + 17);
    const total = counts.reduce((sum, count) => sum + count, 0);
    const symbols = body.subarray(at + 17, at + 17 + total);
    if (kind > 1 || id > 3 || at + 17 + total > body.length) throw damaged();
    (kind === 0 ? tables.dc : tables.ac)[id] = huffmanTable(counts, symbols);
    at += 17 + total;
  }
}

function readQuantisers(body: Uint8Array, tables: Tables): void {
  for (let at = 0; at < body.length; ) {
    const wide = body[at] >> 4;
    const id = body[at] & 15;
    const from = at + 1;
    at = from + 64 * (wide + 1);
    if (wide > 1 || id > 3 || at > body.length) throw damaged();
    tables.quantisers[id] = Uint16Array.from({ length: 64 }, (_, n) =>
      wide === 1 ? body[from + 2 * n] * 256 + body[from + 2 * n + 1] : body[from + n],
    );
  }
}

function scanOf(body: Uint8Array, tables: Tables, start: number): JpegPicture {
  const { frame, restart } = tables;
  if (frame === null || body.length !== 6 || body[0] !== 1 || body[1] !== frame.component) throw damaged();
  const { component: _, quantiserId, ...size } = frame;
  return {
    ...size,
    dcTable: tables.dc[(body[2] >> 4) & 3],
    acTable: tables.ac[body[2] & 3],
    quantiser: tables.quantisers[quantiserId],
    restart,
    selector: body[3],
    shift: body[5] & 15,
    start,
  };
}
