// Tells errors of memory that ran out from faults of the program.

/** As V8 says that an array, WebAssembly's memory or a thread's heap can't grow as far as it would have to. */
const said =
  /array buffer allocation failed|invalid (?:typed )?array (?:buffer )?length|memory\.grow|could not allocate memory/i;

export function outOfMemory(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return ('code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY') || said.test(error.message);
}
