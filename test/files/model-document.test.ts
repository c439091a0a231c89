// A 3MF model reads the same, whether its lists are written plainly or not, and wherever its bytes are cut.
import { expect, it } from 'vitest';
import { numbersIn } from '../../src/files/growing-numbers.js';
import { modelDocument } from '../../src/files/model-document.js';

const head =
  '<?xml version="1.0"?>\n<!-- <vertices> --><model unit="centimeter" xmlns="http://schemas.microsoft.com/3dmanufacturing/core/2015/02" xmlns:m="http://schemas.microsoft.com/3dmanufacturing/core/2015/02">\n';
const around = (list: string, triangles: string): string =>
  `${head}<resources><object id="1"><mesh>${list}${triangles}</mesh></object></resources><build><item objectid="1"/></build></model>`;
const corners = [
  ['0', '-0', '12.5'],
  ['-0.000123', '3', '123456789.25'],
  ['1234567.125', '-7.75', '0.1'],
  ['0.30000001', '2', '4'],
];
const plain = corners.map(([x, y, z]) => `<vertex x="${x}" y="${y}" z="${z}"/>\n`);
const faces = '<triangles>\n<triangle v1="0" v2="1" v3="2"/><triangle v1="1" v2="0" v3="3" />\n</triangles>';
const vertices = (lines: readonly string[]): string => `<vertices>\n${lines.join('')}</vertices>`;

const others: Record<string, string> = {
  'attributes in another order': vertices(corners.map(([x, y, z]) => `<vertex z="${z}" y='${y}' x="${x}"/>`)),
  'a comment with elements in it': vertices([
    plain[0],
    '<!-- <vertex x="9" y="9" z="9"/> -->',
    ...plain.slice(1),
  ]),
  'a comment with the list in it': vertices([
    plain[0],
    '<!-- <vertices> <vertex x="9" y="9" z="9"/> -->',
    ...plain.slice(1),
  ]),
  'elements that are closed apart': vertices(plain.map((line) => line.replace('/>', '></vertex>'))),
  exponents: vertices([plain[0], plain[1].replace('-0.000123', '-1.23e-4'), ...plain.slice(2)]),
  'a number that is a character reference': vertices([
    plain[0],
    plain[1],
    plain[2].replace('x="1', 'x="&#49;'),
    plain[3],
  ]),
  'more digits than count': vertices([
    ...plain.slice(0, 3),
    plain[3].replace('0.30000001', '0.300000010000000000000'),
  ]),
  'a prefix': vertices(plain).replaceAll('vert', 'm:vert').replaceAll('</m:', '</m:'),
};

async function read(text: string, length: number) {
  const bytes = new TextEncoder().encode(text);
  const cut = Array.from({ length: Math.ceil(bytes.length / length) }, (_, n) =>
    bytes.slice(n * length, (n + 1) * length),
  );
  const { objects } = await modelDocument(cut, 'a.3mf');
  return [...objects.values()].map(({ positions, triangles }) => [
    [...numbersIn(positions)],
    [...numbersIn(triangles)],
  ]);
}

const expected = [[corners.flat().map((text) => 10 * Number(text)), [0, 1, 2, 1, 0, 3]]];

it.each([1, 2, 5, 33, 100, 1 << 20])('cut into pieces of %i bytes', async (length) => {
  expect(await read(around(vertices(plain), faces), length)).toEqual(expected);
});

it.each(Object.entries(others))('with %s', async (_, list) => {
  for (const length of [7, 1 << 20]) expect(await read(around(list, faces), length)).toEqual(expected);
});

const coloured: Record<string, string> = {
  'of all triangles': faces.replace(/(v3="\d+")/g, '$1 pid="12" p1="0"'),
  'of one triangle': faces.replace('v3="3"', 'v3="3" pid="3" p1="7"'),
  'of each corner': faces.replace('v3="2"', 'v3="2" pid="3" p1="0" p2="1" p3="2"'),
  'in another order': faces.replace('v3="2"', 'v3="2" p1="0" pid="3"'),
  'of something else': faces.replace('v3="2"', 'v3="2" pid="x" q="0"'),
};

it.each(Object.entries(coloured))('with colours %s', async (_, list) => {
  for (const length of [7, 1 << 20])
    expect(await read(around(vertices(plain), list), length)).toEqual(expected);
});

it('tells the words of an item from those of the model, and leaves those of an object aside', async () => {
  const group = (text: string): string =>
    `<metadatagroup><metadata name="a:b">${text}</metadata></metadatagroup>`;
  const text = around(vertices(plain), faces)
    .replace('<model ', '<model xmlns:a="urn:a" ')
    .replace('<resources>', '<metadata name="a:b">model</metadata><resources>')
    .replace('<object id="1">', `<object id="1">${group('object')}`)
    .replace('<item objectid="1"/>', `<item objectid="1">${group('first')}</item><item objectid="1"/>`);
  const { metadata, items } = await modelDocument([new TextEncoder().encode(text)], 'a.3mf');
  expect([...metadata]).toEqual([['{urn:a}b', 'model']]);
  expect(items.map((item) => [...item.metadata])).toEqual([[['{urn:a}b', 'first']], []]);
});

it('refuses what is damaged in the middle of a list', async () => {
  const broken = around(vertices(plain), faces).replace('<triangle v1="1"', '<triangle v1="1" <');
  await expect(read(broken, 50)).rejects.toThrow('well-formed');
  await expect(read(around(vertices(plain), faces).slice(0, -300), 50)).rejects.toThrow('well-formed');
});
