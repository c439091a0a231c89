// How long the scale bar of a picture is.

/** 1, 2 or 5 times a power of ten: a quarter of the width at most; mm. */
export function barLength(wide: number): number {
  const most = wide / 4;
  const power = 10 ** Math.floor(Math.log10(most));
  return power * (most >= 5 * power ? 5 : most >= 2 * power ? 2 : 1);
}
