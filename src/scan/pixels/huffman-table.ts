// Huffman codes as one table, looked up by the next 16 bits.
// ITU-T Recommendation T.81 (1992), annexes C and F.2.2.3.

/**
 * Entry for each 16 bits ahead: symbol + 256 · length of its code in bits; 0 where no code begins so. `counts`: how
 * many codes have 1…16 bits. Throws an Error when there are more codes than the lengths allow or symbols are missing.
 */
export function huffmanTable(counts: ArrayLike<number>, symbols: ArrayLike<number>): Uint16Array {
  const table = new Uint16Array(65536);
  let at = 0;
  let taken = 0;
  for (let length = 1; length <= 16; length++) {
    const span = 1 << (16 - length);
    for (let n = 0; n < counts[length - 1]; n++) {
      if (at + span > 65536 || taken >= symbols.length)
        throw new Error('a table of the compressed picture is damaged');
      table.fill(symbols[taken++] | (length << 8), at, at + span);
      at += span;
    }
  }
  return table;
}
