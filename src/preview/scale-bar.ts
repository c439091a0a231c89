// A bar of a round length; right everywhere in the picture, since the projection is parallel.

/** The largest 1, 2 or 5 times a power of ten (mm) that is at most `mostPixels` long. */
export function roundLength(mmPerPixel: number, mostPixels: number): number {
  const most = mmPerPixel * mostPixels;
  const power = 10 ** Math.floor(Math.log10(most));
  const factor = most / power >= 5 ? 5 : most / power >= 2 ? 2 : 1;
  return factor * power;
}

/** Sets the bar's width and its words. */
export function drawScaleBar(bar: HTMLElement, label: HTMLElement, mmPerPixel: number): void {
  const length = roundLength(mmPerPixel, 120);
  bar.style.width = `${(length / mmPerPixel).toFixed(1)}px`;
  label.textContent = `${Number(length.toPrecision(1))} mm`;
}
