// Bytes as a bad disc, a bad network or a bad mind would change them; mostly near the start, where headers are.
import type { Random } from './random.js';

const bytes = [0, 1, 0x7f, 0x80, 0xfe, 0xff, 0x20, 0x0a, 0x2d, 0x39];
const words = [0, 1, 2, 0x7fff, 0x8000, 0xffff, 0xfffe];
const longs = [
  0, 1, 0x7fffffff, 0x80000000, 0xffffffff, 0xfffffffe, 0x10000, 0x40000000, 0x7f800000, 0x7fc00000,
  0xff800000, 0x00000001,
];
const wides = [
  0n,
  1n,
  0x7fffffffffffffffn,
  0x8000000000000000n,
  0xffffffffffffffffn,
  0x100000000n,
  0x20000000000000n,
  0x7ff0000000000000n,
  0x7ff8000000000000n,
];

/** Four times in five within the first bytes. */
function place(random: Random, length: number): number {
  const reach = random.pick([64, 352, 600, 1500, length]);
  return random.below(Math.max(1, Math.min(reach, length)));
}

type Change = (bytes: Buffer, random: Random) => Buffer;

function written(
  width: number,
  write: (view: DataView, at: number, random: Random, little: boolean) => void,
): Change {
  return (from, random) => {
    if (from.length < width) return from;
    const copy = Buffer.from(from);
    const at = Math.min(place(random, copy.length), copy.length - width);
    write(new DataView(copy.buffer, copy.byteOffset, copy.length), at, random, random.once(2));
    return copy;
  };
}

const flip = written(1, (view, at, random) => view.setUint8(at, view.getUint8(at) ^ (1 << random.below(8))));
const byte = written(1, (view, at, random) =>
  view.setUint8(at, random.once(2) ? random.below(256) : random.pick(bytes)),
);
const word = written(2, (view, at, random, little) => view.setUint16(at, random.pick(words), little));
const long = written(4, (view, at, random, little) => view.setUint32(at, random.pick(longs), little));
const wide = written(8, (view, at, random, little) => view.setBigUint64(at, random.pick(wides), little));

/** From … to, seldom longer than some hundred bytes. */
function stretch(from: Buffer, random: Random): readonly [number, number] {
  const at = place(random, from.length);
  const length = 1 + random.below(random.pick([4, 16, 200, Math.max(1, from.length)]));
  return [at, Math.min(from.length, at + length)];
}

const cut: Change = (from, random) =>
  from.subarray(0, random.once(3) ? place(random, from.length) : random.below(from.length + 1));
const beheaded: Change = (from, random) => from.subarray(place(random, from.length));
const drop: Change = (from, random) => {
  const [a, b] = stretch(from, random);
  return Buffer.concat([from.subarray(0, a), from.subarray(b)]);
};
const insert: Change = (from, random) => {
  const at = place(random, from.length);
  const length = 1 + random.below(random.pick([2, 9, 300]));
  const what = Buffer.from(Array.from({ length }, () => random.below(256)));
  return Buffer.concat([
    from.subarray(0, at),
    random.once(2) ? what.fill(random.pick(bytes)) : what,
    from.subarray(at),
  ]);
};
const repeat: Change = (from, random) => {
  const [a, b] = stretch(from, random);
  const times = random.pick([1, 1, 2, 40]);
  return Buffer.concat([
    from.subarray(0, b),
    ...Array.from({ length: times }, () => from.subarray(a, b)),
    from.subarray(b),
  ]);
};
const move: Change = (from, random) => {
  const [a, b] = stretch(from, random);
  const rest = Buffer.concat([from.subarray(0, a), from.subarray(b)]);
  const at = place(random, rest.length);
  return Buffer.concat([rest.subarray(0, at), from.subarray(a, b), rest.subarray(at)]);
};
const blank: Change = (from, random) => {
  const copy = Buffer.from(from);
  const [a, b] = stretch(from, random);
  return copy.fill(random.pick(bytes), a, b);
};

const changes: readonly Change[] = [
  flip,
  flip,
  byte,
  byte,
  word,
  word,
  long,
  long,
  wide,
  cut,
  beheaded,
  drop,
  insert,
  repeat,
  move,
  blank,
];

/** A damaged copy. `other`: a file of another kind, whose parts may get in. */
export function damageBytes(from: Buffer, random: Random, other: Buffer): Buffer {
  if (random.once(20)) return splice(from, other, random);
  let bytes = from;
  for (let n = random.pick([1, 1, 1, 2, 3, 8]); n > 0; n--) bytes = random.pick(changes)(bytes, random);
  return bytes;
}

function splice(from: Buffer, other: Buffer, random: Random): Buffer {
  const at = place(random, from.length);
  const [a, b] = stretch(other, random);
  return Buffer.concat([
    from.subarray(0, at),
    other.subarray(a, b),
    random.once(2) ? from.subarray(at) : Buffer.alloc(0),
  ]);
}
