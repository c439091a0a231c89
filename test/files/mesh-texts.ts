// The same mesh in the formats that we read but do not write; independent of src/.
import type { Mesh } from '../../src/core/mesh.js';

const corner = ({ positions: p }: Mesh, v: number): string => `${p[3 * v]} ${p[3 * v + 1]} ${p[3 * v + 2]}`;
const facesOf = ({ triangles: t }: Mesh): number[][] =>
  Array.from({ length: t.length / 3 }, (_, f) => [t[3 * f], t[3 * f + 1], t[3 * f + 2]]);

export function asciiStl(mesh: Mesh, name = 'letter'): string {
  const facets = facesOf(mesh).map(
    (face) =>
      `  facet normal 0 0 0\n    outer loop\n${face.map((v) => `      vertex ${corner(mesh, v)}\n`).join('')}` +
      '    endloop\n  endfacet\n',
  );
  return `solid ${name}\n${facets.join('')}endsolid ${name}\n`;
}

/** Every two triangles of `letterBody` are one quad. */
export function quadsOf(mesh: Mesh): number[][] {
  const faces = facesOf(mesh);
  return faces.flatMap((face, f) => {
    if (f % 2 === 1) return [];
    const [a, b, c] = face;
    const d = faces[f + 1].find((v) => !face.includes(v)) ?? a;
    return [faces[f + 1][1] === d ? [a, d, b, c] : [a, b, c, d]];
  });
}

export function objText(mesh: Mesh, faces: readonly number[][], spell: (v: number) => string): string {
  const count = mesh.positions.length / 3;
  const vertices = Array.from({ length: count }, (_, v) => `v ${corner(mesh, v)}\n`);
  return `# letter\n${vertices.join('')}vn 0 0 1\n${faces.map((f) => `f ${f.map(spell).join(' ')}\n`).join('')}`;
}

export function plyBytes(mesh: Mesh, faces: readonly number[][], coding: string): Uint8Array {
  const count = mesh.positions.length / 3;
  const header =
    `ply\nformat ${coding} 1.0\ncomment letter\nelement vertex ${count}\n` +
    'property float x\nproperty float y\nproperty double z\nproperty uchar red\n' +
    `element face ${faces.length}\nproperty uchar flags\nproperty list uchar int vertex_indices\nend_header\n`;
  if (coding === 'ascii') {
    const vertices = Array.from({ length: count }, (_, v) => `${corner(mesh, v)} 255\n`);
    return Buffer.from(
      header + vertices.join('') + faces.map((f) => `0 ${f.length} ${f.join(' ')}\n`).join(''),
    );
  }
  const little = coding === 'binary_little_endian';
  const body = new DataView(
    new ArrayBuffer(count * 17 + faces.reduce((sum, f) => sum + 2 + 4 * f.length, 0)),
  );
  let at = 0;
  for (let v = 0; v < count; v++, at += 17) {
    body.setFloat32(at, mesh.positions[3 * v], little);
    body.setFloat32(at + 4, mesh.positions[3 * v + 1], little);
    body.setFloat64(at + 8, mesh.positions[3 * v + 2], little);
  }
  for (const face of faces) {
    body.setUint8(at + 1, face.length);
    at += 2;
    for (const v of face) {
      body.setInt32(at, v, little);
      at += 4;
    }
  }
  return Buffer.concat([Buffer.from(header), new Uint8Array(body.buffer)]);
}
