// 3MF packages: every item of the build as one mesh, mm, where its transforms put it.
import { SaxesParser } from 'saxes';
import { type Affine, determinant } from '../core/grid.js';
import { append, appendAll, type GrowingNumbers, growingNumbers, numbersIn } from './growing-numbers.js';
import { indexedMesh } from './indexed-mesh.js';
import { harmlessName, type MeshFile, meshError, type NamedMesh } from './mesh-file.js';
import { type ModelDocument, modelDocument, type Placement } from './model-document.js';
import { modelNamespace } from './model-xml.js';
import { numberOf } from './text-lines.js';
import { unpacked, type ZipMember, zipMembers } from './zip-members.js';

const startType = 'http://schemas.microsoft.com/3dmanufacturing/2013/01/3dmodel';
const mostPlacements = 100_000;
/** Components may multiply a small file's triangles without limit. */
const mostPlaced = 100_000_000;
const deepest = 64;

interface Package {
  readonly file: string;
  readonly members: ReadonlyMap<string, ZipMember>;
  readonly documents: Map<string, ModelDocument>;
  placements: number;
}

interface Gathered {
  readonly positions: GrowingNumbers;
  readonly triangles: GrowingNumbers;
}

/**
 * `file` is the bare name of the file. A file of our own comes back in the patient's frame, to the bit: its metadata
 * say how to undo the build's shift. Throws a UserError.
 */
export async function readThreeMf(bytes: Uint8Array, file: string): Promise<MeshFile> {
  const members = zipMembers(bytes, file);
  const pack: Package = { file, members, documents: new Map(), placements: 0 };
  const start = await startPart(members, file);
  return meshesOf(pack, start);
}

async function meshesOf(pack: Package, start: string): Promise<MeshFile> {
  const { file } = pack;
  const model = await documentAt(pack, start);
  const remarks: string[] = [];
  const backs = model.items.map(
    (item) => patientTransform(item.metadata) ?? patientTransform(model.metadata),
  );
  if (backs.some((back) => back !== null)) remarks.push(frameRemark(model));
  const meshes: NamedMesh[] = [];
  for (const [i, item] of model.items.entries()) {
    const back = backs[i];
    const path = item.path || start;
    const object = (await documentAt(pack, path)).objects.get(item.object);
    if (object === undefined) throw meshError(file, 'the build names an object that is not there');
    const name = object.name || `part ${meshes.length + 1}`;
    if (object.type !== 'model' && object.type !== 'surface') {
      remarks.push(`'${name}' is of type ${harmlessName(object.type, '?')} and was left aside.`);
      continue;
    }
    const gathered: Gathered = { positions: growingNumbers(), triangles: growingNumbers() };
    const transform = back === null ? item.transform : steadied(chained(back, item.transform));
    await gather(pack, path, { ...item, transform }, gathered, 0);
    if (gathered.triangles.length === 0) remarks.push(`'${name}' has no triangles and was left aside.`);
    else
      meshes.push({
        name,
        mesh: indexedMesh(numbersIn(gathered.positions), numbersIn(gathered.triangles), remarks),
      });
  }
  if (meshes.length === 0) throw meshError(file, 'there are no triangles in it');
  return { format: '3MF', meshes, remarks };
}

/** The part that the package's relationships name; else the usual name; else the only model. */
async function startPart(members: ReadonlyMap<string, ZipMember>, file: string): Promise<string> {
  const relationships = members.get('_rels/.rels');
  let target: string | null = null;
  if (relationships !== undefined) {
    const parser = new SaxesParser();
    parser.on('error', () => {
      throw meshError(file, 'the relationships of the package are damaged');
    });
    parser.on('opentag', ({ attributes }) => {
      if (attributes.Type === startType)
        target ??= attributes.Target?.toLowerCase().replace(/^\/+/, '') ?? null;
    });
    const decoder = new TextDecoder();
    for await (const chunk of unpacked(relationships, file))
      parser.write(decoder.decode(chunk, { stream: true }));
    parser.close();
  }
  const models = [...members.keys()].filter((name) => name.endsWith('.model'));
  const found = [target, '3d/3dmodel.model', models.length === 1 ? models[0] : null].find(
    (name) => name !== null && members.has(name),
  );
  if (found) return found;
  throw meshError(file, 'this is a zip archive, but no 3MF: it holds no 3D model');
}

async function documentAt(pack: Package, path: string): Promise<ModelDocument> {
  const known = pack.documents.get(path);
  if (known !== undefined) return known;
  const member = pack.members.get(path);
  if (member === undefined) throw meshError(pack.file, 'it names a model part that is not there');
  const document = await modelDocument(unpacked(member, pack.file), pack.file);
  pack.documents.set(path, document);
  return document;
}

/** Appends the object, and all that it is made of, where `placement` puts it. */
async function gather(
  pack: Package,
  path: string,
  placement: Placement,
  into: Gathered,
  depth: number,
): Promise<void> {
  const object = (await documentAt(pack, path)).objects.get(placement.object);
  if (object === undefined) throw meshError(pack.file, 'a component names an object that is not there');
  if (depth > deepest)
    throw meshError(pack.file, 'its components contain themselves, or are nested too deep');
  if (++pack.placements > mostPlacements)
    throw meshError(pack.file, `it places more than ${mostPlacements} objects`);
  if ((into.triangles.length + object.triangles.length) / 3 > mostPlaced)
    throw meshError(pack.file, `it places more than ${mostPlaced} triangles`);
  const first = into.positions.length / 3;
  const a = placement.transform;
  const p = numbersIn(object.positions);
  if (isIdentity(a)) appendAll(into.positions, p);
  else {
    for (let v = 0; v < p.length; v += 3) {
      for (let r = 0; r < 12; r += 4)
        append(into.positions, a[r] * p[v] + a[r + 1] * p[v + 1] + a[r + 2] * p[v + 2] + a[r + 3]);
    }
  }
  const [second, third] = determinant(a) < 0 ? [2, 1] : [1, 2];
  const t = numbersIn(object.triangles);
  for (let f = 0; f < t.length; f += 3) {
    append(into.triangles, first + t[f]);
    append(into.triangles, first + t[f + second]);
    append(into.triangles, first + t[f + third]);
  }
  for (const part of object.components) {
    const transform = chained(a, part.transform);
    await gather(pack, part.path || path, { ...part, transform }, into, depth + 1);
  }
}

/** First `inner`, then `outer`. */
function chained(outer: Affine, inner: Affine): Affine {
  const cell = (r: number, c: number): number =>
    outer[4 * r] * inner[c] +
    outer[4 * r + 1] * inner[4 + c] +
    outer[4 * r + 2] * inner[8 + c] +
    (c === 3 ? outer[4 * r + 3] : 0);
  const row = (r: number) => [cell(r, 0), cell(r, 1), cell(r, 2), cell(r, 3)] as const;
  return [...row(0), ...row(1), ...row(2)];
}

const isIdentity = (a: Affine): boolean => a.every((value, c) => value === identity[c]);

/** There and back is not quite where it began when the numbers are rounded, and the coordinates shall come back to the bit. */
const roundedOff = 1e-9;
const identity: Affine = [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0];

const steadied = (a: Affine): Affine =>
  a.every((value, c) => Math.abs(value - identity[c]) < roundedOff) ? identity : a;

const ownMetadata = (metadata: ReadonlyMap<string, string>, name: string): string | undefined =>
  metadata.get(`{${modelNamespace}}${name}`);

/** Loud where the model is not as the patient is. */
function frameRemark({ metadata }: ModelDocument): string {
  const [mirrored, scale] = ['mirrored', 'scale'].map((name) => ownMetadata(metadata, name));
  const marks = [
    ...(mirrored === undefined ? [] : [`MIRRORED ${harmlessName(mirrored, '?')}`]),
    ...(scale === undefined ? [] : [`SCALE ${harmlessName(scale, '?')}`]),
  ];
  const where = "The model was put back into the patient's frame (LPS), as the file's metadata say";
  return marks.length === 0 ? `${where}.` : `${where}; but it is ${marks.join(', ')}.`;
}

/** How a file of our own goes back from the build to the patient. */
function patientTransform(metadata: ReadonlyMap<string, string>): Affine | null {
  const text = ownMetadata(metadata, 'patientTransform');
  const m = text?.trim().split(/\s+/).map(numberOf) ?? [];
  if (m.length !== 12 || !m.every(Number.isFinite)) return null;
  return [m[0], m[3], m[6], m[9], m[1], m[4], m[7], m[10], m[2], m[5], m[8], m[11]];
}
