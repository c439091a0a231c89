// What the program at work was built from, as the build noted it.
import { readFileSync } from 'node:fs';

export interface BuildStamp {
  /** Null where it was built without git. */
  readonly commit: string | null;
  /** Whether the sources differed from that commit. */
  readonly dirty: boolean | null;
  /** SHA-256 of package-lock.json: which dependencies, to the byte. */
  readonly lockSha256: string | null;
}

const unknown: BuildStamp = { commit: null, dirty: null, lockSha256: null };

/** Unknown in every part where there is no stamp. */
export function buildStamp(): BuildStamp {
  try {
    // The same place from src/ under test and from dist/ in use.
    const text = readFileSync(new URL('../../dist/build.json', import.meta.url), 'utf8');
    return { ...unknown, ...JSON.parse(text) };
  } catch {
    return unknown;
  }
}
