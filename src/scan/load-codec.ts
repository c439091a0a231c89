// Loads a decoder in wasm, once, and keeps it from meddling with the process.
import { createRequire } from 'node:module';

/** What a decoded picture is; the decoder says so itself. */
export interface FrameInfo {
  readonly width: number;
  readonly height: number;
  readonly bitsPerSample: number;
  readonly componentCount: number;
}

/** A decoder object in wasm memory; `delete()` frees it. The buffers are views of that memory. */
export interface Decoder {
  getEncodedBuffer(length: number): Uint8Array;
  getDecodedBuffer(): Uint8Array;
  decode(): void;
  getFrameInfo(): FrameInfo;
  delete(): void;
}

export interface Codec {
  readonly J2KDecoder: new () => Decoder;
  readonly JpegLSDecoder: new () => Decoder;
}

const loaded = new Map<string, Promise<Codec>>();

/** The decoder in `module`, such as '@cornerstonejs/codec-charls/decodewasmjs'. */
export function loadCodec(module: string): Promise<Codec> {
  const known = loaded.get(module);
  if (known !== undefined) return known;
  const loading = load(module);
  loaded.set(module, loading);
  return loading;
}

async function load(module: string): Promise<Codec> {
  const start: (settings: object) => PromiseLike<Codec> = createRequire(import.meta.url)(module);
  const before = process.listeners('uncaughtException');
  const codec = await start({ print: () => {}, printErr: () => {} });
  // The generated code rethrows every uncaught exception of the program; take that back.
  for (const listener of process.listeners('uncaughtException'))
    if (!before.includes(listener)) process.removeListener('uncaughtException', listener);
  return codec;
}

/** Decodes one picture that must be `rows` × `columns` with one component. Throws an Error on anything else. */
export function decodeWith(decoder: Decoder, packed: Uint8Array, rows: number, columns: number): Uint8Array {
  try {
    decoder.getEncodedBuffer(packed.length).set(packed);
    decoder.decode();
    check(decoder.getFrameInfo(), rows, columns);
    return decoder.getDecodedBuffer().slice();
  } finally {
    decoder.delete();
  }
}

function check(info: FrameInfo, rows: number, columns: number): void {
  if (info.width !== columns || info.height !== rows || info.componentCount !== 1) throw wrongSize();
}

/** A decoder allocates whatever the picture's own header says, so that is compared with the file's first. */
export const wrongSize = (): Error =>
  new Error('the compressed picture is not of the size that the header gives');
