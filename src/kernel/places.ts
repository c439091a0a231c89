// Which vertices stand at exactly the same place.

/** `first[v]`: the lowest vertex with v's position, bit for bit (−0 = 0). `distinct`: how many places there are. */
export interface Places {
  readonly first: Uint32Array;
  readonly distinct: number;
}

const empty = 0xffffffff;

/** positions: x, y, z per vertex, finite. Open addressing over the bits of the three coordinates. */
export function placesOf(positions: Float32Array): Places {
  const count = positions.length / 3;
  const clean = new Float32Array(positions.length);
  for (let i = 0; i < clean.length; i++) clean[i] = positions[i] + 0;
  const bits = new Uint32Array(clean.buffer);
  const first = new Uint32Array(count);
  const table = new Uint32Array(2 ** Math.ceil(Math.log2(Math.max(2 * count, 16)))).fill(empty);
  const mask = table.length - 1;
  let distinct = 0;
  for (let v = 0; v < count; v++) {
    const x = bits[3 * v];
    const y = bits[3 * v + 1];
    const z = bits[3 * v + 2];
    let h = Math.imul(x, 0x9e3779b1) ^ Math.imul(y, 0x85ebca6b) ^ Math.imul(z, 0xc2b2ae35);
    h = Math.imul(h ^ (h >>> 15), 0x2c1b3c6d);
    h = (h ^ (h >>> 13)) & mask;
    let w = table[h];
    while (w !== empty && (bits[3 * w] !== x || bits[3 * w + 1] !== y || bits[3 * w + 2] !== z)) {
      h = (h + 1) & mask;
      w = table[h];
    }
    if (w === empty) {
      table[h] = v;
      w = v;
      distinct++;
    }
    first[v] = w;
  }
  return { first, distinct };
}
