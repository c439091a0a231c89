// One of the two files of a comparison: its bodies, what they are, and whether it has an inside.
import { basename } from 'node:path';
import type { SideFacts } from '../core/comparison.js';
import { UserError } from '../core/errors.js';
import type { MeshFacts } from '../core/facts.js';
import type { Mesh } from '../core/mesh.js';
import type { NamedMesh } from '../files/mesh-file.js';
import { readMesh } from '../files/read-mesh.js';
import { mergedMesh } from '../kernel/merged-mesh.js';
import { hashFile } from '../scan/hash-files.js';
import { checkMesh } from '../solid/check-mesh.js';
import { refuseOther } from './read-input.js';
import type { Request, Role } from './request.js';

export interface ComparedSide {
  readonly facts: SideFacts;
  /** Under the names of the file, which may be those of a patient: `facts` has them only where they were asked for. */
  readonly bodies: readonly NamedMesh[];
  /** All of them as one. */
  readonly mesh: Mesh;
}

export interface SideWish {
  readonly role: Role;
  readonly called: 'a' | 'b';
  /** The names of the file and of its bodies are told. */
  readonly named: boolean;
  /** The names of the bodies are. */
  readonly parts: boolean;
}

/** Throws a UserError where it is missing, no mesh, or has no area. */
export async function comparedSide(
  { role, called, named, parts }: SideWish,
  request: Request,
): Promise<ComparedSide> {
  const path = request.paths[role];
  if (path === undefined)
    throw new UserError(
      'This record was made from two meshes, which are not stored in it.',
      'Give the same two: isocast replay record.json <a> --against <b>.',
    );
  request.onProgress(`Read ${called}`, 0);
  const { meshes, format, remarks } = await readMesh(path);
  const sha256 = await hashFile(path, request.signal);
  refuseOther(role, sha256, request);
  request.onProgress(`Check ${called}`, 0);
  const mesh = mergedMesh(meshes.map((one) => one.mesh));
  const checked = meshes.map((one) => checkMesh(one.mesh));
  const whole = checked.length === 1 ? checked[0] : allOf(checkMesh(mesh, false), checked);
  if (!(whole.area > 0))
    throw new UserError(
      `${basename(path)}: its triangles have no area.`,
      'Export the mesh again from the program that made it.',
    );
  const name = (body: NamedMesh, n: number): string => (named || parts ? body.name : `part ${n + 1}`);
  const bodies = meshes.map((body, n) => ({ name: name(body, n), mesh: checked[n] }));
  const facts = { name: named ? basename(path) : called, sha256, format, remarks, bodies, mesh: whole };
  return { facts, bodies: meshes, mesh };
}

/** What was tested body by body. */
const allOf = (whole: MeshFacts, bodies: readonly MeshFacts[]): MeshFacts => ({
  ...whole,
  orientedOutward: bodies.every(({ orientedOutward }) => orientedOutward),
  selfIntersections: bodies.reduce((sum, { selfIntersections }) => sum + (selfIntersections ?? 0), 0),
});

/** Closed and facing outward all over: what lies inside it, and how much that is, can be told. */
export const hasInside = (mesh: MeshFacts): boolean =>
  mesh.closed && mesh.misorientedEdges === 0 && mesh.orientedOutward;
