// 4×4 blocks of f32 turned about their diagonal.

/** Vectors a, b, c, d become the lines at to, to + step, … */
@inline
export function turn(a: v128, b: v128, c: v128, d: v128, to: usize, step: usize): void {
  const ab = v128.shuffle<f32>(a, b, 0, 4, 1, 5), cd = v128.shuffle<f32>(c, d, 0, 4, 1, 5);
  const ef = v128.shuffle<f32>(a, b, 2, 6, 3, 7), gh = v128.shuffle<f32>(c, d, 2, 6, 3, 7);
  v128.store(to, v128.shuffle<f32>(ab, cd, 0, 1, 4, 5));
  v128.store(to + step, v128.shuffle<f32>(ab, cd, 2, 3, 6, 7));
  v128.store(to + 2 * step, v128.shuffle<f32>(ef, gh, 0, 1, 4, 5));
  v128.store(to + 3 * step, v128.shuffle<f32>(ef, gh, 2, 3, 6, 7));
}

/** The block from `from` (lines of fromStep bytes) turned into `to` (lines of toStep bytes). */
@inline
export function turnBlock(from: usize, fromStep: usize, to: usize, toStep: usize): void {
  turn(
    v128.load(from), v128.load(from + fromStep), v128.load(from + 2 * fromStep), v128.load(from + 3 * fromStep),
    to, toStep,
  );
}
