// Sound meshes in every format that `check` reads.
import { unzipSync } from 'fflate';
import { stlBytes } from '../../src/files/stl-bytes.js';
import { threeMfBytes } from '../../src/files/three-mf-bytes.js';
import { letterBody, letterPart } from '../../test/files/letter-body.js';
import { asciiStl, objText, plyBytes, quadsOf } from '../../test/files/mesh-texts.js';
import type { Seed, SeedFile } from './seed.js';

const joined = (chunks: Iterable<Uint8Array>): Buffer => Buffer.concat([...chunks]);
const textFile = (text: string): SeedFile => ({ bytes: Buffer.from(text), text: Buffer.byteLength(text) });

const one = (format: string, entry: string, file: SeedFile): Seed => ({
  format,
  kind: 'mesh',
  entry,
  files: { [entry]: file },
});

function threeMf(): Seed {
  const meta = { title: 'model', application: 'Isocast', tolerance: 0.1 };
  const parts = [letterPart('one'), letterPart('two')];
  const members = unzipSync(joined(threeMfBytes(parts, meta)));
  const files = Object.entries(members).map(([name, bytes]) => [
    name,
    { bytes: Buffer.from(bytes), text: bytes.length },
  ]);
  return { format: '3MF', kind: 'mesh', entry: 'model.3mf', zip: true, files: Object.fromEntries(files) };
}

export function meshSeeds(): Seed[] {
  const mesh = letterBody();
  const quads = quadsOf(mesh);
  const ply = (coding: string): SeedFile => {
    const bytes = Buffer.from(plyBytes(mesh, quads, coding));
    return { bytes, text: coding === 'ascii' ? bytes.length : bytes.indexOf('end_header\n') };
  };
  return [
    one('STL, binary', 'model.stl', { bytes: joined(stlBytes({ mesh })) }),
    one('STL, text', 'model.stl', textFile(asciiStl(mesh))),
    one('OBJ', 'model.obj', textFile(objText(mesh, quads, (v) => String(v + 1)))),
    one('PLY, text', 'model.ply', ply('ascii')),
    one('PLY, binary', 'model.ply', ply('binary_little_endian')),
    one('PLY, big endian', 'model.ply', ply('binary_big_endian')),
    threeMf(),
  ];
}
