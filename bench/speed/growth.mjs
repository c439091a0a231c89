// How time grows with the surface: a straight line through what was measured, and its picture.

import { readFileSync, writeFileSync } from 'node:fs';
import { transformSync } from 'esbuild';

/** Least squares through points [x, y]: y = offset + slope · x; `unexplained`: the root mean square off it, share of the mean. */
export function straightLine(points) {
  const n = points.length;
  const mean = (c) => points.reduce((sum, point) => sum + point[c], 0) / n;
  const [mx, my] = [mean(0), mean(1)];
  const slope =
    points.reduce((sum, [x, y]) => sum + (x - mx) * (y - my), 0) /
    points.reduce((sum, [x]) => sum + (x - mx) ** 2, 0);
  const offset = my - slope * mx;
  const off = points.map(([x, y]) => y - offset - slope * x);
  return { offset, slope, unexplained: Math.sqrt(off.reduce((sum, d) => sum + d * d, 0) / n) / my };
}

const million = 1e6;
/** Points of the picture: millions of triangles of the surface as it was found, CPU time in yardsticks. */
export const pointsOf = (rows) =>
  rows.filter(({ failed }) => failed === undefined).map(({ triangles, work }) => [triangles / million, work]);

export function growthText(rows) {
  const { offset, slope, unexplained } = straightLine(pointsOf(rows));
  return `CPU time in yardsticks = ${offset.toFixed(1)} (the scan) + ${slope.toFixed(1)} × millions of triangles of the surface as it was found, to ${(100 * unexplained).toFixed(0)} % (root mean square, share of the mean). How it grows with the scan: “Longer scans”.`;
}

/** docs/growth.svg */
export async function drawGrowth(rows) {
  const source = readFileSync(new URL('../../scripts/chart-svg.ts', import.meta.url), 'utf8');
  const { code } = transformSync(source, { loader: 'ts', format: 'esm' });
  const { chartSvg } = await import(`data:text/javascript,${encodeURIComponent(code)}`);
  const points = pointsOf(rows);
  const { offset, slope } = straightLine(points);
  const across = points.map(([x]) => x);
  const ends = [Math.min(...across), Math.max(...across)];
  const room = 0.06 * (ends[1] - ends[0]);
  const marks = rows.filter(({ failed }) => failed === undefined).map(({ title }) => title.split(',')[0]);
  const svg = chartSvg({
    title: 'Time against surface, voxels of 1 … 0.2 mm',
    x: 'triangles of the surface as it was found, millions',
    y: 'CPU time, yardsticks',
    xRange: [ends[0] - room, ends[1] + 2 * room],
    yRange: [0, 1.1 * Math.max(...points.map(([, y]) => y))],
    lines: [
      {
        name: 'straight line',
        colour: '#c60',
        dashed: true,
        points: ends.map((x) => [x, offset + slope * x]),
      },
      { name: 'measured', colour: '#06c', points, marks },
    ],
  });
  writeFileSync(new URL('../../docs/growth.svg', import.meta.url), svg);
}
