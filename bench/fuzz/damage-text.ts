// Headers that are text, as a careless script or a bad mind would write them.
import type { Random } from './random.js';

const numbers = [
  ...[
    '-1',
    '0',
    '1',
    '2',
    '-0',
    '1e999',
    '-1e999',
    'NaN',
    'nan',
    'inf',
    '-Infinity',
    '1e-320',
    '1e-30',
    '1e30',
  ],
  ...[
    '2147483647',
    '2147483648',
    '4294967295',
    '4294967296',
    '9007199254740992',
    '9007199254740993',
    '65535',
    '65536',
  ],
  ...[
    '0x10',
    '1e9',
    '100000',
    '1,5',
    '1.5.5',
    '+-3',
    '1d3',
    '',
    ' ',
    'none',
    '???',
    '½',
    '١٢',
    '1'.repeat(400),
    `0.${'0'.repeat(400)}1`,
  ],
];
const tokens = [
  ...[
    '__proto__',
    'constructor',
    'toString',
    '',
    '\0',
    '\u202e',
    '../../../etc/passwd',
    '/dev/zero',
    '/etc/passwd',
    'scan.nrrd',
    '.',
  ],
  ...[
    'LIST',
    'LOCAL',
    '%d.raw 1 1000000000 1',
    '%999999999d 1 2 1',
    '%n%s%d',
    'raw',
    'gzip',
    'bzip2',
    'hex',
    'text',
    'ascii',
    'zrl',
    'block',
  ],
  ...[
    'float',
    'double',
    'short',
    'uchar',
    'int64',
    'MET_DOUBLE',
    'MET_UCHAR',
    'MET_OTHER',
    'True',
    'False',
    'little',
    'big',
  ],
  ...[
    'left-posterior-superior',
    'RAS',
    'scanner-xyz',
    'space',
    '(nan,nan,nan)',
    '(0,0,0)',
    '(1,0,0)',
    '(1e300,0,0)',
    '(((((',
    'a'.repeat(5000),
  ],
];

type Change = (text: string, random: Random) => string;

/** One of the places where `pattern` matches gets another text. */
function instead(pattern: RegExp, by: (random: Random, was: string) => string): Change {
  return (text, random) => {
    const found = [...text.matchAll(pattern)];
    if (found.length === 0) return text;
    const one = random.pick(found);
    return text.slice(0, one.index) + by(random, one[0]) + text.slice(one.index + one[0].length);
  };
}

const number = instead(/[-+]?\d+(\.\d+)?(e[-+]?\d+)?/gi, (random) => random.pick(numbers));
const word = instead(/[^\s:=,<>"]+/g, (random) => random.pick(tokens));
const value = instead(/(?<=[:=] ?)[^\n]+/g, (random, was) => {
  if (random.once(3)) return random.pick(tokens);
  return random.once(2) ? random.pick(numbers) : `${was} ${was}`;
});
const end = instead(/\n/g, (random) => random.pick(['', '\r', '\r\n', '\n\n', '\0', ' ', '\t\n']));

const lines =
  (change: (lines: string[], at: number, random: Random) => void): Change =>
  (text, random) => {
    const all = text.split('\n');
    change(all, random.below(all.length), random);
    return all.join('\n');
  };
const drop = lines((all, at) => all.splice(at, 1));
const twice = lines((all, at, random) => all.splice(random.below(all.length), 0, all[at]));
const swap = lines((all, at, random) => {
  const other = random.below(all.length);
  [all[at], all[other]] = [all[other], all[at]];
});
const flood = lines((all, at, random) => {
  all.splice(at, 0, ...Array.from({ length: random.pick([50, 3000]) }, () => all[at]));
});
const long = lines((all, at, random) => {
  all[at] = `${all[at]}${random.pick([' 1', 'a', '(', '\\', '<a>', '[', '{"a":'])}`.padEnd(
    random.pick([300, 70000]),
    all[at] || ' ',
  );
});
const letter: Change = (text, random) => {
  const at = random.below(text.length + 1);
  return (
    text.slice(0, at) +
    String.fromCharCode(random.pick([0, 9, 10, 13, 32, 34, 39, 60, 92, 0xfeff, 0xd800, 255])) +
    text.slice(at + random.below(2))
  );
};

const changes = [
  number,
  number,
  number,
  number,
  value,
  value,
  word,
  word,
  end,
  drop,
  drop,
  twice,
  swap,
  flood,
  long,
  letter,
];

export function damageText(text: string, random: Random): string {
  let damaged = text;
  for (let n = random.pick([1, 1, 1, 2, 4]); n > 0; n--) damaged = random.pick(changes)(damaged, random);
  return damaged;
}
