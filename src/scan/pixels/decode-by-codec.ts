// Decodes by OpenJPEG or CharLS in wasm: loads each once, and keeps it from meddling with the process.
import { createRequire } from 'node:module';
import type { FrameFormat, Samples } from './widen-samples.js';

/** What a decoded picture is; the decoder says so itself. */
interface FrameInfo {
  readonly width: number;
  readonly height: number;
  readonly bitsPerSample: number;
  readonly componentCount: number;
  readonly isSigned?: boolean;
}

/** A decoder object in wasm memory; `delete()` frees it. The buffers are views of that memory. */
interface Decoder {
  getEncodedBuffer(length: number): Uint8Array;
  getDecodedBuffer(): Uint8Array;
  decode(): void;
  getFrameInfo(): FrameInfo;
  delete(): void;
}

interface Codec {
  readonly J2KDecoder: new () => Decoder;
  readonly JpegLSDecoder: new () => Decoder;
}

const modules = {
  J2KDecoder: '@cornerstonejs/codec-openjpeg/decodewasmjs',
  JpegLSDecoder: '@cornerstonejs/codec-charls/decodewasmjs',
} as const;

const loaded = new Map<string, Promise<Codec>>();

/**
 * Decodes one picture of one component and at most 16 bits, whose size has been compared with `format`. Throws an Error
 * on a damaged one; what broke off half-way may have left the decoder's memory in disorder, so end the thread then.
 */
export async function decodeByCodec(
  kind: keyof typeof modules,
  packed: Uint8Array,
  format: FrameFormat,
): Promise<Samples> {
  const loading = loaded.get(kind) ?? load(modules[kind]);
  loaded.set(kind, loading);
  const codec = await loading;
  let samples: Samples | null = null;
  try {
    samples = decodeWith(new codec[kind](), packed, format);
  } catch {
    // Said below, in words: what a decoder throws may be a mere number.
  }
  if (samples === null) throw new Error('the compressed picture is damaged');
  return samples;
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

/** Null where the decoder found nothing that it could decode. */
function decodeWith(decoder: Decoder, packed: Uint8Array, format: FrameFormat): Samples | null {
  decoder.getEncodedBuffer(packed.length).set(packed);
  decoder.decode();
  const { width, height, componentCount, bitsPerSample: precision, isSigned } = decoder.getFrameInfo();
  const fits = width === format.columns && height === format.rows && componentCount === 1;
  const { buffer } = fits ? decoder.getDecodedBuffer().slice() : new Uint8Array(0);
  decoder.delete();
  if (!fits) return null;
  if (precision <= 8) return { values: isSigned ? new Int8Array(buffer) : new Uint8Array(buffer), precision };
  return { values: isSigned ? new Int16Array(buffer) : new Uint16Array(buffer), precision };
}
