// All DICOM pictures in a folder, in a .zip or named by a DICOMDIR, whatever their files are called.
import { readFile, stat } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { isRefusal } from '../is-refusal.js';
import { FORMAT_BYTES, looksDicom, scanFormat } from '../scan-format.js';
import { type DicomImage, dicomImage } from './dicom-image.js';
import { dicomdirFiles, isDicomdir, RECORDS } from './dicomdir-files.js';
import { fileOnDisk } from './file-on-disk.js';
import { folderFiles } from './folder-files.js';
import { parseDicom } from './parse-dicom.js';
import type { StoredFile } from './stored-file.js';
import { zipFiles } from './zip-files.js';

/** Most headers end before this many bytes; where one doesn't, the whole file is read. */
const HEAD = 1 << 17;
/** Files whose beginnings are on their way at once. */
const AHEAD = 6;
const PIXELS = 'x7fe00010';
/** A file larger than this is no single scan, bytes. */
const LARGEST = 2 ** 31 - 1;
/** A directory of a disc takes some hundred bytes for each picture, bytes. */
const LARGEST_DICOMDIR = 2 ** 28;

/** What is at a path. */
export type DicomPlace = 'folder' | 'archive' | 'disc' | 'file';

export interface FoundDicom {
  readonly place: DicomPlace;
  readonly images: readonly DicomImage[];
  /** Files that are not DICOM at all. */
  readonly others: number;
  /** Of these, how many are volumes of another format, and how many are archives, which nobody looked into. */
  readonly volumes: number;
  readonly archives: number;
  /** Files that begin like DICOM and then can't be read. */
  readonly damaged: number;
  /** Files that a DICOMDIR names and that are not there. */
  readonly missing: number;
}

type Kind = 'others' | 'volumes' | 'archives' | 'damaged' | 'directory';

/** `path`: a folder, a .zip, a DICOMDIR, or one file. Throws a UserError where it holds too much to look at. */
export async function findDicom(path: string, signal?: AbortSignal): Promise<FoundDicom> {
  const { place, files, missing } = await filesAt(path);
  const counts = { others: 0, volumes: 0, archives: 0, damaged: 0, directory: 0 };
  const images: DicomImage[] = [];
  const heads = files.slice(0, AHEAD).map(headOf);
  for (const [n, file] of files.entries()) {
    signal?.throwIfAborted();
    const found = await readHeader(file, heads[n]);
    if (n + AHEAD < files.length) heads.push(headOf(files[n + AHEAD]));
    delete heads[n];
    if (typeof found === 'string') counts[found]++;
    else images.push(found);
  }
  const { volumes, archives, damaged } = counts;
  return {
    place,
    images,
    others: counts.others + volumes + archives + counts.directory,
    volumes,
    archives,
    damaged,
    missing,
  };
}

export interface FilesAt {
  readonly place: DicomPlace;
  readonly files: readonly StoredFile[];
  readonly missing: number;
}

export async function filesAt(path: string): Promise<FilesAt> {
  const name = basename(resolve(path));
  const status = await stat(path);
  if (status.isDirectory()) return { place: 'folder', files: await folderFiles(path, name), missing: 0 };
  const file = fileOnDisk(path, status.size);
  const start = await file.start(FORMAT_BYTES);
  if (scanFormat(start).kind === 'archive')
    return { place: 'archive', files: await zipFiles(path, status.size, name), missing: 0 };
  // Group 0004 is the first: whether it is a DICOMDIR is seen before anything that is large, or is there to do harm.
  const begun = parseDicom(await file.start(HEAD), RECORDS);
  const large = status.size >= LARGEST_DICOMDIR;
  const whole = begun === null || large || !isDicomdir(begun) ? null : parseDicom(await readFile(path));
  if (whole !== null && isDicomdir(whole))
    return { place: 'disc', ...(await dicomdirFiles(path, whole, name)) };
  return { place: 'file', files: [file], missing: 0 };
}

/** Heard again by whoever waits for it; until then it is no crash. */
function headOf(file: StoredFile): Promise<Uint8Array> {
  const head = file.start(HEAD);
  head.catch(() => {});
  return head;
}

async function readHeader(file: StoredFile, started: Promise<Uint8Array>): Promise<DicomImage | Kind> {
  try {
    const head = await started;
    // What a copy that broke off leaves behind.
    if (head.length === 0) return 'damaged';
    if (!looksDicom(head)) return otherKind(head);
    const start = parseDicom(head, PIXELS);
    if (start?.set.elements[PIXELS] !== undefined) return dicomImage(start, file);
    if (file.size > LARGEST) return 'damaged';
    const whole = parseDicom(file.size > head.length ? await file.bytes() : head, PIXELS);
    if (whole === null) return 'damaged';
    return isDicomdir(whole) ? 'directory' : dicomImage(whole, file);
  } catch (error) {
    if (isRefusal(error)) throw error;
    return 'damaged';
  }
}

function otherKind(head: Uint8Array): Kind {
  const { kind } = scanFormat(head);
  if (kind === 'archive') return 'archives';
  const gzipped = head[0] === 0x1f && head[1] === 0x8b;
  return kind === 'other' && !gzipped ? 'others' : 'volumes';
}
