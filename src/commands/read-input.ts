// Reads an input of a request; refuses another one than a record speaks of.
import { stat } from 'node:fs/promises';
import { UserError } from '../core/errors.js';
import { refuseScan } from '../memory.js';
import { hashFile } from '../scan/hash-files.js';
import { type ReadScan, readScan } from '../scan/read-scan.js';
import { DifferentInputError } from './different-input-error.js';
import type { Request, Role } from './request.js';
import { scanOptionsIn } from './scan-options.js';

/** Throws a UserError where it is missing or no scan, a DifferentInputError where its bytes are not those expected. */
export async function readInput(role: Role, request: Request): Promise<ReadScan> {
  const { options, signal, memory, onProgress } = request;
  const { series, ...asked } = scanOptionsIn(options);
  const path = pathOf(role, request);
  try {
    const read = await readScan(path, {
      ...asked,
      series: role === 'scan' ? series : undefined,
      padding: options.padding === 'stored' ? 'stored' : 'air',
      identity: role === 'scan' && options.identity === true,
      room: (voxels) => refuseScan(voxels, memory),
      signal,
      progress: (done) => onProgress(`Read the ${role}`, done),
    });
    refuseOther(role, read.sha256, request);
    return read;
  } catch (error) {
    if (error instanceof UserError) await refuseDamaged(role, path, request);
    throw error;
  }
}

/** What was read once and can't be read now has changed: that is what is to be said of it. */
export async function refuseDamaged(role: Role, path: string, request: Request): Promise<void> {
  const expected = request.expected?.[role];
  const status = await stat(path).catch(() => null);
  if (expected === undefined || status === null) return;
  if (status.isDirectory()) throw new DifferentInputError(role, expected, 'none: it can no longer be read');
  const bytes = await hashFile(path, request.signal).catch(() => null);
  if (bytes !== null) refuseOther(role, bytes, request);
}

/** The path of an input that can't be done without. */
export function pathOf(role: Role, { paths }: Request): string {
  const path = paths[role];
  if (path !== undefined) return path;
  throw new UserError(
    `This record was made from a ${role}, which is not stored in it.`,
    role === 'scan'
      ? 'Give the same scan after the record: isocast replay record.json <scan>.'
      : `Give the same file: --${role} <file>.`,
  );
}

export function refuseOther(role: Role, sha256: string, { expected = {} }: Request): void {
  const wanted = expected[role];
  if (wanted !== undefined && wanted !== sha256) throw new DifferentInputError(role, wanted, sha256);
}
