// A line as the text of an SVG path: whole tenths, each point from the one before, no character more than need be.

/** `line`: x, y, x, y …; the path is ten times as large. Empty where all its points are one. */
export function pathText(line: Float64Array): string {
  let [x, y] = [0, 0];
  let text = '';
  for (let n = 0; n < line.length; n += 2) {
    const [tx, ty] = [Math.round(10 * line[n]), Math.round(10 * line[n + 1])];
    const [dx, dy] = [tx - x, ty - y];
    if (n === 0) text = `M${tx} ${ty}l`;
    else if (dx !== 0 || dy !== 0)
      text += `${text.endsWith('l') || dx < 0 ? '' : ' '}${dx}${dy < 0 ? '' : ' '}${dy}`;
    [x, y] = [tx, ty];
  }
  return text.endsWith('l') ? '' : text;
}
