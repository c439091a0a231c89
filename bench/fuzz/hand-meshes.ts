// Hostile meshes: counts that lie, faces of a hundred thousand corners, entities that multiply, surfaces all through each other.
import { deflateRawSync } from 'node:zlib';
import { type Member, zipOf } from './bombs.js';
import type { HandMade } from './hand-made.js';
import { randomOf } from './random.js';
import type { Item } from './seed.js';

const mesh = (name: string, entry: string, item: () => Item): HandMade => ({
  name,
  kind: 'mesh',
  entry,
  items: () => ({ [entry]: item() }),
});

function stl(triangles: number, coordinate: (n: number) => number, stated = triangles): Buffer {
  const bytes = Buffer.alloc(84 + 50 * triangles);
  bytes.writeUInt32LE(stated, 80);
  for (let t = 0; t < triangles; t++)
    for (let c = 0; c < 9; c++) bytes.writeFloatLE(coordinate(9 * t + c), 84 + 50 * t + 12 + 4 * c);
  return bytes;
}

const random = randomOf(7, 7);
const anywhere = (): number => random.below(1e6) / 1e4;

/** `corners` on a zigzag, as one face. */
function bigFace(corners: number): Buffer {
  const vertices = Array.from({ length: corners }, (_, n) => {
    const angle = (2 * Math.PI * n) / corners;
    const radius = n % 2 ? 10 : 9;
    return `v ${radius * Math.cos(angle)} ${radius * Math.sin(angle)} 0\n`;
  });
  return Buffer.from(`${vertices.join('')}f ${Array.from({ length: corners }, (_, n) => n + 1).join(' ')}\n`);
}

const model = (body: string, before = ''): string =>
  `<?xml version="1.0"?>${before}<model unit="millimeter" xmlns="http://schemas.microsoft.com/3dmanufacturing/core/2015/02">${body}</model>`;
const types =
  '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="model" ContentType="application/vnd.ms-package.3dmanufacturing-3dmodel+xml"/></Types>';
const rels = (target: string): string =>
  `<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" Target="${target}" Type="http://schemas.microsoft.com/3dmanufacturing/2013/01/3dmodel"/></Relationships>`;

const packed = (name: string, bytes: Buffer): Member => ({
  name,
  packed: deflateRawSync(bytes),
  size: bytes.length,
});

function threeMf(
  name: string,
  body: () => Buffer,
  target = '/3D/3dmodel.model',
  place = '3D/3dmodel.model',
): HandMade {
  return mesh(`3MF: ${name}`, 'model.3mf', () =>
    zipOf([
      packed('[Content_Types].xml', Buffer.from(types)),
      packed('_rels/.rels', Buffer.from(rels(target))),
      packed(place, body()),
    ]),
  );
}

const laughs = `<!DOCTYPE m [<!ENTITY a "aaaaaaaaaa">${'bcdefghij'
  .split('')
  .map((letter, n) => `<!ENTITY ${letter} "${`&${'abcdefghij'[n]};`.repeat(10)}">`)
  .join('')}]>`;

const components = (count: number): string =>
  Array.from(
    { length: count },
    (_, n) =>
      `<object id="${n + 2}"><components><component objectid="${n + 1}"/><component objectid="${n + 1}"/></components></object>`,
  ).join('');
const tetrahedron =
  '<object id="1"><mesh><vertices><vertex x="0" y="0" z="0"/><vertex x="1" y="0" z="0"/><vertex x="0" y="1" z="0"/><vertex x="0" y="0" z="1"/></vertices><triangles><triangle v1="0" v2="2" v3="1"/><triangle v1="0" v2="1" v3="3"/><triangle v1="0" v2="3" v3="2"/><triangle v1="1" v2="2" v3="3"/></triangles></mesh></object>';

const archives: readonly HandMade[] = [
  threeMf('a thousand million laughs', () => Buffer.from(model('<resources>&j;</resources>', laughs))),
  threeMf('an entity from a file', () =>
    Buffer.from(
      model('<resources>&x;</resources>', '<!DOCTYPE m [<!ENTITY x SYSTEM "file:///etc/passwd">]>'),
    ),
  ),
  threeMf('100 000 elements in each other', () => Buffer.from(model('<a>'.repeat(100_000)))),
  threeMf('200 MB of blanks in 200 KB', () =>
    Buffer.concat([Buffer.from(model('').slice(0, -8)), Buffer.alloc(200_000_000, ' ')]),
  ),
  threeMf('2⁶⁰ copies of a body', () =>
    Buffer.from(
      model(`<resources>${tetrahedron}${components(60)}</resources><build><item objectid="61"/></build>`),
    ),
  ),
  threeMf('a body that is part of itself', () =>
    Buffer.from(
      model(
        '<resources><object id="1"><components><component objectid="1"/></components></object></resources><build><item objectid="1"/></build>',
      ),
    ),
  ),
  threeMf('a chain of 100 000 bodies', () =>
    Buffer.from(
      model(
        `<resources>${tetrahedron}${Array.from({ length: 100_000 }, (_, n) => `<object id="${n + 2}"><components><component objectid="${n + 1}"/></components></object>`).join('')}</resources><build><item objectid="100001"/></build>`,
      ),
    ),
  ),
  threeMf(
    'a model outside of it',
    () => Buffer.from(model('')),
    '/../../../etc/passwd',
    '../../../etc/passwd',
  ),
  threeMf('an attribute of 20 MB', () => Buffer.from(model(`<resources a="${'x'.repeat(20_000_000)}"/>`))),
];

const plain: readonly HandMade[] = [
  mesh('STL: 4 000 000 000 triangles of which one is there', 'model.stl', () => stl(1, anywhere, 0xffffffff)),
  mesh('STL: a sparse file of 1 TB', 'model.stl', () => ({ sparse: 2 ** 40, start: stl(1, anywhere) })),
  mesh('STL: a pipe', 'model.stl', () => ({ fifo: true })),
  mesh('STL: a device', 'model.stl', () => ({ link: '/dev/zero' })),
  mesh('STL: nothing but NaN', 'model.stl', () => stl(10, () => Number.NaN)),
  mesh('STL: numbers at the end of single precision', 'model.stl', () =>
    stl(200, (n) => (n % 2 ? 3e38 : -3e38) * ((n % 7) / 7)),
  ),
  mesh('STL: 4000 triangles all through each other', 'model.stl', () => stl(4000, anywhere)),
  mesh('STL: 20 000 triangles at one place', 'model.stl', () =>
    stl(20_000, (n) => [0, 0, 0, 1, 0, 0, 0, 1, 0][n % 9]),
  ),
  mesh('STL: 20 000 triangles about one edge', 'model.stl', () =>
    stl(20_000, (n) => (n % 9 < 6 ? [0, 0, 0, 1, 0, 0][n % 9] : anywhere())),
  ),
  mesh('STL: triangles from 1e-30 to 1e30 mm', 'model.stl', () =>
    stl(500, (n) => 10 ** (((n * 7) % 61) - 30)),
  ),
  mesh('STL: one long triangle among 50 000 tiny ones', 'model.stl', () =>
    stl(50_001, (n) => (n < 9 ? [0, 0, 0, 1e7, 1e7, 1e7, 1e7, 0, 0][n] : ((n * 31) % 1000) / 1e4)),
  ),
  mesh('STL, text: a line of 60 MB', 'model.stl', () =>
    Buffer.concat([Buffer.from('solid a\nfacet normal 0 0 0\n'), Buffer.alloc(60_000_000, 'vertex ')]),
  ),
  mesh('STL, text: numbers of a million digits', 'model.stl', () =>
    Buffer.from(
      `solid a\nfacet normal 0 0 0\nouter loop\nvertex ${'1'.repeat(1e6)} 0 0\nvertex 0 0 1\nvertex 0 1 0\nendloop\nendfacet\nendsolid`,
    ),
  ),
  mesh('OBJ: a face of 20 000 corners', 'model.obj', () => bigFace(20_000)),
  mesh('OBJ: a face of 300 000 corners', 'model.obj', () => bigFace(300_000)),
  mesh('OBJ: corners far beyond the vertices, and before the first', 'model.obj', () =>
    Buffer.from('v 0 0 0\nv 1 0 0\nv 0 1 0\nf 1 2 4000000000\nf -1 -2 -99\nf 0 0 0\n'),
  ),
  mesh('OBJ: 3 000 000 lines that continue', 'model.obj', () =>
    Buffer.from(`v 0 0 0\n${'\\\n'.repeat(3_000_000)}`),
  ),
  mesh('PLY: 4 000 000 000 vertices of which none is there', 'model.ply', () =>
    Buffer.from(
      'ply\nformat binary_little_endian 1.0\nelement vertex 4294967295\nproperty float x\nproperty float y\nproperty float z\nelement face 4294967295\nproperty list uchar int vertex_indices\nend_header\n',
    ),
  ),
  mesh('PLY: 9e15 elements without properties', 'model.ply', () =>
    Buffer.from(
      'ply\nformat ascii 1.0\nelement vertex 9007199254740991\nelement face 9007199254740991\nend_header\n',
    ),
  ),
  mesh('PLY: a list of 4 000 000 000 numbers', 'model.ply', () =>
    Buffer.concat([
      Buffer.from(
        'ply\nformat binary_little_endian 1.0\nelement vertex 1\nproperty float x\nproperty float y\nproperty float z\nelement face 1\nproperty list uint int vertex_indices\nend_header\n',
      ),
      Buffer.alloc(12),
      Buffer.alloc(4, 255),
    ]),
  ),
  mesh('PLY: 200 000 properties', 'model.ply', () =>
    Buffer.from(
      `ply\nformat ascii 1.0\nelement vertex 1\n${Array.from({ length: 200_000 }, (_, n) => `property float p${n}\n`).join('')}end_header\n`,
    ),
  ),
];

export const handMeshes: readonly HandMade[] = [...plain, ...archives];
