// Tells what the system says of a file (no right to read it, a disk that fails, too many open) from damage in it.

/** A file that is gone since it was listed is no refusal. */
export const isRefusal = (error: unknown): boolean =>
  error instanceof Error && 'syscall' in error && (!('code' in error) || error.code !== 'ENOENT');
