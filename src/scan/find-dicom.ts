// All DICOM pictures in a folder and the folders in it, whatever their files are called.
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type DicomImage, dicomImage } from './dicom-image.js';
import { fileOnDisk } from './file-on-disk.js';
import { parseDicom } from './parse-dicom.js';
import { looksDicom } from './scan-format.js';

/** Most headers end before this many bytes; where one doesn't, the whole file is read. */
const HEAD = 1 << 17;
const PIXELS = 'x7fe00010';
/** A file larger than this is no single scan, bytes. */
const LARGEST = 2 ** 31 - 1;

export interface FoundDicom {
  readonly images: readonly DicomImage[];
  /** Files that are not DICOM at all. */
  readonly others: number;
  /** Files that begin like DICOM and then can't be read. */
  readonly damaged: number;
}

/** `path`: a folder, or one file. Symbolic links to folders are not followed. */
export async function findDicom(path: string, signal?: AbortSignal): Promise<FoundDicom> {
  const images: DicomImage[] = [];
  let others = 0;
  let damaged = 0;
  for (const file of await filesIn(path)) {
    signal?.throwIfAborted();
    const found = await readHeader(file);
    if (found === 'other') others++;
    else if (found === 'damaged') damaged++;
    else images.push(found);
  }
  return { images, others, damaged };
}

async function filesIn(path: string): Promise<string[]> {
  if (!(await stat(path)).isDirectory()) return [path];
  const files: string[] = [];
  const entries = await readdir(path, { withFileTypes: true });
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    const inside = join(path, entry.name);
    if (entry.isDirectory()) files.push(...(await filesIn(inside)));
    else if (entry.isFile()) files.push(inside);
    else if (entry.isSymbolicLink() && (await isFile(inside))) files.push(inside);
  }
  return files;
}

const isFile = (path: string): Promise<boolean> =>
  stat(path).then(
    (status) => status.isFile(),
    () => false,
  );

async function readHeader(path: string): Promise<DicomImage | 'other' | 'damaged'> {
  const { size } = await stat(path);
  const file = fileOnDisk(path, size);
  const head = await file.start(HEAD);
  if (!looksDicom(head)) return 'other';
  const start = parseDicom(head, PIXELS);
  if (start?.set.elements[PIXELS] !== undefined) return dicomImage(start, file);
  if (size > LARGEST) return 'damaged';
  const all = size > head.length ? await file.bytes() : head;
  const whole = parseDicom(all, PIXELS);
  return whole === null ? 'damaged' : dicomImage(whole, file);
}
