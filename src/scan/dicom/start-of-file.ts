// The first bytes of a file among others, which may be damaged without harm to these.
import { isRefusal } from '../is-refusal.js';
import type { StoredFile } from './stored-file.js';

/** At most `length` bytes; none where the archive around it is damaged. Throws what the system says. */
export async function startOfFile(file: StoredFile, length: number): Promise<Uint8Array> {
  try {
    return await file.start(length);
  } catch (error) {
    if (isRefusal(error)) throw error;
    return new Uint8Array(0);
  }
}
