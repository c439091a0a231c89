// Measurements as rows of markdown tables.

const mm = (x, digits = 4) => (x === null || x === undefined ? '–' : x.toFixed(digits));
const thousands = (n) => n.toLocaleString('en-US');
const signed = (x, digits) =>
  x === null || x === undefined ? '–' : `${x > 0 ? '+' : ''}${x.toFixed(digits)}`;

export function markdown(head, rows) {
  const line = (cells) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

export const overallHead = [
  'pipeline',
  'triangles',
  'mean abs',
  'mean',
  'RMS',
  'p95',
  'p99',
  'max',
  'open, non-manifold edges, self-intersections',
];

/** `found` of measureMesh. */
export function overallRow(name, found) {
  if (found.trouble !== undefined) return [name, found.trouble, ...overallHead.slice(2).map(() => '–')];
  const { triangles, meanAbsolute, mean, rms, p95, p99, max } = found;
  const faults = [found.openEdges, found.nonManifoldEdges, found.selfIntersections];
  return [
    name,
    thousands(triangles),
    mm(meanAbsolute),
    signed(mean, 4),
    mm(rms),
    mm(p95, 3),
    mm(p99, 3),
    mm(max, 2),
    faults[0] === undefined ? '–' : faults.join(', '),
  ];
}

export const bodyHead = [
  'body',
  'mean abs',
  'mean',
  'RMS',
  'p99',
  'volume, %',
  'area there, %',
  'size',
  'true, mm',
  'found, mm',
  'off, mm',
];

export const bodyRows = ({ bodies }) =>
  bodies.map((body) => {
    const { size } = body;
    return [
      body.name,
      mm(body.meanAbsolute),
      signed(body.mean, 4),
      mm(body.rms),
      mm(body.p99, 3),
      signed(body.volumeError, 2),
      body.areaError === null ? '–' : (100 + body.areaError).toFixed(1),
      size ? size.what : '–',
      size ? String(Number(size.true.toFixed(3))) : '–',
      size ? mm(size.found, 3) : '–',
      size ? signed(size.found - size.true, 3) : '–',
    ];
  });
