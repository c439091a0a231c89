// Room for the vertices and the triangles of a complex between regions, which grows as they come.
import { halfSteps } from './labels-cell.js';

/** An array that grows as it is written to. */
function roomier<A extends Float64Array | Uint32Array | Uint16Array | Uint8Array>(
  array: A,
  make: new (length: number) => A,
): A {
  const larger = new make(2 * array.length);
  larger.set(array);
  return larger;
}

/** `size`: of the block, in voxels. */
export function vertexRoom(size: readonly number[]) {
  let places = new Float64Array(3 * 4096);
  let ends = new Uint8Array(4096);
  let simplex = new Uint8Array(4096);
  let count = 0;
  return {
    /** In the middle of the corners; what lies beyond the block has half of the weight. */
    add(at: readonly number[], chain: Uint8Array, corners: number, row: number): number {
      if (count === ends.length) {
        places = roomier(places, Float64Array);
        ends = roomier(ends, Uint8Array);
        simplex = roomier(simplex, Uint8Array);
      }
      const sums = [0, 0, 0, 0, 0, 0];
      const many = [0, 0];
      for (let u = 0; u < 4; u++) {
        if (((corners >> u) & 1) === 0) continue;
        const x = at[0] + halfSteps[3 * chain[u]] / 2;
        const y = at[1] + halfSteps[3 * chain[u] + 1] / 2;
        const z = at[2] + halfSteps[3 * chain[u] + 2] / 2;
        const out = x < 0 || y < 0 || z < 0 || x === size[0] || y === size[1] || z === size[2] ? 1 : 0;
        many[out]++;
        sums[3 * out] += x;
        sums[3 * out + 1] += y;
        sums[3 * out + 2] += z;
      }
      let bits = 0;
      for (let d = 0; d < 3; d++) {
        const inside = sums[d] / many[0];
        const place = many[1] === 0 ? inside : (inside + sums[3 + d] / many[1]) / 2;
        places[3 * count + d] = place;
        if (place < 0 || place > size[d] - 1) bits |= 1 << d;
      }
      ends[count] = bits;
      simplex[count] = row;
      return count++;
    },
    /** Is the corner of the cube at `at` on the side from which e, p, q turn counter-clockwise? */
    before(e: number, p: number, q: number, at: readonly number[], corner: number): boolean {
      const x = places[3 * e];
      const y = places[3 * e + 1];
      const z = places[3 * e + 2];
      const ux = places[3 * p] - x;
      const uy = places[3 * p + 1] - y;
      const uz = places[3 * p + 2] - z;
      const vx = places[3 * q] - x;
      const vy = places[3 * q + 1] - y;
      const vz = places[3 * q + 2] - z;
      const wx = at[0] + halfSteps[3 * corner] / 2 - x;
      const wy = at[1] + halfSteps[3 * corner + 1] / 2 - y;
      const wz = at[2] + halfSteps[3 * corner + 2] / 2 - z;
      return wx * (uy * vz - uz * vy) + wy * (uz * vx - ux * vz) + wz * (ux * vy - uy * vx) > 0;
    },
    all: () => ({
      places: places.slice(0, 3 * count),
      ends: ends.slice(0, count),
      simplex: simplex.slice(0, count),
    }),
  };
}

export function faceRoom() {
  let triangles = new Uint32Array(3 * 8192);
  let back = new Uint16Array(8192);
  let front = new Uint16Array(8192);
  let count = 0;
  return {
    add(a: number, b: number, c: number, from: number, to: number): void {
      if (count === back.length) {
        triangles = roomier(triangles, Uint32Array);
        back = roomier(back, Uint16Array);
        front = roomier(front, Uint16Array);
      }
      triangles[3 * count] = a;
      triangles[3 * count + 1] = b;
      triangles[3 * count + 2] = c;
      back[count] = from;
      front[count++] = to;
    },
    all: () => ({
      triangles: triangles.slice(0, 3 * count),
      back: back.slice(0, count),
      front: front.slice(0, count),
    }),
  };
}
