// Numbers that look random and are the same in every run: one stream for each case of each run.

/** Draws whole numbers and choices; not for anything secret. */
export interface Random {
  /** 0 … below − 1. */
  below(below: number): number;
  /** True in one case of `n`. */
  once(n: number): boolean;
  pick<T>(from: readonly T[]): T;
}

/** Mulberry32 over a mix of both numbers, so that neighbouring cases have nothing in common. */
export function randomOf(run: number, n: number): Random {
  let state = (Math.imul(run ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(n + 1, 0xc2b2ae35)) >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit: number): number => Math.floor(next() * limit);
  return {
    below,
    once: (times) => below(times) === 0,
    pick: (from) => from[below(from.length)],
  };
}
