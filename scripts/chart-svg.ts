// A line chart as SVG, for the docs: axes with round numbers, and what each line is.

export interface Line {
  readonly name: string;
  readonly colour: string;
  readonly points: readonly (readonly [number, number])[];
  readonly dashed?: boolean;
  /** What stands beside each point, which is drawn as a dot then. */
  readonly marks?: readonly string[];
}

export interface Chart {
  readonly title: string;
  readonly x: string;
  readonly y: string;
  readonly xRange: readonly [number, number];
  readonly yRange: readonly [number, number];
  readonly lines: readonly Line[];
}

const [width, height] = [640, 400];
const frame = { left: 64, right: 24, top: 40, bottom: 52 };

const step = ([low, high]: readonly [number, number]): number => {
  const rough = (high - low) / 6;
  const power = 10 ** Math.floor(Math.log10(rough));
  return ([1, 2, 5, 10].find((m) => m * power >= rough) ?? 10) * power;
};

const ticks = (range: readonly [number, number]): number[] => {
  const by = step(range);
  const first = Math.ceil(range[0] / by - 1e-9);
  const last = Math.floor(range[1] / by + 1e-9);
  return Array.from({ length: last - first + 1 }, (_, n) => Number(((first + n) * by).toPrecision(6)));
};

/** Readable on a light and on a dark page: it brings its own white ground. */
export function chartSvg({ title, x, y, xRange, yRange, lines }: Chart): string {
  const inner = [width - frame.left - frame.right, height - frame.top - frame.bottom];
  const across = (v: number): string =>
    (frame.left + (inner[0] * (v - xRange[0])) / (xRange[1] - xRange[0])).toFixed(1);
  const down = (v: number): string =>
    (frame.top + inner[1] * (1 - (v - yRange[0]) / (yRange[1] - yRange[0]))).toFixed(1);
  const bottom = height - frame.bottom;
  const right = width - frame.right;
  return `${[
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="13">`,
    `<title>${title}</title>`,
    `<rect width="${width}" height="${height}" fill="#fff"/>`,
    `<text x="${frame.left}" y="24" font-size="15" font-weight="bold" fill="#222">${title}</text>`,
    ...ticks(xRange).map(
      (v) =>
        `<path d="M${across(v)} ${frame.top}V${bottom}" stroke="#e5e5e5"/><text x="${across(v)}" y="${bottom + 18}" text-anchor="middle" fill="#444">${v}</text>`,
    ),
    ...ticks(yRange).map(
      (v) =>
        `<path d="M${frame.left} ${down(v)}H${right}" stroke="#e5e5e5"/><text x="${frame.left - 8}" y="${Number(down(v)) + 4}" text-anchor="end" fill="#444">${v}</text>`,
    ),
    `<text x="${(frame.left + right) / 2}" y="${height - 12}" text-anchor="middle" fill="#222">${x}</text>`,
    `<text transform="translate(16 ${(frame.top + bottom) / 2}) rotate(-90)" text-anchor="middle" fill="#222">${y}</text>`,
    ...lines.flatMap(({ name, colour, points, dashed, marks }, n) => {
      const dashes = dashed ? ' stroke-dasharray="6 4"' : '';
      const path = points.map(([u, v], m) => `${m === 0 ? 'M' : 'L'}${across(u)} ${down(v)}`).join('');
      const [x0, y0] = [frame.left + 14, frame.top + 18 + 20 * n];
      return [
        `<path d="${path}" fill="none" stroke="${colour}" stroke-width="2.5"${dashes}/>`,
        `<path d="M${x0} ${y0}h26" stroke="${colour}" stroke-width="2.5"${dashes}/>`,
        `<text x="${x0 + 34}" y="${y0 + 4}" fill="#222">${name}</text>`,
        ...(marks ?? []).map(
          (mark, m) =>
            `<circle cx="${across(points[m][0])}" cy="${down(points[m][1])}" r="4" fill="${colour}"/><text x="${Number(across(points[m][0])) + 8}" y="${Number(down(points[m][1])) + 14}" fill="#222">${mark}</text>`,
        ),
      ];
    }),
    '</svg>',
  ].join('\n')}\n`;
}
