// Case number n of a run: which sound file, damaged how, read with which options. The same in every run of that seed.
import { gzipSync } from 'node:zlib';
import { zipSync } from 'fflate';
import { damageBytes } from './damage-bytes.js';
import { damagedDicomBytes } from './damage-dicom.js';
import { damageText } from './damage-text.js';
import { type Random, randomOf } from './random.js';
import type { Case, CaseOptions, Item, Seed, SeedFile } from './seed.js';

/** Case 0 of each format is the sound file itself. */
export function makeCase(seeds: readonly Seed[], run: number, n: number): Case {
  const seed = seeds[n % seeds.length];
  const random = randomOf(run, n);
  const sound = n < seeds.length;
  const files = sound ? soundFiles(seed) : damagedFiles(seed, seeds, random);
  const items = seed.zip ? archive(seed, files, random, sound) : files;
  return {
    format: seed.format,
    kind: seed.kind,
    entry: seed.entry,
    items,
    options: sound ? { inspect: true, model: true } : optionsOf(random),
  };
}

function optionsOf(random: Random): CaseOptions {
  return {
    ...(random.once(15) ? { series: random.pick([1, 2, 3, 0, -1, 1e9]) } : {}),
    ...(random.once(15) ? { maxGap: random.pick([0.1, 4, 1e6, 0, -1]) } : {}),
    ...(random.once(15) ? { orientation: random.pick(['RAS', 'lps', 'IPL', 'XYZ', '']) } : {}),
    ...(random.once(8) ? { segment: random.pick(['1', 'bone', '2', '99', '', '__proto__']) } : {}),
    ...(random.once(20) ? { identity: true } : {}),
    inspect: random.once(2),
    model: random.once(10),
  };
}

type Files = Map<string, Item>;

const packed = ({ gzip }: SeedFile, bytes: Buffer): Buffer => (gzip ? gzipSync(bytes) : bytes);

const soundFiles = ({ files }: Seed): Files =>
  new Map(Object.entries(files).map(([name, file]) => [name, packed(file, file.bytes)]));

/** One file is damaged, or some, or what lies in the folder. */
function damagedFiles(seed: Seed, seeds: readonly Seed[], random: Random): Files {
  const items = soundFiles(seed);
  const names = Object.keys(seed.files);
  const header = random.once(2) ? names[0] : random.pick(names);
  const hit = names.length > 1 && random.once(6) ? names.filter(() => random.once(2)) : [header];
  const other = Object.values(random.pick(seeds).files)[0].bytes;
  for (const name of hit) items.set(name, damagedFile(seed.files[name], random, other));
  if (names.length > 1 && random.once(6)) damageFolder(items, random);
  return items;
}

function damagedFile(file: SeedFile, random: Random, other: Buffer): Buffer {
  if (file.gzip && random.once(4)) return damageBytes(packed(file, file.bytes), random, other);
  return packed(file, damagedContent(file, random, other));
}

function damagedContent(file: SeedFile, random: Random, other: Buffer): Buffer {
  const { dicom, text = 0, bytes } = file;
  if (dicom !== undefined && !random.once(3)) return damagedDicomBytes(dicom, random);
  if (text > 0 && !random.once(4)) {
    const changed = damageText(bytes.toString('utf8', 0, text), random);
    return Buffer.concat([Buffer.from(changed), bytes.subarray(text)]);
  }
  return damageBytes(bytes, random, other);
}

/** Files lost, doubled, exchanged, replaced by links, folders and things that are no files. */
function damageFolder(items: Files, random: Random): void {
  const names = [...items.keys()];
  const [name, other] = [random.pick(names), random.pick(names)];
  const bytes = items.get(name) ?? Buffer.alloc(0);
  const kind = random.below(9);
  if (kind === 0) items.delete(name);
  else if (kind === 1) items.set(`${name}-copy`, bytes);
  else if (kind === 2) items.set(name, items.get(other) ?? bytes);
  else if (kind === 3)
    items.set(name, { link: random.pick(['/dev/zero', '/etc/passwd', '.', '..', 'nothing', name]) });
  else if (kind === 4) items.set(`${name}.d/SECRET`, bytes);
  else if (kind === 5) items.set(`${name}.fifo`, { fifo: true });
  else if (kind === 6) items.set(name, Buffer.alloc(0));
  else if (kind === 7)
    for (const one of names)
      if (random.once(2)) items.delete(one);
      else
        items.set(
          `${name}.more`,
          Buffer.from(Array.from({ length: random.below(3000) }, () => random.below(256))),
        );
}

/** An archive of all files, whose names and bytes may be damaged too. */
function archive({ entry }: Seed, files: Files, random: Random, sound: boolean): Files {
  const renamed = !sound && random.once(6);
  const members: Record<string, Uint8Array> = {};
  const evil = [
    '../../escaped',
    '/tmp/escaped',
    'a/../../escaped',
    'C:\\escaped',
    'x\0y',
    'con',
    'a'.repeat(3000),
    '//',
    '..',
    '__proto__x',
  ];
  for (const [name, item] of files)
    if (Buffer.isBuffer(item)) members[renamed && random.once(2) ? random.pick(evil) : name] = item;
  const bytes = Buffer.from(zipSync(members, { level: random.once(2) ? 0 : 6, mtime: '1980-01-02' }));
  const at = Math.max(0, bytes.length - 1200);
  if (sound || !random.once(3)) return new Map([[entry, bytes]]);
  // The directory stands at the end.
  const damaged = random.once(2)
    ? Buffer.concat([bytes.subarray(0, at), damageBytes(bytes.subarray(at), random, bytes)])
    : damageBytes(bytes, random, bytes);
  return new Map([[entry, damaged]]);
}
