import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { afterAll, describe, expect, it } from 'vitest';
import { UserError } from '../../src/core/errors.js';
import { boundsOf, type Mesh, signedVolume } from '../../src/core/mesh.js';
import { readMesh } from '../../src/files/read-mesh.js';
import { stlBytes } from '../../src/files/stl-bytes.js';
import { threeMfBytes } from '../../src/files/three-mf-bytes.js';
import { letterBody, letterPart, letterVolume, soupOf } from './letter-body.js';
import { asciiStl, objText, plyBytes, quadsOf } from './mesh-texts.js';
import { loadObj, loadPly, loadStl } from './outside-loaders.js';

const folder = mkdtempSync(join(tmpdir(), 'isocast-read-'));
afterAll(() => rmSync(folder, { recursive: true }));

function saved(name: string, content: Uint8Array | string): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}
const read = (name: string, content: Uint8Array | string) => readMesh(saved(name, content));

const letter = letterBody();
const soup = soupOf(letter);
const triangles = Array.from({ length: letter.triangles.length / 3 }, (_, f) => [
  ...letter.triangles.subarray(3 * f, 3 * f + 3),
]);
const quads = quadsOf(letter);
const stl = Buffer.concat([...stlBytes({ mesh: letter })]);
const part = letterPart('letter');
const threeMf = Buffer.concat([...threeMfBytes([part], { title: 't', application: 'a' })]);

/** Closed by index: every directed edge has its opposite once. */
function isClosed({ triangles: t }: Mesh): boolean {
  const edges = new Set<string>();
  for (let k = 0; k < t.length; k++) edges.add(`${t[k]} ${t[k % 3 === 2 ? k - 2 : k + 1]}`);
  return edges.size === t.length && [...edges].every((e) => edges.has(e.split(' ').reverse().join(' ')));
}

function expectLetter(mesh: Mesh, volume = letterVolume): void {
  expect(signedVolume(mesh)).toBeCloseTo(volume, 2);
  expect(boundsOf(mesh)).toEqual(boundsOf(letter));
  expect(mesh.positions.length).toBe(letter.positions.length);
  expect(mesh.triangles.length).toBe(letter.triangles.length);
  expect(isClosed(mesh)).toBe(true);
}

/** A minimal package around a model's inside. */
function packed(inside: string, attributes = 'unit="millimeter"', path = '3D/3dmodel.model'): Uint8Array {
  const model = `<?xml version="1.0"?>\n<model ${attributes} xmlns="http://schemas.microsoft.com/3dmanufacturing/core/2015/02">${inside}</model>`;
  const type = 'http://schemas.microsoft.com/3dmanufacturing/2013/01/3dmodel';
  const rels = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" Target="/${path}" Type="${type}"/></Relationships>`;
  return zipSync({ '_rels/.rels': strToU8(rels), [path]: strToU8(model) });
}
const meshXml = ({ positions: p, triangles: t }: Mesh): string =>
  `<mesh><vertices>${Array.from({ length: p.length / 3 }, (_, v) => `<vertex x="${p[3 * v]}" y="${p[3 * v + 1]}" z="${p[3 * v + 2]}"/>`).join('')}</vertices>` +
  `<triangles>${Array.from({ length: t.length / 3 }, (_, f) => `<triangle v1="${t[3 * f]}" v2="${t[3 * f + 1]}" v3="${t[3 * f + 2]}"/>`).join('')}</triangles></mesh>`;
const objectXml = (mesh: Mesh, name = 'letter'): string =>
  `<object id="1" name="${name}">${meshXml(mesh)}</object>`;

describe('readMesh reads the letter, left still left', () => {
  it('from binary STL', async () => {
    const { format, meshes, remarks } = await read('letter.stl', stl);
    expect([format, meshes.length, remarks]).toEqual(['STL', 1, []]);
    expectLetter(meshes[0].mesh);
    expect(soupOf(meshes[0].mesh)).toEqual(soup);
  });

  it('from binary STL with a header that says solid, a wrong extension, or bytes at the end', async () => {
    const disguised = Buffer.from(stl);
    disguised.write('solid facet normal vertex endsolid', 0);
    expect(soupOf((await read('disguised.stl', disguised)).meshes[0].mesh)).toEqual(soup);
    expect((await read('letter.obj', stl)).format).toBe('STL');
    const { meshes, remarks } = await read('long.stl', Buffer.concat([stl, Buffer.from('more')]));
    expect(soupOf(meshes[0].mesh)).toEqual(soup);
    expect(remarks).toEqual(['4 bytes after the last triangle were left aside.']);
  });

  it('from ASCII STL, with several solids, any line end and any case', async () => {
    const text = asciiStl(letter);
    expect(loadStl(Buffer.from(text)).corners).toEqual(soup);
    const one = await read('ascii.stl', text);
    expect(one.meshes[0].name).toBe('letter');
    expect(soupOf(one.meshes[0].mesh)).toEqual(soup);
    expectLetter(one.meshes[0].mesh);
    const two = `${text.replaceAll('\n', '\r\n').toUpperCase()}solid empty\nendsolid\n\n${asciiStl(letter, 'Größe')}`;
    const { meshes, remarks } = await read('two.dat', two);
    expect(meshes.map((m) => m.name)).toEqual(['LETTER', 'Größe']);
    for (const { mesh } of meshes) expectLetter(mesh);
    expect(remarks).toHaveLength(1);
    expect(soupOf((await read('bom.txt', `\uFEFF${text}`)).meshes[0].mesh)).toEqual(soup);
    expect(soupOf((await read('mac.stl', text.replaceAll('\n', '\r'))).meshes[0].mesh)).toEqual(soup);
  });

  it('from 3MF of our own, to the bit and in the frame of the patient', async () => {
    const { format, meshes, remarks } = await read('letter.3mf', threeMf);
    expect([format, meshes.map((m) => m.name), remarks.length]).toEqual(['3MF', ['letter'], 1]);
    expect(meshes[0].mesh).toEqual(letter);
  });

  it('from OBJ with triangles and with quads, in every spelling of a corner', async () => {
    const count = letter.positions.length / 3;
    const spellings = [
      (v: number) => `${v + 1}`,
      (v: number) => `${v + 1}//1`,
      (v: number) => `${v - count}`,
      (v: number) => `${v + 1}/1/1`,
      (v: number) => `${v - count}//-1`,
    ];
    expect(loadObj(objText(letter, triangles, spellings[0])).corners).toEqual(soup);
    for (const spell of spellings) {
      const { format, meshes } = await read('letter.obj', objText(letter, triangles, spell));
      expect(format).toBe('OBJ');
      expect(meshes[0].mesh).toEqual(letter);
      expectLetter((await read('quads.txt', objText(letter, quads, spell))).meshes[0].mesh);
    }
  });

  it('from OBJ with objects, a unit, a broken line and unused vertices', async () => {
    const text = objText(letter, triangles, (v) => `${v + 1}`);
    const count = letter.positions.length / 3;
    const first = triangles.map((f) => `f ${f.map((v) => v + 2).join(' \\\n')}\n`).join('');
    const second = triangles.map((f) => `f ${f.map((v) => v - count).join(' ')}\n`).join('');
    const vertices = text.split('\n').filter((line) => line.startsWith('v '));
    const two = `v 9 9 9\n${vertices.join('\n')}\no ../../one\n${first}o two\n${vertices.join('\n')}\n${second}`;
    const { meshes } = await read('two.obj', two);
    expect(meshes.map((m) => m.name)).toEqual(['../../one', 'two']);
    for (const { mesh } of meshes) expect(mesh).toEqual(letter);
    const { meshes: large, remarks } = await read('metres.obj', `# 1 unit = 1000.000000 mm\n${text}`);
    expect(signedVolume(large[0].mesh) / letterVolume).toBeCloseTo(1e9, -5);
    expect(remarks).toHaveLength(1);
  });

  it('from PLY in three codings, with triangles and quads', async () => {
    for (const coding of ['ascii', 'binary_little_endian', 'binary_big_endian']) {
      const bytes = plyBytes(letter, triangles, coding);
      expect(loadPly(bytes).corners).toEqual(soup);
      const { format, meshes } = await read('letter.ply', bytes);
      expect(format).toBe('PLY');
      expect(meshes[0].mesh).toEqual(letter);
      expectLetter((await read('quads.ply', plyBytes(letter, quads, coding))).meshes[0].mesh);
    }
  });

  it('from soups of indexed formats, which are welded and said to be', async () => {
    const own = {
      positions: Float32Array.from(soup),
      triangles: Uint32Array.from(soup.keys()).slice(0, soup.length / 3),
    };
    const faces = triangles.map((_, f) => [3 * f, 3 * f + 1, 3 * f + 2]);
    const files = [
      read(
        'soup.obj',
        objText(own, faces, (v) => `${v + 1}`),
      ),
      read('soup.ply', plyBytes(own, faces, 'binary_little_endian')),
      read('soup.3mf', packed(`<resources>${objectXml(own)}</resources><build><item objectid="1"/></build>`)),
    ];
    for (const { meshes, remarks } of await Promise.all(files)) {
      expectLetter(meshes[0].mesh);
      expect(remarks).toHaveLength(1);
    }
  });
});

describe("readMesh reads other people's 3MF", () => {
  const build = (resources: string, items: string, attributes?: string, path?: string) =>
    read('other.3mf', packed(`<resources>${resources}</resources><build>${items}</build>`, attributes, path));

  it('in every unit', async () => {
    const units = {
      micron: 1e-9,
      millimeter: 1,
      centimeter: 1e3,
      inch: 25.4 ** 3,
      foot: 304.8 ** 3,
      meter: 1e9,
    };
    for (const [unit, factor] of Object.entries(units)) {
      const { meshes } = await build(objectXml(letter), '<item objectid="1"/>', `unit="${unit}"`);
      expect(signedVolume(meshes[0].mesh) / (letterVolume * factor)).toBeCloseTo(1, 4);
    }
    const { meshes } = await build(objectXml(letter), '<item objectid="1"/>', '');
    expect(meshes[0].mesh).toEqual(letter);
    await expect(build(objectXml(letter), '<item objectid="1"/>', 'unit="inches"')).rejects.toThrow(
      UserError,
    );
  });

  it('placed twice, turned, through components, and mirrored without turning inside out', async () => {
    const components =
      '<object id="2" name="mirrored"><components><component objectid="1" transform="-1 0 0 0 1 0 0 0 1 0 0 0"/></components></object>' +
      '<object id="3"><components><component objectid="2" transform="0 1 0 -1 0 0 0 0 1 5 6 7"/><component objectid="1"/></components></object>';
    const { meshes } = await build(
      objectXml(letter) + components,
      '<item objectid="2"/><item objectid="3" transform="2 0 0 0 2 0 0 0 2 0 0 1"/>',
    );
    expect(meshes.map((m) => m.name)).toEqual(['mirrored', 'part 2']);
    const [mirrored, pair] = meshes.map((m) => m.mesh);
    expect(signedVolume(mirrored)).toBeCloseTo(letterVolume, 2);
    const x = (mesh: Mesh) => boundsOf(mesh).min[0] + boundsOf(mesh).max[0];
    expect(x(mirrored)).toBeCloseTo(-x(letter), 4);
    expect(signedVolume(pair) / (2 * 8 * letterVolume)).toBeCloseTo(1, 5);
    // 3MF multiplies rows: (x, y, z) of the mirrored letter goes to 2·(−y + 5, x + 6, z + 7) + (0, 0, 1).
    const [px, py, pz] = letter.positions;
    const expected = [2 * (-py + 5), 2 * (-px + 6), 2 * (pz + 7) + 1];
    for (let c = 0; c < 3; c++) expect(pair.positions[c]).toBeCloseTo(expected[c], 3);
  });

  it('with names that mean mischief elsewhere, prefixes, and model parts at odd places', async () => {
    const evil = '../../../etc/passwd\u0007'.replace('\u0007', '');
    const { meshes } = await build(objectXml(letter, evil), '<item objectid="1"/>', '', 'odd/../Model.MODEL');
    expect(meshes[0]).toEqual({ name: evil, mesh: letter });
    const core = 'http://schemas.microsoft.com/3dmanufacturing/core/2015/02';
    const prefixed = `<c:model xmlns:c="${core}" xmlns="urn:other"><c:resources><vertex x="1" y="1" z="1"/>${objectXml(letter).replace(/<(\/?)/g, '<$1c:')}</c:resources><c:build><c:item objectid="1"/></c:build></c:model>`;
    const two = await read('prefixed.3mf', zipSync({ '3D/3dmodel.model': strToU8(prefixed) }));
    expect(two.meshes[0].mesh).toEqual(letter);
  });

  it('across model parts (production extension)', async () => {
    const core = 'http://schemas.microsoft.com/3dmanufacturing/core/2015/02';
    const production = 'http://schemas.microsoft.com/3dmanufacturing/production/2015/06';
    const root = `<model unit="centimeter" xmlns="${core}" xmlns:p="${production}" requiredextensions="p"><resources><object id="7"><components><component objectid="1" p:path="/3D/Objects/One.model"/></components></object></resources><build><item objectid="7"/></build></model>`;
    const one = `<model xmlns="${core}"><resources>${objectXml(letter)}</resources><build/></model>`;
    const { meshes } = await read(
      'parts.3mf',
      zipSync({ '3D/3dmodel.model': strToU8(root), '3D/Objects/one.model': strToU8(one) }),
    );
    expect(meshes[0].mesh).toEqual(letter);
  });

  it('but not what it cannot understand', async () => {
    const bad: [RegExp, string, string, string?][] = [
      [
        /extension 'b'/,
        objectXml(letter),
        '<item objectid="1"/>',
        'requiredextensions="b" xmlns:b="http://schemas.microsoft.com/3dmanufacturing/beamlattice/2017/02"',
      ],
      [/no triangles/, '', ''],
      [/not there/, objectXml(letter), '<item objectid="9"/>'],
      [
        /themselves/,
        '<object id="1"><components><component objectid="1"/></components></object>',
        '<item objectid="1"/>',
      ],
      [/twelve numbers/, objectXml(letter), '<item objectid="1" transform="1 0 0"/>'],
      [
        /vertex that is not there/,
        objectXml({ ...letter, triangles: Uint32Array.of(0, 1, 999) }),
        '<item objectid="1"/>',
      ],
      [/not a finite/, objectXml(letter).replace(/x="[^"]*"/, 'x="NaN"'), '<item objectid="1"/>'],
      [/not a finite/, objectXml(letter).replace(/y="[^"]*"/, 'y="1e39"'), '<item objectid="1"/>'],
      [/well-formed/, '<object id="1">', ''],
    ];
    for (const [message, resources, items, attributes] of bad)
      await expect(build(resources, items, attributes), String(message)).rejects.toThrow(message);
    await expect(
      read('doctype.3mf', zipSync({ '3D/3dmodel.model': strToU8('<!DOCTYPE a [<!ENTITY b "c">]><model/>') })),
    ).rejects.toThrow(/document type/);
    await expect(read('none.3mf', zipSync({ 'readme.txt': strToU8('hello') }))).rejects.toThrow(/no 3MF/);
  });

  it('and not bombs: members that unpack to gigabytes, components that multiply', async () => {
    const spaces = new Uint8Array(50_000_000).fill(32);
    await expect(read('bomb.3mf', zipSync({ '3D/3dmodel.model': spaces }))).rejects.toThrow(/unpack to more/);
    const levels = Array.from(
      { length: 12 },
      (_, l) =>
        `<object id="${l + 2}"><components>${`<component objectid="${l + 1}"/>`.repeat(10)}</components></object>`,
    );
    await expect(
      build(
        `<object id="1">${meshXml({ ...letter, triangles: Uint32Array.of(0, 1, 2) })}</object>${levels.join('')}`,
        '<item objectid="13"/>',
      ),
    ).rejects.toThrow(/places more than/);
  });
});

describe('readMesh refuses with a word of advice', () => {
  const nan = Buffer.from(stl);
  nan.writeFloatLE(Number.NaN, 84 + 50 * 2 + 12);
  const infinite = Buffer.from(stl);
  infinite.writeFloatLE(Number.NEGATIVE_INFINITY, 84 + 12);
  const none = Buffer.concat([stl.subarray(0, 80), Buffer.alloc(4)]);
  const ply = Buffer.from(plyBytes(letter, triangles, 'binary_little_endian'));
  const obj = objText(letter, triangles, (v) => `${v + 1}`);
  const damaged = Buffer.from(threeMf);
  // In the middle of the model, which comes before the thumbnail.
  damaged[Math.floor(damaged.indexOf('Metadata/thumbnail.png') / 2) + 300] ^= 255;

  const cases: [string, Uint8Array | string, RegExp][] = [
    ['empty.stl', '', /empty/],
    ['text.stl', 'This is a letter to my aunt.\n'.repeat(20), /no mesh/],
    ['text.txt', 'v is for vendetta', /no mesh/],
    ['picture.png', Buffer.from([137, 80, 78, 71, 13, 10, 26, 10, ...new Array(200).fill(0)]), /no mesh/],
    ['short.stl', stl.subarray(0, 1000), new RegExp(`${stl.length} bytes, found 1000`)],
    ['tiny.stl', stl.subarray(0, 50), /no mesh/],
    ['nan.stl', nan, /triangle 3 has a coordinate/],
    ['infinite.stl', infinite, /triangle 1 has a coordinate/],
    ['none.stl', none, /no triangles/],
    ['nan-ascii.stl', asciiStl(letter).replace(/vertex \S+/, 'vertex nan'), /triangle 1 has/],
    [
      'short-ascii.stl',
      asciiStl(letter).slice(0, 2000),
      /cut short|three numbers|no triangle|does not belong/,
    ],
    ['quad-ascii.stl', asciiStl(letter).replace(/( +vertex.*\n)/, '$1$1'), /no triangle/],
    ['nan.obj', obj.replace(/^v \S+/m, 'v inf'), /vertex 1 has a coordinate/],
    ['range.obj', `${obj}f 1 2 9999\n`, /vertex 9999/],
    ['zero.obj', `${obj}f 0 1 2\n`, /no vertex number/],
    ['thin.obj', `${obj}f 1 2\n`, /three corners/],
    ['none.obj', 'v 1 2 3\n', /no triangles/],
    ['short.ply', ply.subarray(0, 600), /cut short/],
    ['short-ascii.ply', Buffer.from(plyBytes(letter, triangles, 'ascii')).subarray(0, -30), /cut short/],
    ['header.ply', 'ply\nformat ascii 1.0\nelement vertex 3\n', /no end/],
    ['range.ply', plyBytes(letter, [[0, 1, 9999]], 'ascii'), /uses vertex 9999/],
    ['minus.ply', plyBytes(letter, [[0, 1, -1]], 'binary_big_endian'), /uses vertex -1/],
    ['none.ply', plyBytes(letter, [], 'ascii'), /no triangles/],
    ['many.ply', ply.toString('latin1').replace(/vertex \d+/, 'vertex 4000000000'), /2\^31/],
    ['short.3mf', threeMf.subarray(0, 900), /cut short/],
    ['damaged.3mf', damaged, /damaged|well-formed/],
  ];
  it.each(cases)('%s', async (name, content, message) => {
    const error: unknown = await read(name, content).catch((e: unknown) => e);
    expect(error).toBeInstanceOf(UserError);
    if (!(error instanceof UserError)) return;
    expect(error.message).toMatch(message);
    expect(error.message.startsWith(`${name}: `)).toBe(true);
    expect(error.message).not.toContain(folder);
    expect(error.message).not.toContain('\n');
    expect(error.advice.length).toBeGreaterThan(10);
  });

  it('what is not there, and what is no file', async () => {
    await expect(readMesh(join(folder, 'absent.stl'))).rejects.toThrow(/^absent.stl: there is no such file/);
    mkdirSync(join(folder, 'folder.stl'));
    await expect(readMesh(join(folder, 'folder.stl'))).rejects.toThrow(/^folder.stl: this is a folder/);
    await expect(readMesh('/dev/null')).rejects.toThrow(UserError);
  });
});
