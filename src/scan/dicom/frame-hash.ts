// A name for a frame of reference that tells frames apart and tells nothing else.
import { createHash } from 'node:crypto';

/** SHA-256 of the frame's UID, in hex; null where there is none. For comparing in memory: no output holds it. */
export const frameHash = (uid: string | null): string | null =>
  uid === null ? null : createHash('sha256').update(uid).digest('hex');
