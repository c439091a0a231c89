// The surfaces between the regions of a label map, as one: where three regions meet, all three share the same edges.
// H. W. Kuhn, Some combinatorial lemmas in topology, 1960 (the tetrahedra); G. M. Nielson, R. Franke, Computing the
// separating surface for segmented data, 1997. Each region is the regular neighbourhood of its voxel centres in the
// tetrahedra, so its boundary is a closed 2-manifold, whatever the labels are.

import {
  chains,
  corners as cornersOfCell,
  cutCell,
  halfSteps,
  isCut,
  middle,
  piecesOf,
} from './labels-cell.js';
import { faceRoom, vertexRoom } from './labels-room.js';
import { inTetrahedron } from './labels-tetrahedron.js';

/** Regions of voxels on a block of a lattice, x fastest: 0 = outside of all that are wanted. */
export interface Regions {
  readonly size: readonly [number, number, number];
  /** One a voxel. */
  readonly region: Uint16Array;
}

/** Oriented triangles between regions, each once. */
export interface LabelsComplex {
  /** In steps of the block's lattice, three a vertex: the middle of the simplex that it lies in. */
  readonly places: Float64Array;
  /** Bit d: the vertex lies half a step beyond the block's first or last voxel along axis d. */
  readonly ends: Uint8Array;
  /** Which simplex of those that begin at a lattice point each vertex lies in: a row of `simplices`; `odd`: none of these. */
  readonly simplex: Uint8Array;
  readonly triangles: Uint32Array;
  /** Of each triangle the region that its normal comes from, and the lower one that it points to. */
  readonly back: Uint16Array;
  readonly front: Uint16Array;
}

/** Ways from corner to corner of the simplices that begin at a lattice point: 7 edges, 12 triangles, 6 tetrahedra. */
export const simplices: readonly (readonly number[])[] = simplicesAtPoint();

function simplicesAtPoint(): readonly (readonly number[])[] {
  const ways = [1, 2, 3, 4, 5, 6, 7];
  const edges = ways.map((way) => [way]);
  const triangles = ways.flatMap((first) =>
    ways.filter((second) => (first & second) === 0).map((second) => [first, second]),
  );
  const tetrahedra = chains.map(([a, b, c, d]) => [a ^ b, b ^ c, c ^ d]);
  return [...edges, ...triangles, ...tetrahedra];
}

/** A simplex with a corner that is no lattice point. */
export const odd = 255;

/** Vertices on edges and in triangles belong to the lattice point that these begin at. */
const perPoint = simplices.length - chains.length;
/** Row of an edge by its way, of a triangle by 8 times its first way and its second. */
const rowOf = Int8Array.from({ length: 64 }, (_, ways) =>
  simplices.findIndex((own) =>
    own.length === 1 ? own[0] === ways : own.length === 2 && 8 * own[0] + own[1] === ways,
  ),
);

/** The complex between all regions of the block, and between these and what is outside of it. */
export function labelsComplex({ size: [nx, ny, nz], region }: Regions): LabelsComplex {
  const vertices = vertexRoom([nx, ny, nz]);
  const faces = faceRoom();
  // Numbers of the vertices that begin at the points of this layer and of the next; one point more on each side.
  const perLayer = perPoint * (nx + 2) * (ny + 2);
  let here = new Int32Array(perLayer).fill(-1);
  let above = new Int32Array(perLayer).fill(-1);
  const label = new Uint16Array(cornersOfCell);
  /** Vertices with a corner that is no lattice point, by where they are. */
  const oddOnes = new Map<number, number>();
  const keyOf = oddKeys([nx, ny, nz]);
  const chain = new Uint8Array(4);
  const at = [0, 0, 0];

  const vertexIn = (corners: number): number => {
    if (isOdd(chain, corners)) {
      const key = keyOf(at, chain, corners);
      const known = oddOnes.get(key);
      if (known !== undefined) return known;
      const made = vertices.add(at, chain, corners, odd);
      oddOnes.set(key, made);
      return made;
    }
    const low = chain[firstOf[corners]];
    const [x, y, z] = [at[0] + 1 + (low & 1), at[1] + 1 + ((low >> 1) & 1), low >> 2];
    const layer = z === 0 ? here : above;
    const row = rowOf[waysOf(chain, corners)];
    const slot = perPoint * (x + (nx + 2) * y) + row;
    if (layer[slot] < 0) layer[slot] = vertices.add(at, chain, corners, row);
    return layer[slot];
  };
  /** Between the regions of chain corners u and v, through the vertex on their edge. */
  const face = (u: number, v: number, p: number, q: number): void => {
    const edge = vertexIn((1 << u) | (1 << v));
    const [from, to] = label[chain[u]] > label[chain[v]] ? [u, v] : [v, u];
    const turned = vertices.before(edge, p, q, at, chain[from]);
    faces.add(edge, turned ? q : p, turned ? p : q, label[chain[from]], label[chain[to]]);
  };

  for (let k = -1; k < nz; k++) {
    for (let j = -1; j < ny; j++)
      for (let i = -1; i < nx; i++) {
        let mixed = 0;
        for (let c = 0; c < 8; c++) {
          const [x, y, z] = [i + (c & 1), j + ((c >> 1) & 1), k + (c >> 2)];
          const beyond = x < 0 || y < 0 || z < 0 || x === nx || y === ny || z === nz;
          label[c] = beyond ? 0 : region[x + nx * (y + ny * z)];
          mixed |= label[c] ^ label[0];
        }
        if (mixed === 0) continue;
        at[0] = i;
        at[1] = j;
        at[2] = k;
        cutCell(label);
        const cut = isCut(label);
        for (let n = 0; n < chains.length; n++)
          for (const piece of cut ? piecesOf(chains[n], label) : [chains[n]]) {
            chain.set(piece);
            const row = isOdd(chain, 15) ? odd : perPoint + n;
            inTetrahedron(label, chain, vertexIn, face, () => vertices.add(at, chain, 15, row));
          }
      }
    [here, above] = [above, here];
    above.fill(-1);
  }
  return { ...vertices.all(), ...faces.all() };
}

/** Of a set of chain corners as bits the first. */
const firstOf = Uint8Array.from({ length: 16 }, (_, set) => (set === 0 ? 0 : 31 - Math.clz32(set & -set)));

/** Is any of these corners no lattice point? */
function isOdd(chain: Uint8Array, corners: number): boolean {
  for (let u = 0; u < 4; u++) if (((corners >> u) & 1) === 1 && chain[u] >= middle) return true;
  return false;
}

/** A number for the middle of each edge and of each triangle of all cells: no two have the same. */
function oddKeys([nx, ny]: readonly number[]) {
  /** A half of a half, a third, and whole ones. */
  const parts = 12;
  return (at: readonly number[], chain: Uint8Array, corners: number): number => {
    const sums = [0, 0, 0];
    let many = 0;
    for (let u = 0; u < 4; u++) {
      if (((corners >> u) & 1) === 0) continue;
      many++;
      for (let d = 0; d < 3; d++) sums[d] += 2 * (at[d] + 1) + halfSteps[3 * chain[u] + d];
    }
    const [x, y, z] = sums.map((sum) => (parts / 2 / many) * sum);
    return x + parts * (nx + 2) * (y + parts * (ny + 2) * z);
  };
}

/** The ways along an edge or a triangle, as `rowOf` has them. */
function waysOf(chain: Uint8Array, corners: number): number {
  const rest = corners & (corners - 1);
  const next = chain[firstOf[rest]];
  const way = next ^ chain[firstOf[corners]];
  const last = rest & (rest - 1);
  return last === 0 ? way : 8 * way + (chain[firstOf[last]] ^ next);
}
