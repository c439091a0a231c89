// The threads that compressed frames are decoded in: a hostile one costs its own thread, not the run.
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { DecodeAnswer, DecodeJob } from './decoder-worker.js';
import type { FrameFormat } from './widen-samples.js';

export interface DecoderLimits {
  /** Time for one frame at most, s, less for a small one; an ordinary one takes some hundredths of a second. */
  readonly seconds: number;
  /** Bytes that a decoder in wasm may take at most. */
  readonly memory: number;
}

export interface DecoderThreads {
  /** How many frames can be under way at once. */
  readonly count: number;
  /** Takes over `packed` where it is alone in its buffer. Rejects with an Error in plain words. */
  decode(job: Omit<DecodeJob, 'memory'>): Promise<Uint8Array>;
  /** Ends the threads; what is under way fails. Further work starts new ones. */
  close(): Promise<void>;
}

/** The decoders begin with 50 MiB; OpenJPEG takes some 20 bytes a pixel beside what it reads. */
const START = 96 * 2 ** 20;
const EACH_PIXEL = 40;
/** A hundred times what the slowest decoder takes on an idle machine. */
const LEAST_SECONDS = 5;
const EACH_PIXEL_SECONDS = 1e-5;
const usual: DecoderLimits = { seconds: 60, memory: 2 ** 30 };

/** JavaScript's own part; arrays of pixels lie outside it and are counted before they are made. */
const resourceLimits = { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 32 };

interface Errand {
  readonly job: DecodeJob;
  done(pixels: Uint8Array): void;
  failed(error: Error): void;
}

interface Thread {
  readonly worker: Worker;
  errand: Errand | null;
  timer: NodeJS.Timeout | undefined;
}

/** No thread is started before there is work. Threads without work don't keep the program alive. */
export function decoderThreads(limits: Partial<DecoderLimits> = {}): DecoderThreads {
  const { seconds, memory } = { ...usual, ...limits };
  const count = Math.min(2, availableParallelism());
  const threads: Thread[] = [];
  const line: Errand[] = [];

  const settle = (thread: Thread, act: (errand: Errand) => void): void => {
    const { errand } = thread;
    clearTimeout(thread.timer);
    thread.errand = null;
    // One that is being ended keeps the program alive until it has: whoever waits for its end would wait for ever.
    if (threads.includes(thread)) thread.worker.unref();
    if (errand !== null) act(errand);
    send();
  };
  const drop = (thread: Thread, why: string): void => {
    const at = threads.indexOf(thread);
    if (at >= 0) threads.splice(at, 1);
    thread.worker.terminate();
    settle(thread, ({ failed }) => failed(new Error(why)));
  };
  const start = (): Thread => {
    // Compiled code on both ways in, from src/ under test and from dist/ in use; flags of the program are not for it.
    const worker = new Worker(new URL('../../../dist/scan/pixels/decoder-worker.js', import.meta.url), {
      resourceLimits,
      execArgv: [],
    });
    const thread: Thread = { worker, errand: null, timer: undefined };
    // A thread whose decoder failed is not used again: its memory may be in disorder.
    worker.on('message', (given: DecodeAnswer) => {
      if ('pixels' in given) settle(thread, ({ done }) => done(given.pixels));
      else drop(thread, given.failure);
    });
    worker.on('error', (error) => drop(thread, reasonOf(error)));
    worker.on('exit', () => drop(thread, 'its decoder ended early'));
    threads.push(thread);
    return thread;
  };
  const send = (): void => {
    while (line.length > 0) {
      const idle = threads.find(({ errand }) => errand === null);
      const thread = idle ?? (threads.length < count ? start() : null);
      const errand = thread && line.shift();
      if (!errand) return;
      thread.errand = errand;
      thread.worker.ref();
      const { rows, columns } = errand.job.format;
      const allowed = Math.min(seconds, LEAST_SECONDS + rows * columns * EACH_PIXEL_SECONDS);
      const late = `it took its decoder more than ${Number(allowed.toPrecision(2))} seconds`;
      thread.timer = setTimeout(() => drop(thread, late), allowed * 1000);
      thread.worker.postMessage(errand.job, ownBuffer(errand.job.packed));
    }
  };
  return {
    count,
    decode: (job) =>
      new Promise((done, failed) => {
        line.push({
          job: { ...job, memory: Math.min(memory, allowance(job.packed, job.format)) },
          done,
          failed,
        });
        send();
      }),
    close: async () => {
      for (const { failed } of line.splice(0)) failed(new Error('decoding was given up'));
      const workers = threads.map(({ worker }) => worker);
      for (const thread of [...threads]) drop(thread, 'decoding was given up');
      await Promise.all(workers.map((worker) => worker.terminate()));
    },
  };
}

/** What a frame may need at all, bytes. */
const allowance = (packed: Uint8Array, { rows, columns }: FrameFormat): number =>
  START + EACH_PIXEL * rows * columns + 4 * packed.length;

/** The buffer of an array that fills it alone, to be handed over. */
const ownBuffer = ({ buffer, length }: Uint8Array): ArrayBuffer[] =>
  buffer instanceof ArrayBuffer && buffer.byteLength === length ? [buffer] : [];

function reasonOf(error: Error): string {
  const code = 'code' in error ? error.code : null;
  if (code === 'ERR_WORKER_OUT_OF_MEMORY') return 'it took its decoder more memory than it may have';
  return code === 'MODULE_NOT_FOUND' || code === 'ERR_MODULE_NOT_FOUND'
    ? 'the decoder is not installed'
    : 'its decoder broke down';
}
