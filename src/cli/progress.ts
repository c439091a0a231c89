// A line at the bottom of the terminal that says what is being done; silent in a pipe.

export interface ProgressLine {
  show(doing: string, done: number): void;
  /** Wipes the line, so that what is printed next starts clean. */
  clear(): void;
}

const width = 24;

/** Writes to stderr, and only where that is a terminal and `quiet` is not asked for. */
export function progressLine(quiet: boolean): ProgressLine {
  if (quiet || !process.stderr.isTTY) return { show: () => {}, clear: () => {} };
  let last = '';
  return {
    show: (doing, done) => {
      const full = Math.round(width * Math.min(1, Math.max(0, done)));
      const line = `${'█'.repeat(full)}${'░'.repeat(width - full)} ${doing}`.slice(
        0,
        (process.stderr.columns ?? 80) - 1,
      );
      if (line === last) return;
      last = line;
      process.stderr.write(`\r\x1b[2K${line}`);
    },
    clear: () => {
      if (last !== '') process.stderr.write('\r\x1b[2K');
      last = '';
    },
  };
}
