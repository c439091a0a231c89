// A 3MF model part as data: objects, build items and metadata, lengths in mm, from XML read in stretches.
import { type SaxesAttributePlain, SaxesParser } from 'saxes';
import type { Affine } from '../core/grid.js';
import { feedModel } from './feed-model.js';
import { append, type GrowingNumbers, growingNumbers, numbersIn } from './growing-numbers.js';
import { harmlessName, meshError, mostTriangles } from './mesh-file.js';
import type { PlainList } from './plain-list.js';
import { numberOf } from './text-lines.js';

/** One object placed in another, or in the build. Paths are lower-case, without leading slash; '' = same part. */
export interface Placement {
  readonly object: string;
  readonly path: string;
  readonly transform: Affine;
}

/** One thing of the build; `metadata` are its own, named as the model's. */
export interface BuildItem extends Placement {
  readonly metadata: ReadonlyMap<string, string>;
}

export interface ModelObject {
  readonly name: string;
  readonly type: string;
  readonly positions: GrowingNumbers;
  readonly triangles: GrowingNumbers;
  readonly components: Placement[];
}

export interface ModelDocument {
  readonly objects: ReadonlyMap<string, ModelObject>;
  readonly items: readonly BuildItem[];
  /** By namespace and name, '{urn:…}frame'; without namespace, the bare name. */
  readonly metadata: ReadonlyMap<string, string>;
}

const core = 'http://schemas.microsoft.com/3dmanufacturing/core/2015/02';
const production = 'http://schemas.microsoft.com/3dmanufacturing/production/2015/06';
/** Extensions that may be required without changing the shape. */
const harmless = new Set([
  core,
  production,
  'http://schemas.microsoft.com/3dmanufacturing/material/2015/02',
  'http://schemas.microsoft.com/3dmanufacturing/trianglesets/2021/07',
]);
const mmPerUnit: Readonly<Record<string, number>> = {
  micron: 0.001,
  millimeter: 1,
  centimeter: 10,
  inch: 25.4,
  foot: 304.8,
  meter: 1000,
};
const identity: Affine = [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0];
const longestMetadata = 1 << 16;

type Attributes = Readonly<Record<string, string>>;
type Scope = ReadonlyMap<string, string>;

/** Throws a UserError where it is no 3MF model. `chunks` are UTF-8, split anywhere. */
export async function modelDocument(
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  file: string,
): Promise<ModelDocument> {
  const reading = new Map<string, ModelObject>();
  const items: BuildItem[] = [];
  const metadata = new Map<string, string>();
  let itemMetadata: Map<string, string> | null = null;
  const scopes: Scope[] = [new Map()];
  const scoped: number[] = [];
  let unit = 1;
  let depth = 0;
  let object: ModelObject | null = null;
  let opened: PlainList | null = null;
  let metadataName: string | null = null;
  let text = '';

  const qualified = (name: string, isAttribute = false): string => {
    const colon = name.indexOf(':');
    const scope = scopes[scopes.length - 1];
    if (colon < 0) return isAttribute ? name : `{${scope.get('') ?? ''}}${name}`;
    return `{${scope.get(name.slice(0, colon)) ?? ''}}${name.slice(colon + 1)}`;
  };
  const placement = (a: Attributes): Placement => {
    const path = Object.keys(a).find((name) => qualified(name, true) === `{${production}}path`);
    return {
      object: needed(a, 'objectid', file),
      path: path === undefined ? '' : a[path].toLowerCase().replace(/^\/+/, ''),
      transform: transformOf(a.transform, unit, file),
    };
  };
  const open: Readonly<Record<string, (a: Attributes) => void>> = {
    model: (a) => {
      unit = unitOf(a.unit, file);
      for (const prefix of (a.requiredextensions ?? '').split(/\s+/).filter(Boolean)) {
        if (!harmless.has(scopes[scopes.length - 1].get(prefix) ?? ''))
          throw meshError(
            file,
            `it needs the 3MF extension '${harmlessName(prefix, '?')}', which is not read`,
          );
      }
    },
    metadata: (a) => {
      metadataName = qualified(a.name ?? '', true);
      text = '';
    },
    object: (a) => {
      object = {
        name: harmlessName(a.name ?? '', ''),
        type: a.type ?? 'model',
        positions: growingNumbers(),
        triangles: growingNumbers(),
        components: [],
      };
      reading.set(needed(a, 'id', file), object);
    },
    vertices: () => {
      if (object !== null) opened = { of: 'vertex', into: object.positions, scale: unit };
    },
    triangles: () => {
      if (object !== null) opened = { of: 'triangle', into: object.triangles, scale: 1 };
    },
    vertex: (a) => {
      if (object !== null) for (const c of [a.x, a.y, a.z]) append(object.positions, unit * numberOf(c));
    },
    triangle: (a) => {
      if (object !== null) for (const v of [a.v1, a.v2, a.v3]) append(object.triangles, numberOf(v));
    },
    component: (a) => {
      object?.components.push(placement(a));
    },
    item: (a) => {
      itemMetadata = new Map();
      items.push({ ...placement(a), metadata: itemMetadata });
    },
  };

  const parser = new SaxesParser({ xmlns: false, position: false });
  const declared: [string, string][] = [];
  parser.on('error', (error) => {
    throw meshError(file, `its XML is not well-formed (${error.message.split('\n')[0]})`);
  });
  parser.on('doctype', () => {
    throw meshError(file, 'its XML has a document type, which 3MF forbids');
  });
  parser.on('attribute', ({ name, value }: SaxesAttributePlain) => {
    if (name === 'xmlns') declared.push(['', value]);
    else if (name.startsWith('xmlns:')) declared.push([name.slice(6), value]);
  });
  parser.on('opentag', (tag) => {
    depth++;
    if (declared.length > 0) {
      scopes.push(new Map([...scopes[scopes.length - 1], ...declared.splice(0)]));
      scoped.push(depth);
    }
    const colon = tag.name.indexOf(':');
    const local = colon < 0 ? tag.name : tag.name.slice(colon + 1);
    if (!Object.hasOwn(open, local)) return;
    if (scopes[scopes.length - 1].get(colon < 0 ? '' : tag.name.slice(0, colon)) !== core) return;
    open[local](tag.attributes);
    // Under a prefix, so are its elements, which is not the usual form.
    if (colon >= 0) opened = null;
  });
  parser.on('closetag', (tag) => {
    opened = null;
    if (metadataName !== null && qualified(tag.name) === `{${core}}metadata`) {
      // An object's own are of no use to us.
      if (object === null) (itemMetadata ?? metadata).set(metadataName, text);
      metadataName = null;
    }
    if (itemMetadata !== null && qualified(tag.name) === `{${core}}item`) itemMetadata = null;
    // The cheap test first: this runs for every vertex.
    if (object !== null && tag.name.endsWith('object') && qualified(tag.name) === `{${core}}object`) {
      checkObject(object, file);
      object = null;
    }
    if (scoped.at(-1) === depth) {
      scoped.pop();
      scopes.pop();
    }
    depth--;
  });
  parser.on('text', (more) => {
    if (metadataName !== null && text.length < longestMetadata) text += more;
  });

  const decoder = new TextDecoder();
  await feedModel(chunks, {
    write: (bytes) => {
      opened = null;
      parser.write(decoder.decode(bytes, { stream: true }));
    },
    opened: () => opened,
  });
  parser.write(decoder.decode()).close();
  return { objects: reading, items, metadata };
}

function needed(a: Attributes, name: string, file: string): string {
  const value = a[name];
  if (value === undefined) throw meshError(file, `an element lacks its '${name}'`);
  return value;
}

function unitOf(name: string | undefined, file: string): number {
  if (name === undefined) return 1;
  if (Object.hasOwn(mmPerUnit, name)) return mmPerUnit[name];
  throw meshError(file, `'${harmlessName(name, '')}' is not a unit of 3MF`);
}

/** 3MF multiplies row vectors: m00 m01 m02 m10 … m32, the last three the shift. */
function transformOf(text: string | undefined, unit: number, file: string): Affine {
  if (text === undefined) return identity;
  const m = text.trim().split(/\s+/).map(numberOf);
  if (m.length !== 12 || !m.every(Number.isFinite))
    throw meshError(file, 'a transform is not twelve numbers');
  return [
    ...[m[0], m[3], m[6], unit * m[9]],
    ...[m[1], m[4], m[7], unit * m[10]],
    ...[m[2], m[5], m[8], unit * m[11]],
  ] as const;
}

function checkObject(object: ModelObject, file: string): void {
  const { name } = object;
  const positions = numbersIn(object.positions);
  const triangles = numbersIn(object.triangles);
  const where = name === '' ? 'an object' : `object '${name}'`;
  const vertices = positions.length / 3;
  if (triangles.length / 3 > mostTriangles) throw meshError(file, `${where} has more than 2^31 triangles`);
  for (let c = 0; c < positions.length; c++) {
    if (!Number.isFinite(Math.fround(positions[c])))
      throw meshError(
        file,
        `${where}: vertex ${Math.floor(c / 3)} has a coordinate that is not a finite number`,
      );
  }
  for (let t = 0; t < triangles.length; t++) {
    const v = triangles[t];
    if (!Number.isInteger(v) || v < 0 || v >= vertices)
      throw meshError(file, `${where}: triangle ${Math.floor(t / 3)} uses a vertex that is not there`);
  }
}
