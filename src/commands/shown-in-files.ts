// The model of a report from the files that were written with it, where its page is lost: each checked by its hash.
import { basename, join } from 'node:path';
import { UserError } from '../core/errors.js';
import type { FileFacts, Report } from '../core/facts.js';
import type { Mesh } from '../core/mesh.js';
import type { ShownPart } from '../core/origin-colours.js';
import { readMesh } from '../files/read-mesh.js';
import { hashFile } from '../scan/hash-files.js';

/** Bodies with the report's names and colours; what was known of their vertices and triangles is in no such file. */
export async function shownInFiles(
  report: Report,
  folder: string,
  signal: AbortSignal,
): Promise<readonly ShownPart[]> {
  const bodies = report.shape?.pieces ?? report.parts;
  const wanted = filesFor(report.files, bodies.length);
  const meshes: Mesh[] = [];
  for (const file of wanted) {
    await refuseOther(file, folder, signal);
    meshes.push(...(await readMesh(join(folder, file.name))).meshes.map(({ mesh }) => mesh));
  }
  if (wanted.length === 0 || meshes.length !== bodies.length)
    throw new UserError(
      'There is no page beside the report, nor a file of the model that could stand in for it.',
      'Put report.html or the model (3MF, STL or PLY) into the folder of report.json.',
    );
  return bodies.map(({ name, colour }, n) => ({ name, colour, mesh: meshes[n] }));
}

/** One file that holds all bodies, or else one a body. */
function filesFor(files: readonly FileFacts[], bodies: number): readonly FileFacts[] {
  const ending = (end: string): FileFacts[] => files.filter(({ name }) => name.toLowerCase().endsWith(end));
  const whole = ending('.3mf').slice(0, 1);
  if (whole.length > 0) return whole;
  const apart = [ending('.stl'), ending('.ply')].find((found) => found.length >= bodies) ?? [];
  return apart.slice(0, bodies);
}

async function refuseOther({ name, sha256 }: FileFacts, folder: string, signal: AbortSignal): Promise<void> {
  const found = basename(name) === name ? await hashFile(join(folder, name), signal).catch(() => null) : null;
  signal.throwIfAborted();
  if (found === sha256) return;
  throw new UserError(
    found === null
      ? `There is no page beside the report, and ${name}, which it names, can't be read either.`
      : `${name}: it is not the file that the report names: its hash differs.`,
    'Keep the files of one run together.',
  );
}
