// A thread that decodes compressed frames, one at a time, with a lid on the memory that decoders in wasm may take.
import { parentPort } from 'node:worker_threads';
import { type Compression, decodePacked } from './decode-packed.js';
import type { FrameFormat } from './widen-samples.js';

/** A frame to decode; the thread owns `packed`. */
export interface DecodeJob {
  readonly compression: Compression;
  readonly packed: Uint8Array;
  readonly format: FrameFormat;
  /** Bytes that a decoder's own memory may grow to. */
  readonly memory: number;
}

/** The frame's stored values, or why there are none: never text from the file. */
export type DecodeAnswer = { readonly pixels: Uint8Array } | { readonly failure: string };

const PAGE = 65536;
let most = 0;

const grow = WebAssembly.Memory.prototype.grow;
WebAssembly.Memory.prototype.grow = function limited(this: WebAssembly.Memory, pages: number): number {
  if (this.buffer.byteLength + pages * PAGE > most) throw new RangeError('the decoder wants too much memory');
  return grow.call(this, pages);
};

async function answer({ compression, packed, format, memory }: DecodeJob): Promise<DecodeAnswer> {
  most = memory;
  try {
    return { pixels: await decodePacked(compression, packed, format) };
  } catch (error) {
    return { failure: error instanceof Error ? error.message : 'the decoder gave up' };
  }
}

parentPort?.on('message', async (job: DecodeJob) => {
  const given = await answer(job);
  const buffers =
    'pixels' in given && given.pixels.buffer instanceof ArrayBuffer ? [given.pixels.buffer] : [];
  parentPort?.postMessage(given, buffers);
});
