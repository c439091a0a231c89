// How many of a surface's vertices are marked.

/** Share 0…1 of the flags that are 1; 0 of none. */
export const shareOf = (flags: Uint8Array): number =>
  flags.reduce((sum, flag) => sum + flag, 0) / Math.max(1, flags.length);
