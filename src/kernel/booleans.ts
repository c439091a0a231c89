// The one door to manifold-3d: unions, differences and cuts of solids, each triangle knowing where it came from.
// J. Smith, N. Dodgson, "A topologically robust algorithm for Boolean operations on polyhedral shapes", 2007.
import { readFileSync } from 'node:fs';
import type { ManifoldToplevel } from 'manifold-3d';
import { UserError } from '../core/errors.js';
import type { Vec3 } from '../core/grid.js';
import { type Body, originNumber } from '../core/print-model.js';

/** A solid in the library's own memory. Whoever asked for a few may forget them: all of it goes with `Booleans`. */
export type Solid = InstanceType<ManifoldToplevel['Manifold']>;

export interface Booleans {
  /**
   * A closed, manifold, outward mesh as a solid. The library takes an inside-out one without a word, and everything after is
   * wrong: that, and what is not manifold, is a UserError here. `what` names it there.
   */
  solid(body: Body, what: string): Solid;
  /** The solid as triangles in float32, each with its origin. Throws a UserError where nothing is left. */
  body(solid: Solid, what: string): Body;
  union(solids: readonly Solid[]): Solid;
  /** The first without the others. */
  difference(from: Solid, without: readonly Solid[]): Solid;
  intersection(a: Solid, b: Solid): Solid;
  /** What lies where normal · x > at, and the rest; either may be empty. Caps are of the origin 'cut'. */
  split(solid: Solid, normal: Vec3, at: number): readonly [Solid, Solid];
  /** mm³. */
  volume(solid: Solid): number;
  isEmpty(solid: Solid): boolean;
  /** Lets go of solids that are not needed again: the library has 4 GiB, and a million triangles take some 0.3. */
  release(...solids: readonly Solid[]): void;
  /** The library itself, for shapes of its own making: boxes, cylinders, extrusions. Without `marked`, their triangles are of the origin 'cut'. */
  readonly library: ManifoldToplevel;
  /** The same shape, every triangle of this origin. */
  marked(solid: Solid, origin: number): Solid;
}

let wasm: Uint8Array<ArrayBuffer> | null = null;

const vendored = (file: string): URL => new URL(`../../dist/vendor/manifold/${file}`, import.meta.url);

/** A library of one's own: its memory is let go of with it. 20 ms. */
export async function booleans(): Promise<Booleans> {
  const { default: load }: { default: (options: object) => Promise<ManifoldToplevel> } = await import(
    vendored('manifold.js').href
  );
  wasm ??= new Uint8Array(readFileSync(vendored('manifold.wasm')));
  const library = await load({ wasmBinary: wasm });
  library.setup();
  return booleansOf(library);
}

/** Origins are told from the numbers that the library gives runs of triangles. */
const mostOrigins = 256;

function booleansOf(library: ManifoldToplevel): Booleans {
  const { Manifold, Mesh } = library;
  const firstId = Manifold.reserveIDs(mostOrigins);

  const marked = (solid: Solid, origin: number): Solid => {
    const mesh = solid.getMesh();
    const { vertProperties, triVerts, numProp, mergeFromVert, mergeToVert } = mesh;
    return new Manifold(
      new Mesh({
        numProp,
        vertProperties,
        triVerts,
        mergeFromVert,
        mergeToVert,
        runIndex: new Uint32Array([0, triVerts.length]),
        runOriginalID: new Uint32Array([firstId + origin]),
      }),
    );
  };

  const solid = ({ mesh, origin }: Body, what: string): Solid => {
    const { order, runIndex, runOriginalID } = runsOf(origin, firstId);
    const triVerts = new Uint32Array(mesh.triangles.length);
    for (let t = 0; t < order.length; t++) {
      const from = 3 * order[t];
      triVerts[3 * t] = mesh.triangles[from];
      triVerts[3 * t + 1] = mesh.triangles[from + 1];
      triVerts[3 * t + 2] = mesh.triangles[from + 2];
    }
    const made = attempt(
      what,
      () =>
        new Manifold(
          new Mesh({ numProp: 3, vertProperties: mesh.positions, triVerts, runIndex, runOriginalID }),
        ),
    );
    if (made.volume() <= 0)
      throw new UserError(
        `${what} is inside out or empty: its volume is not positive.`,
        'Turn its triangles over.',
      );
    return made;
  };

  const body = (from: Solid, what: string): Body => {
    if (attempt(what, () => from.isEmpty()))
      throw new UserError(`${what}: nothing is left of it.`, 'Ask for less to be taken away.');
    const mesh = from.getMesh();
    if (mesh.numProp !== 3 || mesh.mergeFromVert.length > 0) throw new Error('the solid is not plain');
    const origin = new Uint8Array(mesh.numTri);
    for (let run = 0; run < mesh.numRun; run++)
      origin.fill(
        originOf(mesh.runOriginalID[run] - firstId),
        mesh.runIndex[run] / 3,
        mesh.runIndex[run + 1] / 3,
      );
    return {
      mesh: { positions: mesh.vertProperties.slice(), triangles: mesh.triVerts.slice() },
      origin,
    };
  };

  return {
    library,
    solid,
    body,
    marked,
    union: (solids) => Manifold.union([...solids]),
    difference: (from, without) => Manifold.difference([from, ...without]),
    intersection: (a, b) => a.intersect(b),
    split: (from, normal, at) => from.splitByPlane([...normal], at),
    volume: (of) => of.volume(),
    isEmpty: (of) => of.isEmpty(),
    release: (...solids) => {
      for (const one of solids) one.delete();
    },
  };
}

/** What the library made by itself, such as the caps of a split, is a cut. */
const originOf = (id: number): number => (id >= 0 && id < mostOrigins ? id : originNumber('cut'));

interface Runs {
  /** Triangles in the order of their origins. */
  readonly order: Uint32Array;
  readonly runIndex: Uint32Array;
  readonly runOriginalID: Uint32Array;
}

function runsOf(origin: Uint8Array, firstId: number): Runs {
  const counts = new Uint32Array(mostOrigins);
  for (const o of origin) counts[o]++;
  const starts = new Uint32Array(mostOrigins);
  for (let o = 1; o < mostOrigins; o++) starts[o] = starts[o - 1] + counts[o - 1];
  const there = [...counts.keys()].filter((o) => counts[o] > 0);
  const runIndex = Uint32Array.from([...there.map((o) => 3 * starts[o]), 3 * origin.length]);
  const order = new Uint32Array(origin.length);
  for (let t = 0; t < origin.length; t++) order[starts[origin[t]]++] = t;
  return { order, runIndex, runOriginalID: Uint32Array.from(there, (o) => firstId + o) };
}

/** The library's own troubles, such as an open mesh or its 4 GiB, in words for the user. */
function attempt<T>(what: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof UserError) throw error;
    if (error instanceof Error && /manifold/i.test(error.message))
      throw new UserError(
        `${what} is not a closed manifold, so nothing can be joined to it or cut from it.`,
        'See isocast check for what is wrong with the mesh.',
      );
    throw new UserError(
      `${what}: the solid could not be worked on (${error instanceof Error ? error.message : String(error)}).`,
      'It may be too large: make the model of fewer triangles, with --triangles or a larger --tolerance.',
    );
  }
}
