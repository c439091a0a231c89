// The loaders of three-stdlib as someone else's readers of our files and of our fixtures.
import * as stdlib from 'three-stdlib';

export interface Loaded {
  /** x, y, z a corner of a triangle, indices resolved. */
  readonly corners: number[];
  /** One a corner, where the file has them. */
  readonly normals: number[];
  /** Geometric, one a corner. */
  readonly computedNormals: number[];
}

// biome-ignore lint/suspicious/noExplicitAny: the package's type declarations do not resolve under NodeNext
const loaders = stdlib as any;

const bufferOf = (bytes: Uint8Array): ArrayBuffer => new Uint8Array(bytes).buffer;

// biome-ignore lint/suspicious/noExplicitAny: see above
function loaded(indexed: any): Loaded {
  const geometry = indexed.index === null ? indexed : indexed.toNonIndexed();
  const list = (name: string): number[] => [...(geometry.getAttribute(name)?.array ?? [])];
  const normals = list('normal');
  geometry.computeVertexNormals();
  return { corners: list('position'), normals, computedNormals: list('normal') };
}

export const loadStl = (bytes: Uint8Array): Loaded => loaded(new loaders.STLLoader().parse(bufferOf(bytes)));
export const loadPly = (bytes: Uint8Array): Loaded => loaded(new loaders.PLYLoader().parse(bufferOf(bytes)));
export const loadObj = (text: string): Loaded =>
  loaded(new loaders.OBJLoader().parse(text).children[0].geometry);
