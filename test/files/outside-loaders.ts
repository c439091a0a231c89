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

/** The name and the corners of each object. */
export const loadObjObjects = (text: string): { name: string; corners: number[]; materials: string[] }[] =>
  new loaders.OBJLoader()
    .parse(text)
    // biome-ignore lint/suspicious/noExplicitAny: see above
    .children.map((child: any) => ({
      name: child.name,
      corners: loaded(child.geometry).corners,
      // biome-ignore lint/suspicious/noExplicitAny: see above
      materials: [child.material].flat().map((m: any) => m.name),
    }));

/** Name by name, red, green and blue as written. */
export function loadMtl(text: string): Record<string, number[]> {
  const { materialsInfo } = new loaders.MTLLoader().parse(text, '');
  // biome-ignore lint/suspicious/noExplicitAny: see above
  const entries = Object.entries<any>(materialsInfo);
  return Object.fromEntries(entries.map(([name, { kd }]) => [name, kd.map(Number)]));
}

export interface LoadedPrimitive {
  readonly name: string;
  readonly material: string;
  /** Linear light. */
  readonly colour: readonly number[];
  /** Where they end up: metres, y up. */
  readonly corners: number[];
  readonly normals: number[];
}

/** All that a viewer would show of a glTF, placed by its nodes; and the root's own words. */
export async function loadGlb(
  bytes: Uint8Array,
): Promise<{ primitives: LoadedPrimitive[]; root: { name: string; extras: Record<string, unknown> } }> {
  // biome-ignore lint/suspicious/noExplicitAny: see above
  const gltf: any = await new Promise((resolve, reject) =>
    new loaders.GLTFLoader().parse(bufferOf(bytes), '', resolve, reject),
  );
  gltf.scene.updateMatrixWorld(true);
  const primitives: LoadedPrimitive[] = [];
  // biome-ignore lint/suspicious/noExplicitAny: see above
  gltf.scene.traverse((node: any) => {
    if (!node.isMesh) return;
    const { corners, normals } = loaded(node.geometry.clone().applyMatrix4(node.matrixWorld));
    primitives.push({
      name: node.parent.isGroup && node.parent.userData.frame === undefined ? node.parent.name : node.name,
      material: node.material.name,
      colour: node.material.color.toArray(),
      corners,
      normals,
    });
  });
  const [root] = gltf.scene.children;
  return { primitives, root: { name: root.name, extras: root.userData } };
}
