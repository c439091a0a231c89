// The mesh that operations are to be done on, as bodies that can be printed.
import { basename } from 'node:path';
import { UserError } from '../core/errors.js';
import { type PrintModel, printModel } from '../core/print-model.js';
import { alterationIn } from '../files/mark-remarks.js';
import { readMesh } from '../files/read-mesh.js';
import { hashFile } from '../scan/hash-files.js';
import { checkMesh } from '../solid/check-mesh.js';
import type { MeshInputFacts } from './input-facts.js';
import { refuseOther } from './read-input.js';
import type { Request } from './request.js';

export interface MeshInput {
  readonly model: PrintModel;
  readonly input: MeshInputFacts;
}

/** Dry bone. */
const colour = [0.89, 0.85, 0.76] as const;

/**
 * One body takes the model's name, several are numbered: what they are called in the file may be a patient's name. Throws
 * a UserError on what is not fit to print.
 */
export async function meshInput(request: Request, name: string): Promise<MeshInput> {
  const path = request.paths.mesh;
  if (path === undefined)
    throw new UserError(
      'This record was made from a mesh, which is not stored in it.',
      'Give the same mesh after the record: isocast replay record.json <mesh>.',
    );
  request.onProgress('Read the mesh', 0);
  const { meshes, format, remarks } = await readMesh(path);
  const sha256 = await hashFile(path, request.signal);
  refuseOther('mesh', sha256, request);
  const parts = meshes.map(({ mesh }, n) => ({
    name: meshes.length === 1 ? name : `part-${n + 1}`,
    mesh,
    colour,
  }));
  for (const { name: part, mesh } of parts)
    refuseUnfit(basename(path), meshes.length === 1 ? null : part, mesh);
  // A mirrored model stays one, whatever else is done to it.
  return {
    model: { ...printModel(parts), ...alterationIn(remarks) },
    input: { role: 'mesh', sha256, files: 1, format, remarks },
  };
}

function refuseUnfit(file: string, part: string | null, mesh: Parameters<typeof checkMesh>[0]): void {
  const { closed, manifold, orientedOutward, selfIntersections, openEdges, openEdgePlaces } = checkMesh(mesh);
  if (closed && manifold && orientedOutward && selfIntersections === 0) return;
  const [place] = openEdgePlaces;
  const wrong = !closed
    ? `is not closed (${openEdges} open edges${place === undefined ? '' : `, first at ${place.map((x) => x.toFixed(1)).join(', ')} mm`})`
    : !manifold
      ? 'is not a 2-manifold'
      : !orientedOutward
        ? 'does not face outward all over'
        : `crosses itself ${selfIntersections} times`;
  throw new UserError(
    `${file}: ${part === null ? 'it' : part} ${wrong}, so nothing can be done to it.`,
    'isocast check tells all that is wrong with it. Make it anew from the scan: isocast convert.',
  );
}
