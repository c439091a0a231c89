// The record of a run: what went in, every option in force, what did the work, what came out.
import type { FileFacts, Report } from '../core/facts.js';

export interface RecordInput {
  readonly report: Report;
  readonly threads: number;
  readonly written: readonly FileFacts[];
  readonly command: { readonly name: string; readonly report: boolean; readonly orientation: string | null };
}

/**
 * The text of record.json. `time` is the only field that differs between two runs of the same input and options on the
 * same machine; nothing in it tells where files lie or whose scan it is.
 */
export function recordJson({ report, threads, written, command }: RecordInput): string {
  const record = {
    isocast: report.isocast,
    time: new Date().toISOString(),
    input: { sha256: report.source.sha256, size: report.source.size, spacing: report.source.spacing },
    command,
    steps: report.steps.map(({ name, options }) => ({ name, options })),
    verdict: report.verdict,
    machine: {
      node: process.version,
      platform: process.platform,
      arch: process.arch,
      threads,
    },
    determinism:
      'The same input and options give the same bytes of model and report, on any number of threads: the kernels are WebAssembly with exact IEEE arithmetic, slabs are joined in a fixed order, nothing is random.',
    outputs: written,
    disclaimer: report.disclaimer,
  };
  // An unlimited bound is written as the text 'Infinity': JSON has no number for it.
  const readable = (_key: string, value: unknown): unknown =>
    value === Number.POSITIVE_INFINITY ? 'Infinity' : value;
  return `${JSON.stringify(record, readable, 2)}\n`;
}
