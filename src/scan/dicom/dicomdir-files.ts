// The files that a DICOMDIR names, as long as they lie in its own folder.
import { readdir, realpath, stat } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import { UserError } from '../../core/errors.js';
import { itemsOf, textIn } from './dicom-values.js';
import { fileOnDisk } from './file-on-disk.js';
import type { ParsedDicom } from './parse-dicom.js';
import type { StoredFile } from './stored-file.js';

export interface ReferencedFiles {
  readonly files: readonly StoredFile[];
  /** How many it names that are not there, or lie elsewhere. */
  readonly missing: number;
}

/** The sequence that tells a DICOMDIR from other files. */
export const RECORDS = 'x00041220';
const FILE_ID = 'x00041500';
/** What discs and those who copy them hang on to names. */
const copied = ['', '.', ';1', '.;1', '.dcm'];
/** The standard allows 8 folders deep. */
const DEEPEST = 16;

/** True for the directory of a disc. */
export const isDicomdir = ({ set }: ParsedDicom): boolean => set.elements[RECORDS] !== undefined;

/**
 * `path`: of the DICOMDIR that was parsed; `name`: how messages call it. Names in it are taken as they stand, or as those
 * who copy discs change them. Throws a UserError where its records are damaged.
 */
export async function dicomdirFiles(
  path: string,
  { set }: ParsedDicom,
  name: string,
): Promise<ReferencedFiles> {
  if (set.elements[RECORDS]?.items === undefined)
    throw new UserError(
      `${name}: the records of this DICOMDIR are damaged.`,
      'Give the folder that holds its pictures.',
    );
  const root = await realpath(dirname(path));
  const seen = new Set<string>();
  const files: StoredFile[] = [];
  let missing = 0;
  const named = namesIn(root);
  for (const record of itemsOf(set, RECORDS)) {
    const id = textIn(record, FILE_ID);
    if (id === null || seen.has(id)) continue;
    seen.add(id);
    const file = await named(id.split('\\').map((part) => part.trim()));
    if (file === null) missing++;
    else files.push(file);
  }
  return { files: files.sort((a, b) => (a.key < b.key ? -1 : 1)), missing };
}

/** Finds a file by its folders and name; null where there is none inside the root. */
function namesIn(root: string): (parts: readonly string[]) => Promise<StoredFile | null> {
  const folders = new Map<string, ReadonlySet<string>>();
  const entryOf = async (folder: string, part: string): Promise<string | undefined> => {
    const entries = folders.get(folder) ?? new Set((await readdir(folder).catch(() => [])).sort());
    folders.set(folder, entries);
    if (entries.has(part)) return part;
    const wanted = part.toLowerCase();
    return [...entries].find((entry) => copied.some((end) => entry.toLowerCase() === wanted + end));
  };
  return async (parts) => {
    if (parts.length === 0 || parts.length > DEEPEST || !parts.every(isPlain)) return null;
    let at = root;
    for (const part of parts) {
      const entry = await entryOf(at, part);
      if (entry === undefined) return null;
      at = join(at, entry);
    }
    const real = await realpath(at).catch(() => null);
    const status = real?.startsWith(root.endsWith(sep) ? root : root + sep) ? await stat(at) : null;
    return status?.isFile() ? fileOnDisk(at, status.size) : null;
  };
}

/** A name and nothing that leads elsewhere. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const isPlain = (part: string): boolean => part !== '.' && part !== '..' && /^[^/\\:\0-\x1f]+$/.test(part);
