// Hostile folders and archives: names that lead elsewhere, links in circles, pipes, depths, bombs.
import { deflateRawSync } from 'node:zlib';
import { dicomFile } from '../../test/fixtures/dicom-file.js';
import { niftiFile } from '../../test/fixtures/nifti-file.js';
import { type Member, zipOf } from './bombs.js';
import { sliceOf } from './dicom-seeds.js';
import type { HandMade } from './hand-made.js';
import type { Item } from './seed.js';

const folder = (name: string, items: () => Readonly<Record<string, Item>>, entry = 'scan'): HandMade => ({
  name: `folder: ${name}`,
  kind: 'scan',
  entry,
  items,
});

const slices = (at: string, count = 7): Readonly<Record<string, Item>> =>
  Object.fromEntries(
    Array.from({ length: count }, (_, k) => [`${at}/SECRET${k}`, dicomFile(sliceOf(k % 7))]),
  );

const folders: readonly HandMade[] = [
  folder('empty', () => ({ scan: { folder: true } })),
  folder('a thousand folders deep', () => ({
    [`scan/${Array.from({ length: 1000 }, () => 'd').join('/')}/SECRET`]: dicomFile(sliceOf(0)),
    ...slices('scan'),
  })),
  folder('links in a circle', () => ({
    ...slices('scan'),
    'scan/again': { link: '.' },
    'scan/up': { link: '..' },
    'scan/self': { link: 'self' },
    'scan/a': { link: 'b' },
    'scan/b': { link: 'a' },
  })),
  folder('links to devices and to what is nobody’s business', () => ({
    ...slices('scan'),
    'scan/zero': { link: '/dev/zero' },
    'scan/random': { link: '/dev/urandom' },
    'scan/terminal': { link: '/dev/tty' },
    'scan/passwd': { link: '/etc/passwd' },
    'scan/memory': { link: '/proc/self/mem' },
    'scan/root': { link: '/' },
  })),
  folder('pipes that nobody writes to', () => ({
    ...slices('scan'),
    'scan/p1': { fifo: true },
    'scan/p2.dcm': { fifo: true },
  })),
  folder('files that may not be read', () => ({
    ...slices('scan'),
    'scan/locked': { locked: dicomFile(sliceOf(6)) },
  })),
  folder('names with line ends, terminal colours and other scripts', () => ({
    'scan/\u001b[31mSECRET': dicomFile(sliceOf(0)),
    'scan/SECRET\nline': dicomFile(sliceOf(1)),
    'scan/\u202eSECRET': dicomFile(sliceOf(2)),
    'scan/SECRET 山田': dicomFile(sliceOf(3)),
    'scan/-rf': dicomFile(sliceOf(4)),
    'scan/__proto__': dicomFile(sliceOf(5)),
  })),
  folder('20 000 empty files', () =>
    Object.fromEntries(Array.from({ length: 20_000 }, (_, n) => [`scan/${n}`, Buffer.alloc(0)])),
  ),
  folder('the same slice 3000 times', () =>
    Object.fromEntries(Array.from({ length: 3000 }, (_, n) => [`scan/${n}`, dicomFile(sliceOf(3))])),
  ),
  folder('a sparse file of 1 TB beside a series', () => ({
    ...slices('scan'),
    'scan/huge': { sparse: 2 ** 40, start: Buffer.alloc(0) },
  })),
  folder('a sparse file of 1 TB that begins like DICOM', () => ({
    ...slices('scan'),
    'scan/huge': { sparse: 2 ** 40, start: dicomFile(sliceOf(0)).subarray(0, 300) },
  })),
  folder('a pipe itself', () => ({ scan: { fifo: true } })),
  folder('a device itself', () => ({ scan: { link: '/dev/zero' } })),
  folder('a link to itself', () => ({ scan: { link: 'scan' } })),
  folder('a link to the series', () => ({ scan: { link: 'there' }, ...slices('there') })),
  folder('volumes of other formats alone', () => ({
    'scan/a.nii': niftiFile({ size: [4, 4, 4] }),
    'scan/b.nii': niftiFile({ size: [4, 4, 4] }),
  })),
];

const member = (name: string, bytes: Buffer, more: Partial<Member> = {}): Member => ({
  name,
  packed: deflateRawSync(bytes),
  size: bytes.length,
  crc: crcOf(bytes),
  ...more,
});

function crcOf(bytes: Buffer): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return (crc ^ 0xffffffff) >>> 0;
}

const archive = (name: string, bytes: () => Buffer, more: Readonly<Record<string, Item>> = {}): HandMade => ({
  name: `archive: ${name}`,
  kind: 'scan',
  entry: 'scan.zip',
  items: () => ({ 'scan.zip': bytes(), ...more }),
});
const series = (nameOf: (k: number) => string): Member[] =>
  Array.from({ length: 7 }, (_, k) => member(nameOf(k), dicomFile(sliceOf(k))));

const evil = [
  '../../escaped',
  '/tmp/escaped',
  'C:\\escaped',
  'a/../../escaped',
  '..',
  'x\0escaped',
  'con.dcm',
];

/** Nothing, 200 MB of it, packed to 200 KB, where DICOM is looked for. */
const nothing = (): Member => {
  const bytes = Buffer.concat([dicomFile(sliceOf(0)).subarray(0, 300), Buffer.alloc(200_000_000)]);
  return { name: 'SECRET', packed: deflateRawSync(bytes), size: bytes.length };
};

const archives: readonly HandMade[] = [
  archive('names that lead out of it', () => zipOf(series((k) => evil[k]))),
  archive('links', () =>
    zipOf([
      ...series((k) => `S${k}`),
      member('link', Buffer.from('/etc/passwd'), { attributes: 0xa1ff0000 }),
    ]),
  ),
  archive('200 MB of nothing in 200 KB', () => zipOf([nothing()])),
  archive('the same 200 MB a hundred times over', () => {
    const one = nothing();
    return zipOf([one, ...Array.from({ length: 100 }, (_, n) => ({ ...one, name: `S${n}`, at: 0 }))]);
  }),
  archive('a size that lies: less than there is', () => zipOf([{ ...nothing(), size: 1000 }])),
  archive('a size that lies: 4 GB', () =>
    zipOf([...series((k) => `S${k}`), { ...member('X', Buffer.alloc(10)), size: 0xfffffff0 }]),
  ),
  archive('65 534 empty files', () =>
    zipOf(Array.from({ length: 65_534 }, (_, n) => member(`${n}`, Buffer.alloc(0)))),
  ),
  archive('more files than it has', () =>
    zipOf(
      series((k) => `S${k}`),
      60_000,
    ),
  ),
  archive('two files of one name', () => zipOf([...series((k) => `S${k}`), ...series(() => 'S1')])),
  archive('archives in archives', () =>
    zipOf([member('inner.zip', zipOf([member('inner.zip', zipOf(series((k) => `S${k}`)))]))]),
  ),
  archive('checksums that are wrong', () => zipOf(series((k) => `S${k}`).map((one) => ({ ...one, crc: 1 })))),
  archive('a volume that is not DICOM', () => zipOf([member('scan.nii', niftiFile({ size: [4, 4, 4] }))])),
  archive('empty', () => zipOf([])),
  {
    ...archive('1 TB of which the end alone is one', () => Buffer.alloc(0)),
    items: () => ({ 'scan.zip': { sparse: 2 ** 40, start: zipOf(series((k) => `S${k}`)) } }),
  },
];

export const handPlaces: readonly HandMade[] = [...folders, ...archives];
