// What programs of other people say of our files: admesh, PrusaSlicer and lib3mf. Their exit codes mean nothing.
import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import lib3mf from '@3mfconsortium/lib3mf';

/** Debian's admesh, the column 'Original' and what it would repair. All but parts and volume are 0 on a good mesh. */
export interface AdmeshVerdict {
  readonly facets: number;
  readonly disconnectedFacets: number;
  readonly parts: number;
  readonly volume: number;
  readonly degenerateFacets: number;
  readonly edgesFixed: number;
  readonly facetsRemoved: number;
  readonly facetsAdded: number;
  readonly facetsReversed: number;
  readonly backwardsEdges: number;
  readonly normalsFixed: number;
  readonly min: readonly number[];
  readonly max: readonly number[];
}

/** PrusaSlicer's --info; volume in mm³, negative never (it turns shells over). */
export interface PrusaVerdict {
  readonly manifold: boolean;
  readonly facets: number;
  readonly openEdges: number;
  readonly facetsReversed: number;
  readonly facetsRemoved: number;
  readonly parts: number;
  readonly volume: number;
  readonly size: readonly number[];
  readonly min: readonly number[];
  readonly max: readonly number[];
}

/** Null where the program is not installed. */
export interface StlVerdict {
  readonly admesh: AdmeshVerdict | null;
  readonly prusa: PrusaVerdict | null;
}

export interface ThreeMfObject {
  readonly name: string;
  readonly manifoldAndOriented: boolean;
  readonly vertices: number;
  readonly triangles: number;
  /** x, y, z a vertex, in the object's own frame, as lib3mf holds them (float32); empty unless asked for. */
  readonly positions: Float32Array;
  readonly indices: Uint32Array;
  /** Of its material or colour, 0…255 each. */
  readonly colour: readonly number[];
  /** One a triangle, 'red green blue'; empty unless asked for. */
  readonly colours: readonly string[];
  /** Of its material; '' where it has a colour alone. */
  readonly material: string;
}

export interface ThreeMfVerdict {
  /** How many the strict reader gives. */
  readonly warnings: number;
  /** True if every object is, and there is one. An inside-out mesh is not noticed. */
  readonly manifoldAndOriented: boolean;
  readonly objects: readonly ThreeMfObject[];
  /** By 'namespace:name', or 'name' alone. */
  readonly metadata: Readonly<Record<string, string>>;
  /** One an item of the build, 3MF's order: nine of the matrix, three of the shift. */
  readonly transforms: readonly (readonly number[])[];
  /** One an item. */
  readonly itemMetadata: readonly Readonly<Record<string, string>>[];
  readonly thumbnail: boolean;
}

const limitMs = 120_000;

/** What a program writes; null where it is not installed. Killed at the limit, which is an error. */
function said(program: string, parameters: readonly string[]): Promise<string | null> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, parameters, { stdio: ['ignore', 'pipe', 'pipe'] });
    let text = '';
    const timer = setTimeout(() => child.kill('SIGKILL'), limitMs);
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('latin1');
      stream.on('data', (more: string) => {
        text += more;
      });
    }
    child.on('error', (error: NodeJS.ErrnoException) => {
      clearTimeout(timer);
      if (error.code === 'ENOENT') resolve(null);
      else reject(error);
    });
    child.on('close', (_, signal) => {
      clearTimeout(timer);
      if (signal === null) resolve(text);
      else
        reject(
          new Error(
            `${program} was stopped (${signal}) after ${limitMs / 1000} s; so far: ${text.slice(-300)}`,
          ),
        );
    });
  });
}

const installed = new Map<string, boolean>();

/** Says loudly where a judge is absent, once; for `it.skipIf`. */
export async function hasJudge(program: 'admesh' | 'prusa-slicer'): Promise<boolean> {
  const known = installed.get(program);
  if (known !== undefined) return known;
  const found = (await said(program, ['--help'])) !== null;
  if (!found)
    console.warn(
      `${program} is not installed: what it would judge is NOT checked (scripts/install-judges.sh).`,
    );
  installed.set(program, found);
  return found;
}

function numberIn(text: string, pattern: RegExp, otherwise?: number): number {
  const found = pattern.exec(text)?.[1];
  if (found !== undefined) return Number(found);
  if (otherwise !== undefined) return otherwise;
  throw new Error(`${pattern} is not in what the judge said: ${text.slice(-500)}`);
}

/** Plain run (`-c` prints garbage). Beware: it never ends on a binary STL without a byte above 127; see `said`. */
async function askAdmesh(path: string): Promise<AdmeshVerdict | null> {
  const text = await said('admesh', [path]);
  if (text === null) return null;
  const value = (label: string): number => numberIn(text, new RegExp(`${label}\\s*:\\s*(-?[\\d.]+)`));
  const bound = (side: string): number[] =>
    ['X', 'Y', 'Z'].map((axis) => numberIn(text, new RegExp(`${side} ${axis} =\\s*(-?[\\d.]+)`)));
  return {
    facets: value('Number of facets'),
    disconnectedFacets: value('Total disconnected facets'),
    parts: value('Number of parts'),
    volume: value('Volume'),
    degenerateFacets: value('Degenerate facets'),
    edgesFixed: value('Edges fixed'),
    facetsRemoved: value('Facets removed'),
    facetsAdded: value('Facets added'),
    facetsReversed: value('Facets reversed'),
    backwardsEdges: value('Backwards edges'),
    normalsFixed: value('Normals fixed'),
    min: bound('Min'),
    max: bound('Max'),
  };
}

/** PrusaSlicer prints most counts only where they are not 0. */
async function askPrusa(path: string): Promise<PrusaVerdict | null> {
  const text = await said('prusa-slicer', ['--loglevel', '1', '--info', path]);
  if (text === null) return null;
  const value = (key: string, otherwise?: number): number =>
    numberIn(text, new RegExp(`^${key} =\\s*(-?[\\d.]+)`, 'm'), otherwise);
  const triple = (key: string): number[] => ['x', 'y', 'z'].map((axis) => value(`${key}_${axis}`));
  return {
    manifold: /^manifold = yes/m.test(text),
    facets: value('number_of_facets'),
    openEdges: value('open_edges', 0),
    facetsReversed: value('facets_reversed', 0),
    facetsRemoved: value('facets_removed', 0),
    parts: value('number_of_parts'),
    volume: value('volume'),
    size: triple('size'),
    min: triple('min'),
    max: triple('max'),
  };
}

/** Asks both programs at a time. */
export async function judgeStl(path: string): Promise<StlVerdict> {
  const [admesh, prusa] = await Promise.all([askAdmesh(path), askPrusa(path)]);
  return { admesh, prusa };
}

/** PrusaSlicer's reading of any of its formats, 3MF too. */
export const judgeWithPrusa = (path: string): Promise<PrusaVerdict | null> => askPrusa(path);

/** PrusaSlicer's own writing of a mesh; the file's kind goes by `format`. */
export async function rewriteWithPrusa(
  from: string,
  format: '3mf' | 'obj' | 'stl',
  to: string,
): Promise<void> {
  await said('prusa-slicer', ['--loglevel', '1', '--dont-arrange', `--export-${format}`, '-o', to, from]);
}

// biome-ignore lint/suspicious/noExplicitAny: the package has no types
type Untyped = any;
let loaded: Promise<Untyped> | null = null;

async function lib3mfModule(): Promise<Untyped> {
  loaded ??= lib3mf({ print: () => {}, printErr: () => {} });
  return loaded;
}

/** Objects of the wasm must be deleted by hand. */
type Hold = (object: Untyped) => Untyped;

/** lib3mf's strict reader. Rejects, with lib3mf's own words, where it refuses the file. */
export async function judge3mf(path: string, { vertices = false } = {}): Promise<ThreeMfVerdict> {
  const lib = await lib3mfModule();
  const held: Untyped[] = [];
  const hold: Hold = (object) => {
    held.push(object);
    return object;
  };
  const model = hold(hold(new lib.CWrapper()).CreateModel());
  const reader = hold(model.QueryReader('3mf'));
  const place = `/judged-${process.pid}.3mf`;
  lib.FS.writeFile(place, readFileSync(path));
  try {
    reader.SetStrictModeActive(true);
    reader.ReadFromFile(place);
    const objects = objectsOf(model, vertices, hold);
    return {
      warnings: reader.GetWarningCount(),
      manifoldAndOriented: objects.length > 0 && objects.every((o) => o.manifoldAndOriented),
      objects,
      metadata: metadataOf(model, hold),
      ...itemsOf(model, hold),
      thumbnail: model.HasPackageThumbnailAttachment(),
    };
  } catch (error) {
    throw new Error(`lib3mf: ${error instanceof Error ? error.message : String(error)}`);
  } finally {
    lib.FS.unlink(place);
    for (const object of held.reverse()) object.delete();
  }
}

function objectsOf(model: Untyped, vertices: boolean, hold: Hold): ThreeMfObject[] {
  const objects: ThreeMfObject[] = [];
  for (const iterator = hold(model.GetMeshObjects()); iterator.MoveNext(); ) {
    const object = hold(iterator.GetCurrentMeshObject());
    const counts = { vertices: object.GetVertexCount(), triangles: object.GetTriangleCount() };
    const own = object.GetObjectLevelProperty();
    const colours = Array.from({ length: vertices ? counts.triangles : 0 }, (_, f) => {
      const said = hold(object.GetTriangleProperties(f).Property);
      return colourOf(model, said.get_ResourceID(), said.get_PropertyIDs0(), hold).join(' ');
    });
    objects.push({
      name: object.GetName(),
      manifoldAndOriented: object.IsManifoldAndOriented(),
      ...counts,
      positions: new Float32Array(vertices ? positionsOf(object, counts.vertices) : []),
      indices: new Uint32Array(vertices ? indicesOf(object, counts.triangles) : []),
      colour: colourOf(model, own.UniqueResourceID, own.PropertyID, hold),
      colours,
      material: materialOf(model, own.UniqueResourceID, own.PropertyID, hold),
    });
  }
  return objects;
}

const materialType = 1;

/** Of a base material or of a colour group's member. */
function colourOf(model: Untyped, id: number, member: number, hold: Hold): number[] {
  const colour = hold(
    isMaterial(model, id)
      ? hold(model.GetBaseMaterialGroupByID(id)).GetDisplayColor(member)
      : hold(model.GetColorGroupByID(id)).GetColor(member),
  );
  return [colour.get_Red(), colour.get_Green(), colour.get_Blue()];
}

const isMaterial = (model: Untyped, id: number): boolean =>
  model.GetPropertyTypeByID(id).value === materialType;

const materialOf = (model: Untyped, id: number, member: number, hold: Hold): string =>
  isMaterial(model, id) ? hold(model.GetBaseMaterialGroupByID(id)).GetName(member) : '';

function positionsOf(object: Untyped, count: number): number[] {
  const positions: number[] = [];
  for (let v = 0; v < count; v++) {
    const p = object.GetVertex(v);
    positions.push(p.get_Coordinates0(), p.get_Coordinates1(), p.get_Coordinates2());
    p.delete();
  }
  return positions;
}

function indicesOf(object: Untyped, count: number): number[] {
  const indices: number[] = [];
  for (let f = 0; f < count; f++) {
    const t = object.GetTriangle(f);
    indices.push(t.get_Indices0(), t.get_Indices1(), t.get_Indices2());
    t.delete();
  }
  return indices;
}

/** Of a model or of an item. */
function metadataOf(of: Untyped, hold: Hold): Record<string, string> {
  const metadata: Record<string, string> = {};
  const group = hold(of.GetMetaDataGroup());
  for (let m = 0; m < group.GetMetaDataCount(); m++) {
    const entry = hold(group.GetMetaData(m));
    metadata[entry.GetKey()] = entry.GetValue();
  }
  return metadata;
}

function itemsOf(
  model: Untyped,
  hold: Hold,
): { transforms: number[][]; itemMetadata: Record<string, string>[] } {
  const transforms: number[][] = [];
  const itemMetadata: Record<string, string>[] = [];
  for (const items = hold(model.GetBuildItems()); items.MoveNext(); ) {
    const item = hold(items.GetCurrent());
    const t = hold(item.GetObjectTransform());
    const cells = [0, 1, 2, 3].flatMap((r) => [0, 1, 2].map((c) => `get_Fields_${r}_${c}`));
    transforms.push(cells.map((cell) => t[cell]()));
    itemMetadata.push(metadataOf(item, hold));
  }
  return { transforms, itemMetadata };
}

/** A 3MF written by lib3mf: one mesh, placed by a 3MF transform (nine of the matrix, three of the shift). */
export async function write3mfWithJudge(
  mesh: { readonly positions: Float32Array; readonly triangles: Uint32Array },
  transform: readonly number[],
  to: string,
): Promise<void> {
  const lib = await lib3mfModule();
  const held: Untyped[] = [];
  const hold: Hold = (object) => {
    held.push(object);
    return object;
  };
  const model = hold(hold(new lib.CWrapper()).CreateModel());
  const object = hold(model.AddMeshObject());
  const set = (value: Untyped, name: string, numbers: ArrayLike<number>): Untyped => {
    for (let c = 0; c < 3; c++) value[`set_${name}${c}`](numbers[c]);
    return value;
  };
  for (let v = 0; v < mesh.positions.length; v += 3)
    object.AddVertex(set(hold(new lib.sPosition()), 'Coordinates', mesh.positions.subarray(v, v + 3)));
  for (let t = 0; t < mesh.triangles.length; t += 3)
    object.AddTriangle(set(hold(new lib.sTriangle()), 'Indices', mesh.triangles.subarray(t, t + 3)));
  const place = hold(new lib.sTransform());
  for (const [c, value] of transform.entries()) place[`set_Fields_${Math.floor(c / 3)}_${c % 3}`](value);
  hold(model.AddBuildItem(object, place));
  hold(model.QueryWriter('3mf')).WriteToFile('/written.3mf');
  writeFileSync(to, lib.FS.readFile('/written.3mf'));
  for (const one of held.reverse()) one.delete();
}
